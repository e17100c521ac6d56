from odoo import api, fields, models
from odoo.exceptions import AccessError


class CustomerDossierDecided(models.AbstractModel):
    """What one person asks for and another one with authority decides on."""

    _name = "customer.dossier.decided"
    _description = "Record that somebody with authority decides on"
    _inherit = ["customer.dossier.informed"]

    #: Rows of ``customer.dossier.authority`` that say who may.
    _authority_model = None
    #: The state in which somebody decides.
    _awaits = "requested"

    currency_id = fields.Many2one("res.currency")
    stake = fields.Monetary(
        string="At stake",
        compute="_compute_stake",
        help="What authority is measured by.",
    )
    may_decide = fields.Boolean(
        string="May decide",
        compute="_compute_may_decide",
        help="Somebody else than whoever asked for it, with authority for it.",
    )

    def _compute_stake(self):
        for record in self:
            record.stake = record._stake()

    def _stake(self):
        """What may be lost or given by it, in the company's currency."""
        raise NotImplementedError

    def _role_of(self, authority):
        """In which role a row of authority lets its people decide on this record."""
        return authority.role

    @api.depends_context("uid")
    def _compute_may_decide(self):
        waiting = self.filtered(
            lambda one: (
                one.state == self._awaits and one[self._asked_by] != self.env.user
            )
        )
        authorities = waiting._authorities()
        for record in self:
            record.may_decide = record in authorities

    def _check_decide(self):
        """By which rows the user decides on all of these.

        :return: ``{record: row}``
        :raises AccessError: the user asked for one of them, or has no authority for it;
            as superuser too: four eyes are two people, whoever carries it out
        """
        authorities = self._authorities()
        for record in self:
            if record[self._asked_by] == self.env.user:
                raise AccessError(
                    self.env._(
                        "%(record)s: nobody decides on something that they proposed. "
                        "Ask somebody else with authority.",
                        record=record.display_name,
                    )
                )
            if record not in authorities:
                raise AccessError(
                    self.env._(
                        "%(record)s: the company gave you no authority for this kind, "
                        "grade and amount. Ask a leader.",
                        record=record.display_name,
                    )
                )
        return authorities

    def _authorities(self):
        """By which rows of the company's the current user may decide on these.

        :return: ``{record: row}``, the narrowest row of each; others are missing. One
            query, and one for each role that a row asks for
        """
        # sudo: what the company lets people do is read to decide, and not shown.
        rows = self.env[self._authority_model].sudo()._of_user() if self else ()
        mine, result = {}, {}
        for row in rows:
            for record in self:
                if record in result or not row._covers(record):
                    continue
                role = record._role_of(row)
                if role not in mine:
                    mine[role] = self._in_roles((role,), "write")
                if record in mine[role]:
                    result[record] = row.sudo(False)
        return result

from odoo import api, fields, models

from .roles import CONFIGURATION

#: Grade whose customers are kept by qualified people only.
KEY = "key"


class CustomerDossierQualification(models.Model):
    """What one of our people was trained for, and until when the proof counts."""

    _name = "customer.dossier.qualification"
    _description = "Qualification"
    _inherit = ["customer.dossier.cleared"]
    _order = "user_id, date_until desc, id"

    _dossier_roles = {**CONFIGURATION, "auditor": "r"}

    user_id = fields.Many2one(
        "res.users", string="Who", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(
        string="Training",
        required=True,
        help="Of a sales expert, of a trade, of goods.",
    )
    certificate = fields.Char(help="Its number, or where it is kept.")
    date_from = fields.Date(
        string="Qualified on",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    date_until = fields.Date(string="Valid until", help="Empty: it does not end.")

    _days_ordered = models.Constraint(
        "CHECK (date_from <= date_until)",
        "It cannot end before it was passed. Check its two days.",
    )

    @api.model
    def _qualified(self, day):
        """:return: ids of users with a qualification that counts on a day; one query"""
        # sudo: rules ask about everybody; ids leave this method.
        groups = self.sudo()._read_group(
            [
                ("date_from", "<=", day),
                "|",
                ("date_until", "=", False),
                ("date_until", ">=", day),
            ],
            ["user_id"],
        )
        return {user.id for (user,) in groups}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _unqualified(self):
        """Key customers whose account manager has no qualification that counts.

        :return: ``{dossier id: True}``; one query for each company
        """
        found = {}
        for company, dossiers in self.grouped("company_id").items():
            keys = dossiers.filtered(lambda one: one.grade_id.code == KEY)
            if keys:
                able = self.env["customer.dossier.qualification"]._qualified(
                    company._dossier_today()
                )
                found |= {
                    one.id: True
                    for one in keys
                    if one.account_manager_id.id not in able
                }
        return found

    def _signal_facts(self):
        return super()._signal_facts() | {"unqualified": self._unqualified()}

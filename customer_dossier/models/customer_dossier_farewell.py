from odoo import fields, models
from odoo.exceptions import UserError

FAREWELL_FIELDS = ("closed_on", "closed_by_id", "close_reason")


class CustomerDossier(models.Model):
    """Closing and archiving the dossiers of customers whom we have lost: never alone."""

    _inherit = "customer.dossier"

    closed_on = fields.Date(string="Closed on", readonly=True, copy=False)
    closed_by_id = fields.Many2one(
        "res.users",
        string="Closed by",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    close_reason = fields.Char(string="Why it was closed", readonly=True, copy=False)

    def _bid_farewell(self, reason):
        """Close and archive these dossiers; everything stays readable.

        :raises AccessError: the user is no leader of these dossiers
        :raises UserError: no reason is given
        """
        self.check_access("write")
        self._check_roles(("leader",), "write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why these dossiers are closed."))
        self.filtered(lambda dossier: dossier.state != "closed").action_close()
        # sudo: written by this step only, after the checks above, in the user's name.
        self.sudo().write(
            {
                "active": False,
                "closed_on": fields.Date.context_today(self),
                "closed_by_id": self.env.uid,
                "close_reason": reason.strip(),
            }
        )

    def action_activate(self):
        result = super().action_activate()
        # sudo: what was closed is open again; the step has checked the access.
        self.sudo().write(dict.fromkeys(FAREWELL_FIELDS, False))
        return result

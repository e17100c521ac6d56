from odoo import api, fields, models
from odoo.exceptions import UserError

from ..formulas.terms import STRICTNESS


class CustomerDossier(models.Model):
    """A dossier whose revision is overdue: its grade no longer counts as current.

    Credit is not raised on what nobody has looked at. Deliveries go on: nothing here
    is asked by an order or a delivery.
    """

    _inherit = "customer.dossier"

    is_current = fields.Boolean(
        string="Current",
        compute="_compute_is_current",
        help="Revised in time: the day of the next revision has not passed.",
    )

    @api.depends("state", "next_revision_date")
    def _compute_is_current(self):
        for dossier in self:
            due = dossier.state == "active" and dossier.next_revision_date
            dossier.is_current = not due or due >= dossier.company_id._dossier_today()

    def write(self, vals):
        """Write values; credit of a lapsed dossier is lowered but never raised.

        :raises UserError: names the revision to finish first
        """
        if {"credit_mode", "credit_limit", "agreed_mode", "agreed_limit"} & vals.keys():
            for dossier in self:
                dossier._check_raise(vals)
        return super().write(vals)

    def _check_raise(self, vals):
        mode, limit = self.agreed_mode, self.agreed_limit
        after = (
            vals.get("credit_mode", vals.get("agreed_mode", mode)),
            vals.get("credit_limit", vals.get("agreed_limit", limit)) or 0.0,
        )
        if _room(*after) > _room(mode, limit):
            self._check_current()

    def _check_current(self):
        """:raises UserError: the dossier is lapsed, so its credit is not raised"""
        if not self.is_current:
            raise UserError(
                self.env._(
                    "The revision of %(dossier)s has been due since %(day)s, so its "
                    "grade is not current and its credit is not raised. Finish the "
                    "revision first; lowering is possible, and deliveries go on.",
                    dossier=self.display_name,
                    day=fields.Date.to_string(self.next_revision_date),
                )
            )


def _room(mode, limit):
    """How much credit terms allow, to be compared."""
    known = mode if mode in STRICTNESS else STRICTNESS[0]
    return STRICTNESS.index(known), limit if mode == "limit" else 0.0

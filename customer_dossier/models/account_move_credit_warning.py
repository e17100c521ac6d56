from odoo import models
from odoo.fields import Domain

from .sale_order_check import CONTROLLED


class AccountMove(models.Model):
    _inherit = "account.move"

    def _compute_partner_credit_warning(self):
        """Odoo's own banner is silent where a dossier says more, and better."""
        result = super()._compute_partner_credit_warning()
        # sudo: whether there is an active dossier changes a banner, no more.
        held = self.sudo().filtered(lambda move: move.company_id.dossier_hold)
        for move in held._customers_controlled():
            move.sudo(False).partner_credit_warning = ""
        return result

    def _customers_controlled(self):
        """Those of these invoices whose customers' orders are checked; one query."""
        dossiers = self.env["customer.dossier"].with_context(active_test=False)
        found = dossiers.search(
            CONTROLLED
            & Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("company_id", "in", self.company_id.ids)
        )
        known = {(one.partner_id, one.company_id) for one in found}
        return self.filtered(
            lambda move: (move.commercial_partner_id, move.company_id) in known
        )

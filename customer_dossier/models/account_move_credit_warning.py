from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _compute_partner_credit_warning(self):
        """Odoo's own banner is silent where a dossier says more, and better."""
        result = super()._compute_partner_credit_warning()
        # sudo: whether there is an active dossier changes a banner, no more.
        moves = self.sudo().filtered(lambda move: move.company_id.dossier_hold)
        known = self.env["customer.dossier"].sudo()  # sudo: as above.
        known = known._controlled(moves.commercial_partner_id, moves.company_id)
        for move in moves:
            if (move.commercial_partner_id, move.company_id) in known:
                move.sudo(False).partner_credit_warning = ""
        return result

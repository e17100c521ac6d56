from odoo import api, models
from odoo.tools import SQL


class AccountPartialReconcile(models.Model):
    _name = "account.partial.reconcile"
    _inherit = ["account.partial.reconcile", "customer.dossier.stale.mixin"]

    @api.model
    def _stale_customers(self, ids):
        return SQL(
            """
            SELECT l.partner_id, l.company_id
              FROM account_partial_reconcile pr
              JOIN account_move_line l ON l.id IN (pr.debit_move_id, pr.credit_move_id)
             WHERE pr.id = ANY(%s)
            """,
            ids,
        )

    def unlink(self):
        # sudo: whoever un-reconciles need not read the archive to leave a trace in it.
        self.env["customer.dossier.undone.payment"].sudo()._note_undone(self)
        return super().unlink()

from odoo import api, models
from odoo.tools import SQL


class AccountMove(models.Model):
    _name = "account.move"
    _inherit = ["account.move", "customer.dossier.stale.mixin"]

    _stale_fields = frozenset({"state", "amount_total_signed", "invoice_date"})
    _stale_customer_fields = frozenset({"commercial_partner_id"})

    # Odoo has no index for "this customer's invoices"; its own partner form gains by it
    # as much as our figures do.
    _dossier_customer_idx = models.Index(
        "(commercial_partner_id, invoice_date)"
        " WHERE move_type IN ('out_invoice', 'out_refund', 'out_receipt')"
    )

    @api.model
    def _stale_customers(self, ids):
        return SQL(
            """
            SELECT commercial_partner_id AS partner_id, company_id
              FROM account_move WHERE id = ANY(%(ids)s)
             UNION ALL
            SELECT partner_id, company_id
              FROM account_move_line WHERE move_id = ANY(%(ids)s)
            """,
            ids=ids,
        )

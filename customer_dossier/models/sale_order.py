from odoo import api, models
from odoo.tools import SQL


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "customer.dossier.stale.mixin"]

    _stale_fields = frozenset(
        {"state", "date_order", "commitment_date", "currency_rate"}
    )
    _stale_customer_fields = frozenset({"partner_invoice_id"})

    @api.model
    def _stale_customers(self, ids):
        # Quotations and web shop carts change all day and count for nothing.
        return SQL(
            """
            SELECT partner_invoice_id AS partner_id, company_id
              FROM sale_order
             WHERE id = ANY(%s) AND state IN ('sale', 'cancel')
            """,
            ids,
        )

from odoo import api, models
from odoo.tools import SQL


class SaleOrderLine(models.Model):
    _name = "sale.order.line"
    _inherit = ["sale.order.line", "customer.dossier.stale.mixin"]

    _stale_fields = frozenset(
        {
            *("product_uom_qty", "qty_delivered", "qty_invoiced"),
            *("price_total", "customer_lead"),
            *("qty_ordered_closed", "qty_delivered_closed"),
        }
    )

    @api.model
    def _stale_customers(self, ids):
        return SQL(
            """
            SELECT so.partner_invoice_id AS partner_id, so.company_id
              FROM sale_order_line sol
              JOIN sale_order so ON so.id = sol.order_id
             WHERE sol.id = ANY(%s) AND so.state IN ('sale', 'cancel')
            """,
            ids,
        )

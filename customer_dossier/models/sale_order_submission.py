from odoo import models

from .called import check_called


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_submit_news(self):
        """Report something about the customer of this order or quotation."""
        check_called(self, "read", one=True)
        return self.partner_id.action_submit_news()

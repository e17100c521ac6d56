from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def action_submit_news(self):
        """Report something about the customer of this order or quotation."""
        self.ensure_one()
        self.check_access("read")
        return self.partner_id.action_submit_news()

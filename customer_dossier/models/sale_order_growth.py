from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """A sales order that grows, or that another customer is to pay, is checked again."""

    _name = "sale.order"
    _inherit = "sale.order"

    def write(self, vals):
        """Write values; a sales order gets a payer who is good for it only.

        :raises UserError: names an order that would have to wait
        """
        result = super().write(vals)
        if "partner_invoice_id" in vals:
            self._credit_refuse_more()
        return result

    def _credit_refuse_more(self):
        """:raises UserError: names a sales order that would be held, were it a quotation"""
        for check in self.filtered(lambda one: one.state == "sale")._credit_check():
            if check.held:
                raise UserError(
                    self.env._(
                        "%(order)s is confirmed, and more would have to wait for the "
                        "credit accountant. Put what is added into a quotation of its own.",
                        order=check.order.name,
                    )
                )

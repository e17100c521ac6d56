from odoo import models
from odoo.exceptions import UserError

#: What decides who pays an order, and in which currency.
PAID_BY = {"partner_id", "partner_invoice_id", "company_id", "currency_id"}
PAID_BY |= {"pricelist_id"}


class SaleOrder(models.Model):
    """A sales order that grows, or that another customer is to pay, is checked again."""

    _name = "sale.order"
    _inherit = "sale.order"

    def write(self, vals):
        """Write values; a sales order gets a payer who is good for it only.

        :raises UserError: names an order that would have to wait
        """
        if PAID_BY.isdisjoint(vals):
            return super().write(vals)
        sold = self.filtered(lambda order: order.state == "sale")
        before = {order: order._credit_at_stake() for order in sold}
        result = super().write(vals)
        sold.filtered(
            lambda order: before[order] != order._credit_at_stake()
        )._credit_refuse_more()
        return result

    def _credit_at_stake(self):
        return self.partner_invoice_id, self.company_id, self._credit_amount()

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

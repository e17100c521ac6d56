from odoo import fields, models


class SaleOrderLine(models.Model):
    """Up to where a line was given up: quantities, so that what comes later counts."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    qty_ordered_closed = fields.Float(
        string="Closed up to",
        digits="Product Unit",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Ordered when the rest of the order was closed.",
    )
    qty_delivered_closed = fields.Float(
        string="Not billed up to",
        digits="Product Unit",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Delivered when what is not invoiced was given up.",
    )

    def _take_back(self):
        """Let all that is left of these lines count again."""
        given_up = self.filtered(
            lambda line: line.qty_ordered_closed or line.qty_delivered_closed
        )
        given_up.write({"qty_ordered_closed": 0, "qty_delivered_closed": 0})

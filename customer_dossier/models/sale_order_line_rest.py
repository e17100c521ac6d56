from odoo import fields, models


class SaleOrderLine(models.Model):
    """What was given up of a line: quantities, so that whatever comes later counts."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    qty_never_delivered = fields.Float(
        string="Never delivered",
        digits="Product Unit",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Ordered and not delivered when the rest of the order was closed.",
    )
    qty_never_invoiced = fields.Float(
        string="Never invoiced",
        digits="Product Unit",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Delivered and not invoiced when the rest of the order was closed.",
    )

    def _take_back(self):
        """Let all that is left of these lines count again."""
        given_up = self.filtered(
            lambda line: line.qty_never_delivered or line.qty_never_invoiced
        )
        given_up.write({"qty_never_delivered": 0, "qty_never_invoiced": 0})

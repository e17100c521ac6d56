from odoo import api, models

#: What makes a line worth more or less.
WORTH = {"product_id", "product_uom_id", "product_uom_qty", "price_unit", "discount"}
WORTH |= {"tax_ids", "order_id"}
#: Stands in the data of the transaction while bills are passed on.
SPENDING = "customer_dossier.spending"


class SaleOrderLine(models.Model):
    """Lines that make a sales order worth more than what was checked."""

    _name = "sale.order.line"
    _inherit = "sale.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Create lines.

        :raises UserError: names a sales order that would have to wait
        """
        lines = super().create(vals_list)
        lines._credit_grown({})._credit_refuse_more()
        return lines

    def write(self, vals):
        """Write values.

        :raises UserError: names a sales order that would have to wait
        """
        if WORTH.isdisjoint(vals):
            return super().write(vals)
        before = {line.id: line.price_total for line in self if line.state == "sale"}
        result = super().write(vals)
        self._credit_grown(before)._credit_refuse_more()
        return result

    def _credit_grown(self, before):
        """Sales orders that people added to; what was spent for them is invoiced anyway.

        :param before: what the lines were worth, by id
        """
        if self.env.cr.precommit.data.get(SPENDING):
            return self.order_id.browse()
        grown = self.filtered(
            lambda line: (
                line.state == "sale" and line.price_total > before.get(line.id, 0.0)
            )
        )
        return grown.order_id

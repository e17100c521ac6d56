from odoo import api, fields, models

from .roles import READ_ALONG

SPANS = [("season", "Season"), ("year", "Twelve months")]


class CustomerDossierInquestLine(models.Model):
    """What one product contributed to the change: by its quantity and by its price."""

    _name = "customer.dossier.inquest.line"
    _description = "Contribution to growth or loss"
    _inherit = ["customer.dossier.frozen", "customer.dossier.cleared"]
    _order = "inquest_id, span, delta, id"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "inquest"

    inquest_id = fields.Many2one(
        "customer.dossier.inquest", required=True, index=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one(
        related="inquest_id.dossier_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="inquest_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="inquest_id.currency_id", related_sudo=False)
    span = fields.Selection(SPANS, required=True)
    product_id = fields.Many2one(
        "product.product",
        index="btree_not_null",
        ondelete="restrict",
        help="Empty for lines without a product.",
    )
    quantity_then = fields.Float(string="Quantity then", digits="Product Unit")
    quantity_now = fields.Float(string="Quantity now", digits="Product Unit")
    value_then = fields.Monetary(string="Sales then")
    value_now = fields.Monetary(string="Sales now")
    delta = fields.Monetary(string="Change")
    volume = fields.Monetary(
        string="By quantity", help="More or fewer at last year's average price."
    )
    price = fields.Monetary(
        string="By price", help="The rest: this year's quantity at another price."
    )
    other = fields.Monetary(
        string="By other lines", help="Rebates and lines without a quantity."
    )

    _adds_up = models.Constraint(
        "CHECK (delta = volume + price + other AND delta = value_now - value_then)",
        "What a product contributed has to add up to the change.",
    )

    @api.depends("product_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            line.display_name = line.product_id.display_name or self.env._("No product")

from odoo import api, fields, models

from .optional_float import OptionalFloat

ITEMS = (
    "brand_count",
    "premium_share",
    "wallet_share",
)


class CustomerDossierSheet(models.Model):
    """What the customer sells, ours and that of others."""

    _inherit = "customer.dossier.sheet"

    product_ids = fields.One2many(
        "customer.dossier.product", "sheet_id", string="Products"
    )
    brand_count = OptionalFloat(string="Brands carried", digits=(16, 0))
    premium_share = OptionalFloat(
        string="Premium share %", digits=(16, 1), help="Of their turnover."
    )
    wallet_share = OptionalFloat(
        string="Our share %",
        digits=(16, 1),
        help="Our share in what they buy of our kind of goods.",
    )

    @api.model
    def _items(self):
        return {**super()._items(), "products": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "products": ("product_ids",)}

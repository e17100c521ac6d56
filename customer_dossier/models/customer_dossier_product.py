from odoo import fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary


class CustomerDossierProduct(models.Model):
    """A product or brand that the customer sells, ours or a rival's."""

    _name = "customer.dossier.product"
    _description = "Product of a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(string="Brand or product", required=True)
    owner = fields.Selection(
        [("ours", "Ours"), ("rival", "Rival's")],
        string="Whose",
        required=True,
        default="ours",
    )
    price_band = fields.Selection(
        [("premium", "Premium"), ("middle", "Middle"), ("low", "Low")],
        string="Price band",
    )
    share = OptionalFloat(string="Share %", digits=(16, 1), help="Of their turnover.")
    yearly_sales = OptionalMonetary(string="Sales per year")
    resale_price = OptionalMonetary(string="Resale price")

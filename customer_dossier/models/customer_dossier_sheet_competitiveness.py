from odoo import api, fields, models

from .optional_float import OptionalFloat

STANDINGS = [
    ("leading", "Leading"),
    ("strong", "Among the strong"),
    ("middle", "In the middle"),
    ("weak", "Weak"),
]
ITEMS = (
    "standing",
    "market_share",
    "sales_staff",
    "vehicles",
    "warehouse_area",
    "price_discipline",
    "strengths",
    "weaknesses",
)


class CustomerDossierSheet(models.Model):
    """How the customer stands in its own market."""

    _inherit = "customer.dossier.sheet"

    standing = fields.Selection(STANDINGS, string="Standing in the market")
    market_share = OptionalFloat(string="Market share %", digits=(16, 1))
    sales_staff = OptionalFloat(string="Sales staff", digits=(16, 0))
    vehicles = OptionalFloat(digits=(16, 0))
    warehouse_area = OptionalFloat(string="Warehouse (m²)", digits=(16, 0))
    price_discipline = fields.Selection(
        [("kept", "Keeps our prices"), ("mixed", "Mostly"), ("broken", "Undersells")],
        string="Price discipline",
    )
    strengths = fields.Text()
    weaknesses = fields.Text()

    @api.model
    def _items(self):
        return {**super()._items(), "competitiveness": ITEMS}

from odoo import api, fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

ITEMS = (
    "population",
    "yearly_capacity",
    "yearly_target",
)


class CustomerDossierSheet(models.Model):
    """How much the customer's market can take."""

    _inherit = "customer.dossier.sheet"

    market_ids = fields.One2many(
        "customer.dossier.market", "sheet_id", string="Markets"
    )
    outlet_ids = fields.One2many(
        "customer.dossier.outlet", "sheet_id", string="Outlets"
    )
    population = OptionalFloat(string="People served", digits=(16, 0))
    yearly_capacity = OptionalMonetary(
        string="Market per year", help="What their territory buys of our kind of goods."
    )
    yearly_target = OptionalMonetary(
        string="Agreed with us per year", help="What was agreed with the customer."
    )

    @api.model
    def _items(self):
        return {**super()._items(), "capacity": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "capacity": ("market_ids", "outlet_ids")}

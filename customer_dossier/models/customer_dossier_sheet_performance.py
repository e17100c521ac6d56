from odoo import api, fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

ITEMS = (
    "yearly_sales",
    "staff_count",
    "trend",
    "profitability",
)


class CustomerDossierSheet(models.Model):
    """How the customer's own business goes."""

    _inherit = "customer.dossier.sheet"

    statement_ids = fields.One2many(
        "customer.dossier.statement", "sheet_id", string="Yearly statements"
    )
    yearly_sales = OptionalMonetary(
        string="Sales per year", help="All that they sell, not ours alone."
    )
    staff_count = OptionalFloat(string="Staff", digits=(16, 0))
    trend = fields.Selection(
        [("growing", "Growing"), ("steady", "Steady"), ("shrinking", "Shrinking")],
        string="Trend of business",
    )
    profitability = fields.Selection(
        [("good", "Good"), ("even", "About even"), ("loss", "Losing money")]
    )

    @api.model
    def _items(self):
        return {**super()._items(), "performance": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "performance": ("statement_ids",)}

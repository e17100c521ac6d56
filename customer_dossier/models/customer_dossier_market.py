from odoo import fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary

KINDS = [
    ("territory", "Territory"),
    ("catering", "Catering"),
    ("retail", "Retail"),
    ("group", "Group purchase"),
    ("wholesale", "Wholesale"),
    ("online", "Online"),
]


class CustomerDossierMarket(models.Model):
    """A place or channel that the customer serves."""

    _name = "customer.dossier.market"
    _description = "Market of a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(string="Market", required=True)
    kind = fields.Selection(KINDS, required=True, default="territory")
    capacity = OptionalMonetary(
        string="Capacity per year", help="What this market buys of our kind of goods."
    )
    our_share = OptionalFloat(string="Our share %", digits=(16, 1))
    coverage = OptionalFloat(
        string="Covered %", digits=(16, 1), help="Share of its outlets that they reach."
    )

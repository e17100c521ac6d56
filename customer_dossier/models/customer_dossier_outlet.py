from odoo import fields, models

from .optional_float import OptionalFloat

KINDS = [
    ("shop", "Own shop"),
    ("supermarket", "Supermarket"),
    ("restaurant", "Restaurant"),
    ("tobacco", "Tobacco and wine shop"),
    ("wholesale", "Wholesaler"),
    ("online", "Online shop"),
]


class CustomerDossierOutlet(models.Model):
    """A place where the customer sells."""

    _name = "customer.dossier.outlet"
    _description = "Outlet of a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(string="Outlet", required=True)
    kind = fields.Selection(KINDS, required=True, default="shop")
    address = fields.Char()
    area = OptionalFloat(string="Area (m²)", digits=(16, 0))
    display_share = OptionalFloat(
        string="Our display %", digits=(16, 1), help="Our share of the shelf."
    )

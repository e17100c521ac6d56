from odoo import fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary


class CustomerDossierCompetitor(models.Model):
    """Another supplier of the customer, with the terms that it gives."""

    _name = "customer.dossier.competitor"
    _description = "Competitor at a customer"
    _inherit = ["customer.dossier.line"]

    name = fields.Char(string="Competitor", required=True)
    brands = fields.Char()
    share = OptionalFloat(
        string="Share %", digits=(16, 1), help="Of what they buy of our kind of goods."
    )
    payment_days = OptionalFloat(string="Payment days", digits=(16, 0))
    credit_given = OptionalMonetary(string="Credit given")
    rebate = OptionalFloat(string="Rebate %", digits=(16, 1))
    support = fields.Char(help="Staff, promotion and the like.")

from odoo import api, fields, models

from .optional_monetary import OptionalMonetary

NATURES = [
    ("private", "Private company"),
    ("sole", "Sole trader"),
    ("state", "State-owned"),
    ("joint", "Joint venture"),
    ("foreign", "Foreign-owned"),
    ("other", "Other"),
]
ITEMS = (
    "short_name",
    "foreign_name",
    "nature",
    "legal_representative",
    "registered_capital",
    "founded_on",
    "term_until",
    "registrar",
    "business_scope",
    "warehouse_address",
    "parent_company",
    "licence_checked_on",
)


class CustomerDossierSheet(models.Model):
    """Who the customer is in law; the card itself is the contact of Odoo."""

    _inherit = "customer.dossier.sheet"

    short_name = fields.Char(string="Short name")
    foreign_name = fields.Char(string="Name in the other language")
    nature = fields.Selection(NATURES, string="Kind of company")
    legal_representative = fields.Char(string="Legal representative")
    registered_capital = OptionalMonetary(string="Registered capital")
    founded_on = fields.Date(string="Founded on")
    term_until = fields.Date(
        string="Licence until", help="Until when the company may trade."
    )
    registrar = fields.Char(help="The office at which the company is registered.")
    business_scope = fields.Text(string="Business scope")
    warehouse_address = fields.Char(string="Warehouse address")
    parent_company = fields.Char(
        string="Parent company", help="Who owns or governs the customer."
    )
    licence_checked_on = fields.Date(
        string="Licence checked on", help="When we last saw the original licence."
    )

    document_ids = fields.One2many(
        "customer.dossier.document", "sheet_id", string="Papers"
    )

    @api.model
    def _items(self):
        return {**super()._items(), "identity": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "identity": ("document_ids",)}

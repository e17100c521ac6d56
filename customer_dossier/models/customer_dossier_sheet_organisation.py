from odoo import api, fields, models

ITEMS = (
    "ownership",
    "decision_process",
    "owner_since",
)


class CustomerDossierSheet(models.Model):
    """Who decides at the customer's, and how."""

    _inherit = "customer.dossier.sheet"

    person_ids = fields.One2many(
        "customer.dossier.person", "sheet_id", string="Key persons"
    )
    ownership = fields.Text(help="Who owns how much.")
    decision_process = fields.Text(
        string="How they decide", help="Who is asked before they buy or pay."
    )
    owner_since = fields.Date(string="Present owner since")

    @api.model
    def _items(self):
        return {**super()._items(), "organisation": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "organisation": ("person_ids",)}

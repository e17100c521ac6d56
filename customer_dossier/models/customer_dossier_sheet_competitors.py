from odoo import api, fields, models

ITEMS = ("our_position",)


class CustomerDossierSheet(models.Model):
    """Who else supplies the customer, on which terms."""

    _inherit = "customer.dossier.sheet"

    competitor_ids = fields.One2many(
        "customer.dossier.competitor", "sheet_id", string="Competitors"
    )
    our_position = fields.Text(
        string="Our position", help="How we stand beside the others at this customer."
    )

    @api.model
    def _items(self):
        return {**super()._items(), "competitors": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "competitors": ("competitor_ids",)}

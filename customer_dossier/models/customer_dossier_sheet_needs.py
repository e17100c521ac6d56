from odoo import api, fields, models

ITEMS = (
    "contact_time",
    "contact_way",
    "delivery_wishes",
    "care_dates",
)


class CustomerDossierSheet(models.Model):
    """What the customer wants and likes."""

    _inherit = "customer.dossier.sheet"

    need_ids = fields.One2many(
        "customer.dossier.need", "sheet_id", string="Needs and preferences"
    )
    contact_time = fields.Char(string="Best time to call")
    contact_way = fields.Selection(
        [("phone", "Phone"), ("message", "Message"), ("visit", "Visit")],
        string="Preferred way",
    )
    delivery_wishes = fields.Text(string="Wishes for delivery")
    care_dates = fields.Text(
        string="Days to remember",
        help="Of the business, for greetings: its anniversary, festivals. Days of "
        "persons are personal matters.",
    )

    @api.model
    def _items(self):
        return {**super()._items(), "needs": ITEMS}

    @api.model
    def _lines(self):
        return {**super()._lines(), "needs": ("need_ids",)}

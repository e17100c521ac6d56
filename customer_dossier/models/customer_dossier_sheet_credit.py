from odoo import api, fields, models

ANSWERS = [("yes", "Yes"), ("no", "No")]
ITEMS = (
    "taxpayer_kind",
    "bank_credit",
    "peer_opinion",
    "payment_attitude",
    "in_litigation",
    "litigation",
    "guarantee_terms",
)


class CustomerDossierSheet(models.Model):
    """What is known of the customer's credit beside the ledger."""

    _inherit = "customer.dossier.sheet"

    taxpayer_kind = fields.Selection(
        [("general", "General taxpayer"), ("small", "Small-scale taxpayer")],
        string="Taxpayer",
    )
    bank_credit = fields.Selection(
        [("good", "Good"), ("fair", "Fair"), ("poor", "Poor"), ("none", "No credit")],
        string="Credit at banks",
    )
    peer_opinion = fields.Selection(
        [("good", "Good"), ("mixed", "Mixed"), ("poor", "Poor")],
        string="Opinion of peers",
    )
    payment_attitude = fields.Selection(
        [("willing", "Willing"), ("slow", "Slow"), ("evasive", "Evasive")],
        string="Attitude to paying",
    )
    in_litigation = fields.Selection(ANSWERS, string="In litigation")
    litigation = fields.Text(help="Which court cases, with whom, about how much.")
    guarantee_terms = fields.Text(
        string="Guarantees", help="Who guarantees what, until when."
    )

    @api.model
    def _items(self):
        return {**super()._items(), "credit": ITEMS}

from odoo import api, fields, models


class CustomerDossierSheet(models.Model):
    """What the customer has cost us: part of the section about its credit."""

    _inherit = "customer.dossier.sheet"

    loss_ids = fields.One2many(
        "customer.dossier.loss", "sheet_id", string="Past losses"
    )

    @api.model
    def _lines(self):
        lines = super()._lines()
        return {**lines, "credit": (*lines.get("credit", ()), "loss_ids")}

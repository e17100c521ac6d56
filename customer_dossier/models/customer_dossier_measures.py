from odoo import api, fields, models


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    measure_ids = fields.One2many(
        "customer.dossier.measure", "dossier_id", string="Measures"
    )
    measure_count = fields.Integer(
        string="Measures under way", compute="_compute_measure_count"
    )

    def _compute_measure_count(self):
        """Of those that the reader reads; one query."""
        groups = self.env["customer.dossier.measure"]._read_group(
            [
                ("dossier_id", "in", self.ids),
                ("state", "in", ("draft", "proposed", "approved", "in_force")),
            ],
            ["dossier_id"],
            ["__count"],
        )
        found = {dossier.id: count for dossier, count in groups}
        for dossier in self:
            dossier.measure_count = found.get(dossier.id, 0)

    @api.readonly
    def action_view_measures(self):
        """Open the measures of this dossier."""
        self.ensure_one()
        return {
            **self._documents_action(
                "customer_dossier.customer_dossier_measure_action",
                [("dossier_id", "=", self.id)],
            ),
            "context": {"default_dossier_id": self.id},
        }

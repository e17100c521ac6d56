from odoo import api, models


class CustomerDossier(models.Model):
    """The way from a dossier to those who read it."""

    _inherit = "customer.dossier"

    @api.readonly
    def action_view_readers(self):
        """Show leaders who read this dossier, and when."""
        self.ensure_one()
        self.check_access("read")
        Log = self.env["customer.dossier.access.log"]
        Log.check_access("read")
        return Log._rows_action(
            self.env._("Who read %(dossier)s", dossier=self.name),
            [("dossier_ids", "in", self.ids)],
        )

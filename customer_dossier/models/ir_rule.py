from odoo import api, models


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Add what the user's clearances open today.

        Odoo caches the domains of rules until somebody edits one; a day that begins
        clears no cache. Therefore this part is computed anew each time.
        """
        domain = super()._compute_domain(model_name, mode)
        model = self.env[model_name]
        if self.env.su or not hasattr(model, "_dossier_roles"):
            return domain
        return domain & model._clearance_domain(mode)

    def _make_access_error(self, operation, records):
        """Name no record of the archive, whatever the debug mode."""
        if hasattr(records, "_dossier_roles"):
            return records._make_refusal(operation)
        return super()._make_access_error(operation, records)

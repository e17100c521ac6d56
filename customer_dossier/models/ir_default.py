from odoo import api, models


class IrDefault(models.Model):
    _inherit = "ir.default"

    @api.model
    def _get_model_defaults(self, model_name, condition=False):
        """Everybody may set defaults of their own: in the archive for what they fill in,
        never for what steps write."""
        found = super()._get_model_defaults(model_name, condition)
        Model = self.env[model_name]
        if not found or not hasattr(Model, "_dossier_roles"):
            return found
        closed = Model._not_filled_in(found)
        return {name: value for name, value in found.items() if name not in closed}

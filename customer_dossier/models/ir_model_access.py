from odoo import api, models

from .roles import OPERATIONS


class IrModelAccess(models.Model):
    _inherit = "ir.model.access"

    @api.model
    def check(self, model, mode="read", raise_exception=True):
        """Ask for a clearance in force as well, where a model of the archive is meant."""
        allowed = super().check(model, mode, raise_exception)
        if not allowed or self.env.su or not hasattr(self.env[model], "_dossier_roles"):
            return allowed
        if self.env[model]._is_cleared(mode):
            return True
        if raise_exception:
            raise self._make_access_error(model, mode)
        return False

    def _make_access_error(self, model, mode):
        """The same few words for everybody whom the archive does not open to."""
        if mode in OPERATIONS and hasattr(self.env.get(model), "_dossier_roles"):
            return self.env[model]._make_refusal(mode)
        return super()._make_access_error(model, mode)

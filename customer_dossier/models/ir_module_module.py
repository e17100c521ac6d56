from odoo import models

ADDON = "customer_dossier"
GOING = ("to remove", "uninstalled", "uninstallable")
INSTALLED = ("installed", "to upgrade")


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def write(self, vals):
        """Let the archive's addon go only after its record was released.

        Every way of uninstalling comes through here, that of an addon on which ours
        depends as well.
        """
        if vals.get("state") in GOING:
            self._check_dossier_released()
        return super().write(vals)

    def module_uninstall(self):
        """Remove tables; one more way in for whoever calls this by itself."""
        self._check_dossier_released()
        return super().module_uninstall()

    def _check_dossier_released(self):
        """:raises UserError: our addon is among these, and its record is not released"""
        # Once it is on its way out its tables may be gone.
        if any(module.name == ADDON and module.state in INSTALLED for module in self):
            self.env["customer.dossier.access.log"]._check_released()

from odoo import api, models

from .roles import CLEARED, GROUP


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.constrains("implied_ids", "implied_by_ids", "user_ids")
    def _check_dossier_clearance(self):
        """No other group hands out the archive's groups, and no list of members does."""
        clearances = self.env["customer.dossier.clearance"]
        names = [GROUP % role for role in CLEARED]
        groups = [self.env.ref(name, raise_if_not_found=False) for name in names]
        if all(groups):
            # sudo: members are asked for to be checked, not to be shown; archived ones
            # as well, who might come back.
            users = self.env["res.users"].sudo().with_context(active_test=False)
            ids = [group.id for group in groups]
            clearances._check_members(users.search([("all_group_ids", "in", ids)]))

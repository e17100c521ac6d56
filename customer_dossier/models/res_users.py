from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.constrains("group_ids", "active")
    def _check_dossier_clearance(self):
        """The archive's groups are given by appointments only, whoever writes them."""
        self.env["customer.dossier.clearance"]._check_members(self)

    def write(self, vals):
        """Write values; who leaves, or stops being a colleague, loses the clearance."""
        if vals.get("active") is False:
            self.env["customer.dossier.clearance"]._end_for(
                self, self.env._("User archived")
            )
        return super().write(vals)

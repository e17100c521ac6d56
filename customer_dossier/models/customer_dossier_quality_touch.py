from odoo import api, models

#: What a signature writes on facts and lines.
SIGNED = {"verified_on", "state"}


class CustomerDossierSheet(models.Model):
    """Whatever changes in a section moves the quality of its dossier."""

    _inherit = "customer.dossier.sheet"

    def write(self, vals):
        result = super().write(vals)
        self.dossier_id._touch_quality()
        return result


class CustomerDossierFact(models.Model):
    _inherit = "customer.dossier.fact"

    def write(self, vals):
        result = super().write(vals)
        if not SIGNED.isdisjoint(vals):
            self.dossier_id._touch_quality()
        return result


class CustomerDossierLine(models.AbstractModel):
    _inherit = "customer.dossier.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.dossier_id._touch_quality()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self.dossier_id._touch_quality()
        return result

    def unlink(self):
        self.dossier_id._touch_quality()
        return super().unlink()

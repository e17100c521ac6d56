from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    dossier_revision_notice_days = fields.Integer(
        related="company_id.dossier_revision_notice_days", readonly=False
    )

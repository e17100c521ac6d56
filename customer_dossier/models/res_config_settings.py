from odoo import fields, models

from .optional_float import OptionalFloat


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    dossier_revision_notice_days = fields.Integer(
        related="company_id.dossier_revision_notice_days", readonly=False
    )
    dossier_exposure_ordered = fields.Boolean(
        related="company_id.dossier_exposure_ordered", readonly=False
    )
    dossier_exposure_delivered = fields.Boolean(
        related="company_id.dossier_exposure_delivered", readonly=False
    )
    dossier_exposure_drafts = fields.Boolean(
        related="company_id.dossier_exposure_drafts", readonly=False
    )
    dossier_exposure_horizon = OptionalFloat(
        related="company_id.dossier_exposure_horizon", readonly=False
    )
    dossier_log_retention_years = fields.Integer(
        related="company_id.dossier_log_retention_years", readonly=False
    )
    dossier_provision_journal_id = fields.Many2one(
        related="company_id.dossier_provision_journal_id",
        readonly=False,
        check_company=True,
    )
    dossier_provision_expense_account_id = fields.Many2one(
        related="company_id.dossier_provision_expense_account_id",
        readonly=False,
        check_company=True,
    )
    dossier_provision_allowance_account_id = fields.Many2one(
        related="company_id.dossier_provision_allowance_account_id",
        readonly=False,
        check_company=True,
    )

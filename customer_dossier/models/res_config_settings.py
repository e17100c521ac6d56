from odoo import api, fields, models

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    dossier_revision_notice_days = fields.Integer(
        related="company_id.dossier_revision_notice_days", readonly=False
    )
    dossier_visit_notice_days = fields.Integer(
        related="company_id.dossier_visit_notice_days", readonly=False
    )
    dossier_begun_on = fields.Date(
        related="company_id.dossier_begun_on", readonly=False
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
    dossier_exposure_tolerance = OptionalMonetary(
        related="company_id.dossier_exposure_tolerance",
        readonly=False,
        currency_field="dossier_currency_id",
    )
    dossier_log_retention_years = fields.Integer(
        related="company_id.dossier_log_retention_years", readonly=False
    )
    dossier_deterrents_a_year = fields.Integer(
        related="company_id.dossier_deterrents_a_year", readonly=False
    )
    dossier_deterrent_cooling_days = fields.Integer(
        related="company_id.dossier_deterrent_cooling_days", readonly=False
    )
    dossier_deposit_account_id = fields.Many2one(
        related="company_id.dossier_deposit_account_id",
        readonly=False,
        check_company=True,
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
    dossier_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the archive"
    )
    dossier_hold = fields.Boolean(related="company_id.dossier_hold", readonly=False)
    dossier_hold_four_eyes = OptionalMonetary(
        related="company_id.dossier_hold_four_eyes",
        readonly=False,
        currency_field="dossier_currency_id",
    )

    dossier_terms_by_request = fields.Boolean(
        related="company_id.dossier_terms_by_request", readonly=False
    )
    dossier_gift_limit = OptionalMonetary(
        related="company_id.dossier_gift_limit",
        readonly=False,
        currency_field="dossier_currency_id",
    )
    dossier_gift_year_limit = OptionalMonetary(
        related="company_id.dossier_gift_year_limit",
        readonly=False,
        currency_field="dossier_currency_id",
    )
    dossier_first_limit = OptionalMonetary(
        related="company_id.dossier_first_limit",
        readonly=False,
        currency_field="dossier_currency_id",
    )
    dossier_mirror_limits = fields.Boolean(
        related="company_id.dossier_mirror_limits", readonly=False
    )
    dossier_held_count = fields.Integer(
        string="Orders that wait", compute="_compute_dossier_held_count"
    )
    # As the test of all ways: for administrators of the archive who are the system's.
    dossier_hold_checks = fields.Char(
        string="What is checked",
        compute="_compute_dossier_hold_checks",
        groups="customer_dossier.group_manager",
    )

    @api.depends("company_id")
    def _compute_dossier_held_count(self):
        # sudo: how many orders wait is no secret of whoever runs the system.
        orders = self.env["sale.order"].sudo()
        for settings in self:
            settings.dossier_held_count = orders.search_count(
                [
                    ("company_id", "=", settings.company_id.id),
                    ("credit_state", "in", ("held", "rejected")),
                ]
            )

    @api.depends("company_id")
    @api.depends_context("lang")
    def _compute_dossier_hold_checks(self):
        rules = self.env["customer.dossier.hold.rule"]
        for settings in self:
            settings.dossier_hold_checks = rules._live_checks(settings.company_id)

    def action_dossier_selftest(self):
        """Try every way to a sales order, and show which ones are held."""
        return self.env["customer.dossier.hold.selftest"]._start()

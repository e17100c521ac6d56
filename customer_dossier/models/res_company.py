from odoo import api, fields, models


class ResCompany(models.Model):
    _name = "res.company"
    _inherit = ["res.company", "customer.dossier.recorded"]
    _recorded_section = "company"

    dossier_revision_notice_days = fields.Integer(
        string="Revision notice (days)",
        default=14,
        help="How many days before its day a revision appears on the archivist's desk.",
    )

    dossier_visit_notice_days = fields.Integer(
        string="Notice of unannounced visits (days)",
        help="So many days before it the visitor learns the day that was drawn. 0: in "
        "the morning of that day.",
    )

    dossier_log_retention_years = fields.Integer(
        string="Years of the access log",
        help="Older rows of the access log are deleted under a seal that keeps their "
        "counts. Zero: they stay for ever.",
    )

    dossier_provision_journal_id = fields.Many2one(
        "account.journal",
        string="Journal of provisions",
        domain=[("type", "=", "general")],
        check_company=True,
        ondelete="restrict",
        help="Where the entry of an approved provision run is proposed, as a draft.",
    )
    dossier_provision_expense_account_id = fields.Many2one(
        "account.account",
        string="Expense account of provisions",
        check_company=True,
        ondelete="restrict",
        help="Charged with what the allowance needs more (credit impairment loss).",
    )
    dossier_provision_allowance_account_id = fields.Many2one(
        "account.account",
        string="Allowance account of provisions",
        check_company=True,
        ondelete="restrict",
        help="The allowance for receivables (坏账准备). What is written off against it "
        "counts as lost where rates come from own history.",
    )

    dossier_deterrents_a_year = fields.Integer(
        string="Deterrents a year",
        default=3,
        help="So many deterrents at most are approved for one customer within a year.",
    )
    dossier_deterrent_cooling_days = fields.Integer(
        string="Cooling-off before a deterrent (days)",
        default=7,
        help="Days between the approval of a deterrent and its effect: time to think, "
        "and to be thought better of.",
    )

    dossier_deposit_account_id = fields.Many2one(
        "account.account",
        string="Account of deposits",
        check_company=True,
        ondelete="restrict",
        help="Where deposits of customers are booked (保证金). The register is held "
        "against it.",
    )

    dossier_begun_on = fields.Date(
        string="Archive begun on",
        help="What was lost before this day counts as before the archive. Empty: the "
        "day of the first dossier.",
    )

    _dossier_revision_notice_days_positive = models.Constraint(
        "CHECK (dossier_revision_notice_days >= 0)",
        "The days of notice before a revision cannot be negative.",
    )
    _dossier_visit_notice_days_sane = models.Constraint(
        "CHECK (dossier_visit_notice_days BETWEEN 0 AND 30)",
        "The notice of unannounced visits lies between 0 and 30 days.",
    )
    _dossier_log_retention_years_positive = models.Constraint(
        "CHECK (dossier_log_retention_years >= 0)",
        "The years that the access log is kept cannot be negative.",
    )
    _dossier_deterrents_positive = models.Constraint(
        "CHECK (dossier_deterrents_a_year >= 0 AND dossier_deterrent_cooling_days >= 0)",
        "Deterrents a year and days of cooling-off cannot be negative.",
    )

    @api.model
    def _recorded_fields(self):
        """Our settings only: the rest of a company is none of the archive's business."""
        names = super()._recorded_fields()
        return [name for name in names if name.startswith("dossier_")]

    def _recorded_companies(self):
        return self

    def _dossier_tz(self):
        """The time zone in which the company has its day.

        Its own address's; where that has none, UTC: a user's own, which their context
        may name, would let each of them have another day.
        """
        # sudo: what day it is in a company is no secret to its people.
        return self.sudo().partner_id.tz or "UTC"

    def _dossier_today(self):
        """Today in the company's day: what is due today is not overdue there yet."""
        return fields.Date.context_today(self.with_context(tz=self._dossier_tz()))

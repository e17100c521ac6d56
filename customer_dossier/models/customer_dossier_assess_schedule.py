from datetime import timedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_dossier_store import BATCH
from .system_job import system_job

# An assessment older than this is made again with fresh figures.
ASSESS_EVERY_DAYS = 30
# A change that waits for confirmation is looked at again after so many days.
CONFIRM_DAYS = 7


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_assess(self):
        """Refresh the figures of these dossiers and judge them with the card in use.

        :raises UserError: a dossier is closed, or its company has no card in use
        """
        self.check_access("write")
        for dossier in self:
            if dossier.state == "closed":
                raise UserError(
                    self.env._(
                        "%(dossier)s is closed. Activate it before you assess it.",
                        dossier=dossier.display_name,
                    )
                )
        self._refresh_and_assess()

    def action_activate(self):
        result = super().action_activate()
        self._assessable()._refresh_and_assess()
        return result

    def _refresh_and_assess(self):
        """Judge these dossiers with fresh figures.

        :return: the new ``customer.dossier.assessment`` records
        """
        self._refresh_figures()
        return self._assess()

    def _assessable(self):
        """Those of these dossiers whose company has a scorecard in use."""
        # sudo: only which companies have a card leaves this line.
        cards = (
            self.env["customer.dossier.scorecard"]
            .sudo()
            ._for_companies(self.company_id)
        )
        return self.filtered(lambda dossier: dossier.company_id in cards)

    @api.model
    def _due_for_assessment(self, limit):
        """Active dossiers to be judged again, oldest first.

        Due is what has no assessment of the last 30 days, or of the last 7 where a
        change of the rating waits for confirmation.
        """
        groups = self._read_group([("state", "=", "active")], ["company_id"])
        companies = self.env["res.company"].union(*(company for (company,) in groups))
        cards = self.env["customer.dossier.scorecard"]._for_companies(companies)
        return self.search(
            Domain("state", "=", "active")
            & Domain.OR(self._due_domain(company) for company in cards),
            order="id",
            limit=limit,
        )

    @api.model
    def _due_domain(self, company):
        today = company._dossier_today()
        return Domain("company_id", "=", company.id) & (
            Domain("assessment_id", "=", False)
            | Domain(
                "assessment_id.date", "<", today - timedelta(days=ASSESS_EVERY_DAYS)
            )
            | (
                Domain("assessment_id.rating_pending", "!=", False)
                & Domain(
                    "assessment_id.date", "<=", today - timedelta(days=CONFIRM_DAYS)
                )
            )
        )

    @system_job
    def _cron_assess(self, batch=500, figures_batch=BATCH):
        """Judge one batch of due dossiers; the cron runner calls again.

        Where a customer stands follows from the figures of all the others, so nobody is
        judged before everybody's figures are of today. What changed since then is a few
        minutes behind, as on the screen.
        """
        refreshed, behind = self._refresh_due(figures_batch)
        if self._due_figures(1, lock=False):
            self.env["ir.cron"]._commit_progress(refreshed, remaining=behind)
            return
        due = self._due_for_assessment(batch)
        due._assess()
        remaining = len(self._due_for_assessment(batch)) if due else 0
        self.env["ir.cron"]._commit_progress(len(due), remaining=remaining)

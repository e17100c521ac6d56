from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

# An assessment older than this is made again with fresh figures.
ASSESS_EVERY_DAYS = 30


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
            ._for_companies(self.company_id, fields.Date.context_today(self))
        )
        return self.filtered(lambda dossier: dossier.company_id in cards)

    @api.model
    def _due_for_assessment(self, limit):
        """Active dossiers without an assessment of the last 30 days, oldest first."""
        today = fields.Date.context_today(self)
        groups = self._read_group([("state", "=", "active")], ["company_id"])
        companies = self.env["res.company"].union(*(company for (company,) in groups))
        cards = self.env["customer.dossier.scorecard"]._for_companies(companies, today)
        return self.search(
            Domain("state", "=", "active")
            & Domain("company_id", "in", [company.id for company in cards])
            & (
                Domain("assessment_id", "=", False)
                | Domain(
                    "assessment_id.date", "<", today - timedelta(days=ASSESS_EVERY_DAYS)
                )
            ),
            order="id",
            limit=limit,
        )

    @api.model
    def _cron_assess(self, batch=500):
        """Judge one batch of due dossiers; the cron runner calls again."""
        due = self._due_for_assessment(batch)
        due._refresh_and_assess()
        remaining = len(self._due_for_assessment(batch)) if due else 0
        self.env["ir.cron"]._commit_progress(len(due), remaining=remaining)

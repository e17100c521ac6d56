from odoo import api, fields, models

from .customer_dossier_submission_flow import BY_COLLECTOR, TO_COLLECTOR

ARRIVED = "customer_dossier.activity_submission"
ANSWERED = "customer_dossier.activity_answer"


class CustomerDossierSubmission(models.Model):
    """Whose turn it is.

    The archivist is reminded on the dossier and the collector on the submission, so
    that neither sees from the reminder what is not theirs to see.
    """

    _inherit = "customer.dossier.submission"

    def _tell(self, name):
        """Put submissions on the desk of whoever comes next; as the system."""
        if name in BY_COLLECTOR:
            self.activity_unlink([ANSWERED])
        elif name in TO_COLLECTOR:
            self._tell_collectors()
        self.dossier_id._tell_of_submissions()

    def _tell_collectors(self):
        for collector, submissions in self.grouped("collector_id").items():
            submissions.with_context(lang=collector.lang).activity_schedule(
                ANSWERED,
                date_deadline=fields.Date.context_today(self),
                user_id=collector.id,
            )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model_create_multi
    def create(self, vals_list):
        """Create dossiers; what was submitted about their customers comes to them."""
        dossiers = super().create(vals_list)
        # sudo: submissions are found whoever collected them, and stay with the archive.
        self.env["customer.dossier.submission"].sudo().search(
            [
                ("dossier_id", "=", False),
                (
                    "partner_id.commercial_partner_id",
                    "in",
                    dossiers.partner_id.ids,
                ),
            ]
        )._route()
        return dossiers

    def _tell_of_submissions(self):
        """Remind keepers while something waits to be verified, and no longer.

        Called as the system: activities name no collector.
        """
        waiting = self.env["customer.dossier.submission"].search(
            [("dossier_id", "in", self.ids), ("state", "=", "transmitted")]
        )
        (self - waiting.dossier_id).activity_unlink([ARRIVED])
        for dossier in waiting.dossier_id:
            keeper = (dossier.archivist_id | dossier.deputy_id).filtered("active")[:1]
            if keeper and not dossier.activity_search([ARRIVED]):
                dossier.with_context(lang=keeper.lang).activity_schedule(
                    ARRIVED,
                    date_deadline=fields.Date.context_today(self),
                    user_id=keeper.id,
                )

from odoo import models

from .system_job import system_job


class CustomerDossierRevision(models.Model):
    _inherit = "customer.dossier.revision"

    @system_job
    def _cron_plan(self, batch=200):
        """Plan one batch of due revisions; the cron runner calls again."""
        Dossier = self.env["customer.dossier"]
        # Two runs at once share the work; what one has locked the other leaves alone.
        due = Dossier._revisions_to_plan(limit=batch).try_lock_for_update(
            allow_referencing=True
        )
        planned = due._plan_revisions()
        remaining = len(Dossier._revisions_to_plan(limit=batch)) if planned else 0
        self.env["ir.cron"]._commit_progress(len(planned), remaining=remaining)

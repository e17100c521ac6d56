from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .customer_dossier_personal import VALUES
from .system_job import system_job

#: Days for which what has expired can still be kept longer.
GRACE_DAYS = 30
EMPTY = {
    **dict.fromkeys(VALUES, False),
    "salt": False,
    "purpose": "–",
    "consent_on": False,
    "consent_filename": False,
}


class CustomerDossierPersonal(models.Model):
    _inherit = "customer.dossier.personal"

    def _erase(self, event, reason=False):
        """Wipe value, salt and consent for good; callers have checked the access.

        :param event: one of ``customer.dossier.personal.event``'s
        :return: the entries that were erased; erased ones stay as they are
        """
        # sudo: expired entries are behind the wall for everybody and are erased all
        # the same; what was erased is on record in the user's own name.
        living = self.sudo().filtered(lambda entry: not entry.erased_on)
        living.lock_for_update()
        self.env["customer.dossier.personal.event"]._note_entries(living, event, reason)
        for entry in living:
            entry.write({**EMPTY, "erased_on": entry.company_id._dossier_today()})
            # After the rest: a file is written at once, and everything else with it.
            entry.consent_file = False
        return living

    def _keep_longer(self):
        """Give expired entries another time of grace in sight, on record."""
        for entry in self:
            today = entry.company_id._dossier_today()
            entry.expires_on = today + timedelta(days=GRACE_DAYS)
        self.env["customer.dossier.personal.event"]._note_entries(self, "longer")

    @api.model
    def _expired(self, days=0):
        """Entries, not erased, that expired more than so many days ago."""
        Company = self.env["res.company"].with_context(active_test=False)
        companies = Company.search(Domain.TRUE)
        return Domain("erased_on", "=", False) & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("expires_on", "<", company._dossier_today() - timedelta(days=days))
            for company in companies
        )

    @system_job
    def _cron_erase(self, batch=500):
        """Erase one batch of what expired before the time of grace."""
        due = self._expired(days=GRACE_DAYS)
        done = self.search(due, limit=batch)._erase("expiry")
        remaining = self.search_count(due) if len(done) == batch else 0
        self.env["ir.cron"]._commit_progress(len(done), remaining=remaining)

import logging

from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_need_step import LATE
from .system_job import system_job

_logger = logging.getLogger(__name__)


class CustomerDossierNeed(models.Model):
    """What is overdue goes to somebody else than whoever let it pass, once."""

    _inherit = "customer.dossier.need"

    told_late_on = fields.Date(
        string="Told to be overdue on", readonly=True, copy=False
    )

    @system_job
    def _cron_remind_late(self, batch=500):
        """Remind of one batch of overdue needs; the runner calls again."""
        late = self._late(batch)
        late._remind_late()
        remaining = len(self._late(batch)) if late else 0
        self.env["ir.cron"]._commit_progress(len(late), remaining=remaining)

    @api.model
    def _late(self, limit=None):
        """Pending needs past their day of which nobody else was told yet.

        :return: needs of every company, the longest overdue first; two queries
        """
        passed = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("deadline", "<", company._dossier_today())
            for company in self.env["res.company"].search([])
        )
        return self.search(
            passed & self._pending_domain() & Domain("told_late_on", "=", False),
            order="deadline, id",
            limit=limit,
        )

    def _remind_late(self):
        """Put each of these needs on the desk of whoever answers for the customer.

        In neutral words. One that fails is logged and costs itself only; it counts as
        told, so that the others get their turn.
        """
        for company, needs in self.grouped("company_id").items():
            needs.told_late_on = company._dossier_today()
        for need in self:
            try:
                with self.env.cr.savepoint():
                    need._tell_late()
            except Exception:
                _logger.exception("Nobody was told that need %s is overdue", need.id)

    def _tell_late(self):
        today = self.company_id._dossier_today()
        person = self._late_reader()
        if person:
            self._put_on_desks(LATE, [(self, person, today)])

    def _late_reader(self):
        """A keeper of the dossier who is not responsible and may read the need."""
        dossier = self.dossier_id
        keepers = (dossier.account_manager_id, dossier.archivist_id, dossier.deputy_id)
        for person in keepers:
            other = person.active and person != self.responsible_id
            if other and self.with_user(person).has_access("read"):
                return person
        return self.env["res.users"]

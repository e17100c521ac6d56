import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .system_job import system_job

_logger = logging.getLogger(__name__)

ALARMS = [("severe", "When severe"), ("always", "Always"), ("never", "Never")]
#: Who is told, one after the other, as long as nobody acknowledges.
STAGES = [
    ("owner", "The owner is told"),
    ("archivist", "Passed on to the archivists"),
    ("leader", "Passed on to the leaders"),
]
ACTIVITY = "customer_dossier.activity_signal"


class CustomerDossierSignalRule(models.Model):
    _inherit = "customer.dossier.signal.rule"

    alarm = fields.Selection(
        ALARMS,
        string="Report at once",
        required=True,
        default="severe",
        help="Whether whoever is responsible is told outside of the archive as well, and "
        "others after them, until somebody acknowledges.",
    )


class CustomerDossierSignal(models.Model):
    """An alarm: told at once, and passed on until somebody acknowledges.

    Told are those who may read the signal today; a stage where there is nobody is
    passed over.
    """

    _inherit = "customer.dossier.signal"

    alarm = fields.Selection(STAGES, readonly=True, help="How far it has gone.")
    told_on = fields.Datetime(string="Last told on", readonly=True)

    def _remind_owners(self):
        if self:
            self.env["customer.dossier"]._wake("customer_dossier.cron_alarm")
        return super()._remind_owners()

    @system_job
    def _cron_alarm(self, batch=200):
        """Tell of one batch of signals that are due; the runner calls again.

        Whom it tells and the note of it are one transaction. One bad signal costs itself
        only, and waits for the next run.
        """
        due = self.search(self._alarms_due(), limit=batch, order="id")
        failed = due.filtered(lambda signal: not signal._alarm_or_skip())
        rest = Domain("id", "not in", failed.ids) & self._alarms_due()
        remaining = self.search_count(rest, limit=batch) if due else 0
        self.env["ir.cron"]._commit_progress(len(due), remaining=remaining)

    @api.model
    def _alarms_due(self):
        """Which signals have to be told of now, in companies that are not quiet."""
        wanted = Domain("rule_id.alarm", "=", "always") | (
            Domain("rule_id.alarm", "=", "severe") & Domain("severity", "=", "high")
        )
        companies = self.env["customer.dossier"]._kept_companies()._dossier_awake()
        return (
            Domain("state", "=", "open")
            & wanted
            & Domain.OR(
                Domain("company_id", "=", company.id) & self._untold(company)
                for company in companies
            )
        )

    @api.model
    def _untold(self, company):
        new = Domain("alarm", "=", False)
        hours = company.dossier_escalation_hours
        if not hours:
            return new
        before = fields.Datetime.now() - timedelta(hours=hours)
        return new | (
            Domain("alarm", "in", ("owner", "archivist"))
            & Domain("told_on", "<=", before)
        )

    def _alarm_or_skip(self):
        """:return: whether it went well"""
        try:
            with self.env.cr.savepoint():
                self._alarm()
            return True
        except Exception:
            _logger.exception("Nobody could be told of signal %s", self.id)
            return False

    def _alarm(self):
        """Go to the next stage at which there is somebody, and tell them."""
        codes = [code for code, _label in STAGES]
        done = codes.index(self.alarm) + 1 if self.alarm else 0
        told = self.activity_ids.user_id if done else self.env["res.users"]
        for code in codes[done:]:
            people = self._people(code) - told
            if people or code == codes[-1]:
                break
        self._tell(people, "escalation" if done else "alarm", code)
        self.write({"alarm": code, "told_on": fields.Datetime.now()})

    def _people(self, stage):
        """Who is told at a stage, of those who may read this signal today."""
        dossier = self.dossier_id
        people = {
            "owner": self.owner_id,
            "archivist": dossier.archivist_id | dossier.deputy_id,
            "leader": self.env["customer.dossier.clearance"]
            ._leaders_of(self.company_id)
            .get(self.company_id, self.owner_id.browse()),
        }[stage]
        return people.filtered(self._is_read_by)

    def _tell(self, people, kind, stage):
        self._put_on_desks(
            ACTIVITY,
            [
                (self, user, self.company_id._dossier_today())
                for user in people - self.activity_ids.user_id
            ],
        )
        self.env["customer.dossier.notice"]._tell(
            self.company_id, kind, [(user, f"{stage} {self.id}") for user in people]
        )

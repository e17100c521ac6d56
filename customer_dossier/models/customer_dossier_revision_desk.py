from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .customer_dossier_revision import ACTIVITY, OPEN
from .system_job import system_job

#: Days late (before: negative) and the level that a revision reaches then.
LEVELS = ((-3, 1), (7, 2), (14, 3))
REMINDED, DEPUTY, LEADER = (level for _days, level in LEVELS)


class CustomerDossierRevision(models.Model):
    """On whose desk a revision lies: one activity, in neutral words, for one person."""

    _inherit = "customer.dossier.revision"

    escalation = fields.Integer(
        readonly=True,
        aggregator=None,
        help="1 reminded, 2 passed to the deputy, 3 passed to a leader.",
    )

    def _tell(self):
        """Put these revisions on the desks of those whose turn it is.

        A constant number of queries, whatever their number.
        """
        # sudo: the activities may be other people's; the turn has passed.
        system = self.sudo()
        system.activity_unlink([ACTIVITY])
        activity = self.env.ref(ACTIVITY)
        leaders = system._leaders()
        rows = [
            {
                "activity_type_id": activity.id,
                "automated": True,
                "date_deadline": revision.planned_date,
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": revision.id,
                "user_id": person.id,
            }
            for revision in system
            if (person := revision._turn(leaders[revision.company_id]))
        ]
        system.env["mail.activity"].create(rows)

    def _turn(self, leaders):
        """The person who takes the next step; nobody for a finished revision.

        :param leaders: those of the company
        """
        keepers = (self.archivist_id | self.deputy_id).filtered("active")
        late = {DEPUTY: keepers[1:] | keepers, LEADER: leaders | keepers}
        people = {
            "planned": late.get(self.escalation, keepers),
            "working": late.get(self.escalation, keepers),
            "prepared": keepers | leaders,
            "verified": leaders,
        }
        return (people.get(self.state, keepers.browse()) - self._signers())[:1]

    @system_job
    def _cron_remind(self, batch=200):
        """Remind of one batch of revisions before their day, and pass late ones on."""
        due = self.search(self._to_remind(), limit=batch, order="planned_date, id")
        for level, revisions in due.grouped(lambda one: one._level()).items():
            revisions.write({"escalation": level})
        due._tell()
        remaining = self.search_count(self._to_remind(), limit=batch) if due else 0
        self.env["ir.cron"]._commit_progress(len(due), remaining=remaining)

    @api.model
    def _to_remind(self):
        return Domain("state", "in", OPEN) & Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("planned_date", "<=", company._dossier_today() - timedelta(days))
            & Domain("escalation", "<", level)
            for company in self.env["res.company"].search([])
            for days, level in LEVELS
        )

    def _level(self):
        late = (self.company_id._dossier_today() - self.planned_date).days
        return max((level for days, level in LEVELS if late >= days), default=0)

import logging
from datetime import timedelta
from typing import NamedTuple

from psycopg2 import OperationalError

from odoo import api, models
from odoo.tools import SQL

from ..formulas.visits import draw, next_workday, window
from .system_job import system_job

_logger = logging.getLogger(__name__)
#: So many days ahead the calendar shows planned visits.
HORIZON = 30
#: A visit that was missed or called off is planned anew so many days later.
RETRY_DAYS = 7
#: A visit that nobody reported so many days after its day is missed.
GRACE_DAYS = 7


class Due(NamedTuple):
    """A dossier whose next visit has to be planned.

    :param due: the day by the cadence, None where there was no visit yet.
    """

    dossier: int
    kind: str
    every: int
    due: object


class CustomerDossierVisit(models.Model):
    """Planning by the cadence of the grade: one visit ahead for each customer.

    A visit that somebody planned by hand stands for the planned one of its cadence; no
    hand takes the place of the lot.
    """

    _inherit = "customer.dossier.visit"

    @system_job
    def _cron_visits(self, batch=200):
        """Show the days that are drawn, end what was missed, plan a batch of what is due.

        Runs every hour and finds something to do in the first hour of a company's day,
        in whatever time zone that is.
        """
        planned, remaining = self._turn(batch)
        self.env["ir.cron"]._commit_progress(planned, remaining=remaining)

    @api.model
    def _turn(self, batch=200):
        """What the job does, as the system.

        :return: how many visits were planned, and how many of the next batch remain
        """
        self.search([("state", "=", "planned"), ("day", "=", False)])._reveal()
        self._miss()
        planned = self._plan_or_skip(self._due_visits(batch))
        return planned, len(self._due_visits(batch)) if planned else 0

    @api.model
    def _miss(self):
        open_ones = self.search([("state", "=", "planned"), ("day", "!=", False)])
        for company, visits in open_ones.grouped("company_id").items():
            today = company._dossier_today()
            late = visits.filtered(
                lambda one, last=today - timedelta(days=GRACE_DAYS): one.day < last
            )
            late.write({"state": "missed", "ended_on": today})

    @api.model
    def _due_visits(self, limit):
        """Active dossiers without a visit ahead, the most urgent first; two queries.

        They are locked; those that another run is planning are left out.

        :return: list of :class:`Due`
        """
        companies = self.env["customer.dossier"]._kept_companies()
        if not companies:
            return []
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id, g.visit_kind, g.visit_days, v.due
                  FROM customer_dossier d
                  JOIN customer_dossier_grade g ON g.id = d.grade_id
                  JOIN (VALUES %(days)s) company (id, today)
                    ON company.id = d.company_id
                 CROSS JOIN LATERAL (
                       SELECT GREATEST(
                                MAX(done_on) FILTER (WHERE state = 'done')
                                  + g.visit_days,
                                MAX(ended_on) FILTER (WHERE state <> 'done')
                                  + %(retry)s) AS due,
                              COUNT(*) FILTER (
                                WHERE state = 'planned'
                                  AND (by_cadence
                                       OR g.visit_kind = 'planned'
                                          AND day <= company.today + g.visit_days)
                              ) AS ahead
                         FROM customer_dossier_visit
                        WHERE dossier_id = d.id) v
                 WHERE d.active AND d.state = 'active' AND g.visit_days > 0
                   AND v.ahead = 0
                   AND (g.visit_kind <> 'planned' OR v.due IS NULL
                        OR v.due <= company.today + %(horizon)s)
                 ORDER BY v.due NULLS LAST, d.id
                 LIMIT %(limit)s
                   FOR NO KEY UPDATE OF d SKIP LOCKED
                """,
                days=SQL(", ").join(
                    SQL("(%s, %s)", company.id, company._dossier_today())
                    for company in companies
                ),
                retry=RETRY_DAYS,
                horizon=HORIZON,
                limit=limit,
            )
        )
        return [Due(*row) for row in rows]

    @api.model
    def _plan_or_skip(self, rows):
        """Plan all that can be planned: one bad dossier costs itself only.

        :return: how many were planned
        """
        if not rows:
            return 0
        try:
            with self.env.cr.savepoint():
                self.create([self._planned(row) for row in rows])
            return len(rows)
        except OperationalError:
            # The database's own troubles: the whole run is repeated.
            raise
        except Exception:
            if len(rows) == 1:
                _logger.exception(
                    "No visit could be planned for dossier %s", rows[0].dossier
                )
                return 0
        return sum(self._plan_or_skip([row]) for row in rows)

    @api.model
    def _planned(self, row):
        """The values of one visit.

        First visits are spread over one cadence, so that a new archive does not send
        everybody everywhere on its first day.
        """
        dossier = self.env["customer.dossier"].browse(row.dossier)
        today = dossier.company_id._dossier_today()
        visitor = dossier._visitor()
        vals = {
            "dossier_id": dossier.id,
            "kind": row.kind,
            "by_cadence": True,
            "visitor_id": visitor.id,
            "ask": dossier.grade_id.with_context(lang=visitor.lang).visit_ask,
        }
        first, last = window(row.every, today)
        if row.kind != "planned":
            return vals | {"first_on": first, "last_on": last}
        if row.due is None:
            spread = today + timedelta(days=row.every)
            return vals | {"day": draw(str(dossier.id), first, spread)}
        return vals | {"day": next_workday(max(row.due, today))}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _call_off_visits(self):
        for visit in self._visits_ahead():
            today = visit.company_id._dossier_today()
            visit.write({"state": "called_off", "ended_on": today})

    def _hand_over_visits(self, former):
        """Give what the system planned, and what the one before planned, to the next.

        :param former: ``{dossier: the account manager until now}``
        """
        for visit in self._visits_ahead():
            visitor = visit.dossier_id._visitor()
            left = visit.visitor_id == former.get(visit.dossier_id)
            if visit.visitor_id != visitor and (left or visit.by_cadence):
                visit.visitor_id = visitor

    def _visits_ahead(self):
        # sudo: whoever was just allowed to hand over, close or archive these dossiers
        # takes along what is planned there.
        visits = self.env["customer.dossier.visit"].sudo()
        return visits.search(
            [("dossier_id", "in", self.ids), ("state", "=", "planned")]
        )

    def _visitor(self):
        """Who is sent there by itself: the account manager, else the salesperson.

        :return: ``res.users`` as superuser, empty where neither may go
        """
        self.ensure_one()
        # sudo: only who goes there leaves this method.
        known = self.sudo()
        people = known.account_manager_id | known.partner_id.user_id
        return known._may_visit(people)[:1]

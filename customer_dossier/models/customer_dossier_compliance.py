from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

from ..formulas.policy import compliance
from .customer_dossier_cap_condition import CapCondition
from .customer_dossier_data_point import DataPoint, Source

_lt = LazyTranslate(__name__)

#: Days in which checks count: for the score, and for a signal.
SCORE_DAYS, SIGNAL_DAYS = 180, 90
#: Percent of the checks; who keeps our policies in fewer has broken with them.
KEPT_TOO_SELDOM = 50


class Checks(NamedTuple):
    """The checks of a dossier within some days, those of withdrawn readings left out.

    :param kept: how many policies were kept.
    :param breached: how many were not.
    :param last: day of the last breach, None without one.
    :param newest: id of the newest check, and its day.
    """

    kept: int
    breached: int
    last: Any
    newest: int
    day: Any


def _compliance(dossier, batch):
    checks = batch["checks"].get(dossier.id)
    return checks and compliance(checks.kept, checks.breached)


def _check_source(dossier, batch):
    checks = batch["checks"][dossier.id]
    return Source("customer.dossier.check", checks.newest, checks.day)


POLICY_POINTS = {
    "policy_compliance": DataPoint(
        _lt("Market policies kept %"),
        _lt("%(value)s %% of the checks found our market policies kept"),
        _compliance,
        at_zero=_lt("no check found our market policies kept"),
        source=_check_source,
    ),
}
POLICY_CAPS = {
    "market_policy": CapCondition(
        _lt("most checks found our market policies broken"),
        lambda _dossier, raws: (
            raws["policy_compliance"] is not None
            and raws["policy_compliance"] < KEPT_TOO_SELDOM
        ),
    ),
}


class CustomerDossier(models.Model):
    """What checks of market policies say about a customer."""

    _inherit = "customer.dossier"

    def _policy_evidence(self, days=SCORE_DAYS):
        """The checks that speak for or against these customers, the newest first.

        Evidence for a measure: each names policy, day, result and reading. Searched in
        the reader's own right; withdrawn readings and what could not be compared left
        out.

        :param days: how far back
        :return: ``{dossier: customer.dossier.check}``; one search for each company
        """
        checks = self.env["customer.dossier.check"]
        for company, dossiers in self.grouped("company_id").items():
            since = company._dossier_today() - relativedelta(days=days)
            checks |= checks.search(
                [
                    ("dossier_id", "in", dossiers.ids),
                    ("day", ">", since),
                    ("result", "in", ("kept", "breached")),
                    ("reading_id.withdrawn", "=", False),
                ]
            )
        return checks.grouped("dossier_id")

    def _policy_checks(self, days):
        """Count the checks of the last days.

        :return: ``{dossier id: Checks}`` where something could be compared; one query
            for each company
        """
        self.env["customer.dossier.check"].flush_model()
        self.env["customer.dossier.reading"].flush_model(["withdrawn"])
        found = {}
        for company, dossiers in self.grouped("company_id").items():
            since = company._dossier_today() - relativedelta(days=days)
            rows = self.env.execute_query(_counted(dossiers.ids, since))
            found |= {dossier: Checks(*values) for dossier, *values in rows}
        return found

    def _data_points(self):
        return super()._data_points() | POLICY_POINTS

    def _cap_conditions(self):
        return super()._cap_conditions() | POLICY_CAPS

    def _batch_facts(self):
        return super()._batch_facts() | {"checks": self._policy_checks(SCORE_DAYS)}

    def _signal_facts(self):
        return super()._signal_facts() | {"checks": self._policy_checks(SIGNAL_DAYS)}


def _counted(ids, since):
    return SQL(
        """
        SELECT c.dossier_id,
               COUNT(*) FILTER (WHERE c.result = 'kept'),
               COUNT(*) FILTER (WHERE c.result = 'breached'),
               MAX(c.day) FILTER (WHERE c.result = 'breached'),
               (array_agg(c.id ORDER BY c.day DESC, c.id DESC))[1],
               MAX(c.day)
          FROM customer_dossier_check c
          JOIN customer_dossier_reading r ON r.id = c.reading_id
         WHERE c.dossier_id = ANY(%s) AND c.day > %s
           AND c.result <> 'not_comparable' AND r.withdrawn IS NULL
         GROUP BY c.dossier_id
        """,
        ids,
        since,
    )

from collections import defaultdict
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..formulas.provision_buckets import cuts
from ..formulas.provision_history import fine_bounds, table_days
from ..ledger.aged_items import aged_items, receivable_balance
from ..ledger.write_offs import aged_write_offs


def segment_key(segmentation, day):
    """:return: SQL of the segment's key of a dossier ``d`` on ``day``"""
    return SEGMENT[segmentation](day)


def _secured(day):
    return SQL(
        """
        'secured:' || CASE WHEN COALESCE(d.deposit_held, 0) > 0
        OR NOT COALESCE(d.guarantee_listed, FALSE)
        AND COALESCE(d.guarantees_usable, 0) > 0
        OR EXISTS (SELECT 1 FROM customer_dossier_insurance i
        WHERE i.dossier_id = d.id AND i.kind = 'guarantee' AND i.called_off IS NULL
        AND i.date_from <= %(day)s AND (i.date_until IS NULL OR i.date_until >= %(day)s))
        THEN 1 ELSE 0 END
        """,
        day=day,
    )


#: Segmentation: what of a dossier ``d`` makes the segment's key on a day.
SEGMENT = {
    "none": lambda _day: SQL("'all'"),
    "grade": lambda _day: SQL("'grade:' || COALESCE(d.grade_id, 0)"),
    "territory": lambda _day: SQL("'territory:' || COALESCE(d.territory_id, 0)"),
    "secured": _secured,
}


class Cell(NamedTuple):
    """What stands in one bucket of one segment, in company currency.

    :param credits: negative; what no invoice has used.
    """

    gross: float
    customers: int
    credits: float


class CustomerDossierProvisionRun(models.Model):
    """What a run asks of the ledger: one query for each table, whatever its size.

    No access rule applies here: callers have checked who may compute.
    """

    _inherit = "customer.dossier.provision.run"

    def _cells(self, bounds):
        """What is open at the end of the run's day; one query.

        :return: ``{(segment key, position): Cell}``; a specific customer's key is
            ``dossier:<id>``
        """
        rows = self._ask(
            SQL(
                """
                SELECT CASE WHEN d.id = ANY(%(specific)s) THEN 'dossier:' || d.id
                            ELSE %(segment)s END AS key, o.position,
                       COALESCE(SUM(o.residual) FILTER (WHERE o.residual > 0), 0),
                       COUNT(DISTINCT o.partner_id) FILTER (WHERE o.residual > 0),
                       COALESCE(SUM(o.residual) FILTER (WHERE o.residual < 0), 0)
                """,
                specific=self.specific_ids.dossier_id.ids,
                segment=segment_key(self.segmentation, self.as_of),
            ),
            aged_items(
                self.company_id.id,
                self.basis,
                self.as_of,
                cuts(self.basis, bounds, self.as_of),
            ),
            SQL("key, o.position"),
        )
        return {
            (key, position): Cell(float(gross), customers, float(credits))
            for key, position, gross, customers, credits in rows
        }

    def _ask(self, select, items, groups):
        return self.env.execute_query(
            SQL(
                """
                %(select)s
                  FROM (%(items)s) o
             LEFT JOIN customer_dossier d
                    ON d.partner_id = o.partner_id AND d.company_id = %(company)s
                 GROUP BY %(groups)s
                """,
                select=select,
                items=items,
                company=self.company_id.id,
                groups=groups,
            )
        )

    def _ledger_balance(self):
        """The receivable accounts' balance; one query."""
        query = receivable_balance(self.company_id.id, self.as_of)
        return float(self.env.execute_query(query)[0][0])

    def _history(self, bounds):
        """What was open and what was written off, table by table; two queries.

        :param bounds: of the matrix
        :return: ``{segment key: (tables, losses)}`` as ``history_rates`` wants them
        """
        fine = fine_bounds(self.basis, bounds)
        days = table_days(self.basis, self._last_table_day())
        parts = {day: cuts(self.basis, fine, day) for day in days}
        company = self.company_id
        # sudo: whoever computes need not read the chart of accounts; an id comes out.
        own_account = company.sudo().dossier_provision_allowance_account_id.id
        stood = self._by_table(
            aged_items(company.id, self.basis, day, parts[day], number)
            for number, day in enumerate(days)
        )
        lost = self._by_table(
            aged_write_offs(
                company.id,
                self.basis,
                (day, after),
                parts[day],
                number,
                own_account,
            )
            for number, (day, after) in enumerate(pairwise(days))
        )
        return {
            key: (
                _table(stood[key], len(days), len(fine)),
                _table(lost[key], len(days) - 1, len(fine)),
            )
            for key in stood
        }

    def _by_table(self, queries):
        """:return: ``{segment key: {(table, position): amount}}``; one query"""
        rows = self._ask(
            SQL(
                """
                SELECT %(segment)s AS key, o.table_no, o.position,
                       SUM(o.residual) FILTER (WHERE o.residual > 0)
                """,
                segment=segment_key(self.segmentation, self.as_of),
            ),
            SQL(" UNION ALL ").join(queries),
            SQL("key, o.table_no, o.position"),
        )
        found = defaultdict(dict)
        for key, table, position, amount in rows:
            found[key][table, position] = float(amount or 0)
        return found

    def _last_table_day(self):
        """The last month end, or the last end of a business year, that is over."""
        after = self.as_of + timedelta(days=1)
        if self.basis == "due":
            return after.replace(day=1) - timedelta(days=1)
        year = self.company_id.compute_fiscalyear_dates(self.as_of)
        if year["date_to"] <= self.as_of:
            return year["date_to"]
        return year["date_from"] - timedelta(days=1)


def _table(amounts, tables, buckets):
    return [
        [amounts.get((table, position), 0.0) for position in range(buckets)]
        for table in range(tables)
    ]

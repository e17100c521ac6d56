from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

from .customer_dossier import RATINGS
from .customer_dossier_data_point_more import MORE_POINTS

BEST_FIRST = [code for code, _label in RATINGS[:-1]]
#: Days in which payments that were undone count.
UNDONE_DAYS = 90


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _signal_facts(self):
        """What rules need beside the figures, for these dossiers at once.

        :return: ``{name: {dossier id: value}}``; what is missing did not happen. Five
            queries, and those of the promises
        """
        self.env.flush_all()
        return {
            "promises": self._broken_promises(),
            "undone": self._undone_sums(),
            "best_rating": self._best_ratings(),
            "distress": self._distressed(),
            "debtors": self._debtor_counts(),
        }

    def _undone_sums(self):
        """:return: ``{dossier id: (count, amount)}`` of the last 90 days"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, COUNT(*), SUM(amount)::float8
                  FROM customer_dossier_undone_payment
                 WHERE dossier_id = ANY(%s) AND undone_on > %s
                 GROUP BY dossier_id
                """,
                self.ids,
                self.company_id[:1]._dossier_today() - relativedelta(days=UNDONE_DAYS),
            )
        )
        return {dossier: (count, amount) for dossier, count, amount in rows}

    def _best_ratings(self):
        """:return: ``{dossier id: best rating of the last 12 months}``"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, array_agg(DISTINCT rating)
                  FROM customer_dossier_assessment
                 WHERE dossier_id = ANY(%s) AND date > %s
                 GROUP BY dossier_id
                """,
                self.ids,
                self.company_id[:1]._dossier_today() - relativedelta(months=12),
            )
        )
        best = {
            dossier: min(
                set(found).intersection(BEST_FIRST), key=BEST_FIRST.index, default=None
            )
            for dossier, found in rows
        }
        return {dossier: rating for dossier, rating in best.items() if rating}

    def _debtor_counts(self):
        """:return: ``{company id: how many of its dossiers owe something}``"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.company_id, COUNT(*)
                  FROM customer_dossier d
                  JOIN customer_dossier_figures f ON f.id = d.figures_id
                 WHERE d.company_id = ANY(%s)
                   AND COALESCE(f.not_due, 0) + COALESCE(f.overdue, 0) > 0
                 GROUP BY d.company_id
                """,
                self.company_id.ids,
            )
        )
        return dict(rows)

    def _distressed(self):
        """:return: ``{dossier id: day}`` of the balance sheets in distress by Z''"""
        batch = {"statement": self._last_statements()}
        zone = MORE_POINTS["z2_zone"].value
        return {
            dossier.id: batch["statement"][dossier.id].period_end.isoformat()
            for dossier in self
            if zone(dossier, batch) == "distress"
        }

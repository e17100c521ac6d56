from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

from .customer_dossier import RATINGS

BEST_FIRST = [code for code, _label in RATINGS[:-1]]
#: Days in which payments that were undone count.
UNDONE_DAYS = 90


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _signal_facts(self):
        """What rules need beside the figures, for these dossiers at once.

        :return: ``{name: {dossier id: value}}``; what is missing did not happen. Two
            queries and those of the promises for each company, and two for all
        """
        self.env.flush_all()
        undone, best = {}, {}
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            undone |= dossiers._undone_sums(today - relativedelta(days=UNDONE_DAYS))
            best |= dossiers._best_ratings(today - relativedelta(months=12))
        return {
            "promises": self._broken_promises(),
            "undone": undone,
            "best_rating": best,
            "distress": self._distressed(),
            "debtors": self._debtor_counts(),
        }

    def _undone_sums(self, since):
        """:return: ``{dossier id: (count, amount)}`` after a day"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, COUNT(*), SUM(amount)::float8
                  FROM customer_dossier_undone_payment
                 WHERE dossier_id = ANY(%s) AND undone_on > %s
                 GROUP BY dossier_id
                """,
                self.ids,
                since,
            )
        )
        return {dossier: (count, amount) for dossier, count, amount in rows}

    def _best_ratings(self, since):
        """:return: ``{dossier id: best rating after a day}``"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT dossier_id, array_agg(DISTINCT rating)
                  FROM customer_dossier_assessment
                 WHERE dossier_id = ANY(%s) AND date > %s
                 GROUP BY dossier_id
                """,
                self.ids,
                since,
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
        return {
            dossier: statement.period_end.isoformat()
            for dossier, statement in self._last_statements().items()
            if statement.z2_zone == "distress"
        }

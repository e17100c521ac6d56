from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

from ..formulas.rounding import half_up
from ..formulas.standing import Standing, Trade, standings
from ..ledger.open_items import open_items
from ..ledger.sales import sales

YEAR = relativedelta(months=12)


class CustomerDossier(models.Model):
    """Where each customer stands among the others, by the stored figures."""

    _inherit = "customer.dossier"

    def _store_standings(self, companies):
        """Place all dossiers of the companies, archived ones too.

        Only rows whose place changes are written. Queries: 3 to look and at most 1 to
        write for each company.
        """
        for company in companies:
            rows = self._standing_rows(company)
            trades = {dossier: Trade(*trade) for dossier, _row, _old, trade in rows}
            places = standings(trades, *self._company_totals(company))
            new = {dossier: _shown(place) for dossier, place in places.items()}
            changed = [
                {"id": row, **new[dossier]._asdict()}
                for dossier, row, old, _trade in rows
                if old != new[dossier]
            ]
            self._write_figures(changed, company.currency_id.decimal_places)

    def _standing_rows(self, company):
        """:return: ``[(dossier id, id of its figures, Standing, values of a Trade)]``"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT d.id, f.id, f.abc_class, f.recency, f.frequency, f.monetary,
                       f.sales_share::float8, f.receivable_share::float8,
                       f.territory_share::float8,
                       f.turnover::float8, COALESCE(f.order_count, 0),
                       f.last_order_date,
                       (COALESCE(f.not_due, 0) + COALESCE(f.overdue, 0))::float8,
                       d.territory_id
                  FROM customer_dossier d
                  JOIN customer_dossier_figures f ON f.id = d.figures_id
                 WHERE d.company_id = %s AND f.computed_at IS NOT NULL
                """,
                company.id,
            )
        )
        count = len(Standing._fields)
        return [
            (dossier, row, Standing(*values[:count]), values[count:])
            for dossier, row, *values in rows
        ]

    def _company_totals(self, company):
        """What the whole company sold in 12 months, and what all its customers owe.

        :return: ``(sales, owed)``; two queries
        """
        today = company._dossier_today()
        [[sold]] = self.env.execute_query(
            SQL(
                "SELECT COALESCE(SUM(untaxed), 0)::float8 FROM (%s) sale WHERE day > %s",
                sales(company.id, today),
                today - YEAR,
            )
        )
        # One account after the other goes by Odoo's index on what is not reconciled;
        # all at once, PostgreSQL reads every line that was ever posted.
        [[owed]] = self.env.execute_query(
            SQL(
                """
                SELECT COALESCE(SUM(owed.residual), 0)::float8
                  FROM account_account account
                  JOIN LATERAL (SELECT residual FROM (%s) item
                                 WHERE account_id = account.id AND residual > 0
                                OFFSET 0) owed ON TRUE
                 WHERE account.account_type = 'asset_receivable'
                """,
                open_items(company.id),
            )
        )
        return sold, owed


def _shown(place):
    """A standing as the row of figures keeps it."""
    bins = (place_in and str(place_in) for place_in in place[1:4])
    shares = (None if part is None else half_up(part, 1) for part in place[4:])
    return Standing(place.abc_class, *bins, *shares)

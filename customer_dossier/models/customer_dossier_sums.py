from odoo import models
from odoo.tools import SQL

from ..formulas.period import MONTHS
from ..formulas.sums import OpenSums, OrderDays, PaymentSums, SalesSums
from ..ledger.counted import EVERYTHING
from ..ledger.customer_sums import draft_sums, open_sums, order_sums
from ..ledger.open_items import open_items
from ..ledger.purchases import purchases
from ..ledger.sales import sales
from ..ledger.settlements import settlements

# More order days than this do not change any figure, and memory stays flat.
KEPT_ORDER_DAYS = 400


class CustomerDossier(models.Model):
    """Sums over the ledger by customer: one query each, constant in the batch's size.

    Every method takes dossiers of one company and returns ``{partner id: sums}`` in the
    company's currency; a partner without documents is missing. The caller has flushed.
    ``counted`` says what an exposure counts, see ``ledger.counted``.
    """

    _inherit = "customer.dossier"

    def _sum_open_items(self, company, as_of=None, counted=EVERYTHING):
        """:return: ``{partner id: OpenSums}``, all of them open at ``as_of``'s end."""
        return as_open_sums(
            self.env.execute_query(
                open_sums(
                    company.id,
                    self.partner_id.ids,
                    as_of or company._dossier_today(),
                    company.dossier_exposure_tolerance or 0,
                    counted,
                    as_of,
                )
            )
        )

    def _sum_documents(self, company, counted=EVERYTHING):
        """:return: what ``_sum_orders`` says, and ``_sum_draft_invoices`` if they count"""
        orders = self._sum_orders(company, counted)
        if not counted.drafts:
            return orders, {}
        return orders, self._sum_draft_invoices(company, counted)

    def _sum_owed(self, company, as_of=None, counted=EVERYTHING):
        """What ``_sum_open_items`` tells of an exposure, without ages: half the work.

        :return: ``{partner id: OpenSums}``, only ``owed`` and ``credit`` known
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id,
                       COALESCE(SUM(residual) FILTER (WHERE residual > 0), 0),
                       COALESCE(SUM(residual) FILTER (WHERE residual < 0), 0)
                  FROM (%s) item
                 GROUP BY partner_id
                """,
                open_items(company.id, as_of, self.partner_id.ids, counted),
            )
        )
        return {partner: OpenSums(*sums) for partner, *sums in rows}

    def _sum_orders(self, company, counted=EVERYTHING):
        """:return: ``{partner id: (delivered, ordered, unused down payments)}``"""
        rows = self.env.execute_query(
            order_sums(
                company.id,
                self.partner_id.ids,
                company.currency_id.decimal_places,
                counted,
            )
        )
        return {partner: tuple(sums) for partner, *sums in rows}

    def _sum_draft_invoices(self, company, counted=EVERYTHING):
        """:return: ``{partner id: amount with tax}``"""
        return dict(
            self.env.execute_query(draft_sums(company.id, self.partner_id.ids, counted))
        )

    def _sum_sales(self, company, period, partners):
        """Sales by rolling month and of the season.

        :param period: ``formulas.period.Period``
        :param partners: ids of commercial entities; None for all of the company
        :return: ``{partner id: SalesSums}``
        """
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id,
                       SUM(untaxed) FILTER (WHERE month < 12),
                       SUM(untaxed) FILTER (WHERE month BETWEEN 12 AND 23),
                       SUM(season), SUM(season_prior),
                       array_agg(month), array_agg(total::float8)
                  FROM (SELECT partner_id,
                               %(months)s - width_bucket(day, %(starts)s) AS month,
                               SUM(untaxed) AS untaxed, SUM(total) AS total,
                               SUM(untaxed) FILTER (WHERE %(now)s) AS season,
                               SUM(untaxed) FILTER (WHERE %(then)s) AS season_prior
                          FROM (%(sales)s) sale
                         GROUP BY 1, 2) monthly
                 GROUP BY partner_id
                """,
                months=MONTHS,
                starts=list(period.starts),
                now=_within(period.season.now),
                then=_within(period.season.then),
                sales=sales(company.id, period.as_of, partners),
            )
        )
        return {partner: _sales_sums(*sums) for partner, *sums in rows}

    def _sum_payments(self, company, period):
        """:return: ``{partner id: PaymentSums}`` of the last 12 months' settlements"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, SUM(cash), SUM(cash * days_late),
                       COUNT(DISTINCT line_id),
                       COALESCE(SUM(cash) FILTER (WHERE %(recent)s), 0),
                       COALESCE(SUM(cash * days_late) FILTER (WHERE %(recent)s), 0)
                  FROM (%(settlements)s) settlement
                 WHERE cash > 0
                 GROUP BY partner_id
                """,
                recent=SQL("settled_on > %s", period.quarter_start),
                settlements=settlements(
                    company.id, period.year_start, period.as_of, self.partner_id.ids
                ),
            )
        )
        return {partner: PaymentSums(*sums) for partner, *sums in rows}

    def _sum_purchases(self, company, period):
        """:return: ``{partner id: OrderDays}``, the count being of the last 12 months"""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, MIN(day),
                       COALESCE(SUM(orders) FILTER (WHERE day > %(since)s), 0)::int,
                       (array_agg(%(as_of)s - day ORDER BY day DESC))[1:%(kept)s],
                       (array_agg(amount ORDER BY day DESC))[1:%(kept)s]
                  FROM (SELECT partner_id, day, COUNT(*) AS orders,
                               SUM(amount)::float8 AS amount
                          FROM (%(purchases)s) purchase
                         GROUP BY partner_id, day) daily
                 GROUP BY partner_id
                """,
                since=period.year_start,
                as_of=period.as_of,
                kept=KEPT_ORDER_DAYS,
                purchases=purchases(
                    company.id, period.as_of, company._dossier_tz(), self.partner_id.ids
                ),
            )
        )
        return {partner: OrderDays(*sums) for partner, *sums in rows}


def as_open_sums(rows):
    """:return: the rows of ``ledger.customer_sums.open_sums`` by partner"""
    return {
        partner: OpenSums(owed, credit, tuple(rest[4:]), *rest[:4])
        for partner, owed, credit, *rest in rows
    }


def _within(window):
    """SQL: a sale's day lies in the window, whose end is not part of it."""
    return SQL("day >= %s AND day < %s", window.start, window.end)


def _sales_sums(turnover, prior, season, season_prior, numbers, totals):
    months = [0.0] * MONTHS
    for number, total in zip(numbers, totals, strict=True):
        if number < MONTHS:
            months[number] = total
    return SalesSums(
        turnover or 0.0, prior or 0.0, season or 0.0, season_prior or 0.0, tuple(months)
    )

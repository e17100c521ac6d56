from odoo import models
from odoo.tools import SQL

from ..formulas.ageing import BUCKETS
from ..formulas.period import MONTHS
from ..formulas.sums import OpenSums, OrderDays, PaymentSums, SalesSums
from ..ledger.counted import EVERYTHING
from ..ledger.draft_invoices import draft_invoices
from ..ledger.open_items import open_items
from ..ledger.orders import orders
from ..ledger.purchases import purchases
from ..ledger.sales import sales
from ..ledger.settlements import settlements
from ..ledger.together import together

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
        return _open_sums(
            self.env.execute_query(self._open_items_query(company, as_of, counted))
        )

    def _open_items_query(self, company, as_of, counted):
        return SQL(
            """
            SELECT partner_id,
                   COALESCE(SUM(residual) FILTER (WHERE residual > 0), 0),
                   COALESCE(SUM(residual) FILTER (WHERE residual < 0), 0),
                   MAX(days) FILTER (WHERE %(late)s AND residual > %(tolerance)s),
                   COALESCE(SUM(residual) FILTER (WHERE %(late)s), 0),
                   COALESCE(SUM(residual * days) FILTER (WHERE %(late)s), 0),
                   COALESCE(SUM(residual) FILTER (WHERE %(late)s AND days > 30), 0),
                   %(columns)s
              FROM (SELECT partner_id, residual, disputed, %(day)s - due AS days
                      FROM (%(items)s) item) aged
             GROUP BY partner_id
            """,
            late=SQL("residual > 0 AND days > 0 AND NOT disputed"),
            columns=SQL(", ").join(map(_column, BUCKETS)),
            tolerance=company.dossier_exposure_tolerance or 0,
            day=as_of or company._dossier_today(),
            items=open_items(company.id, as_of, self.partner_id.ids, counted),
        )

    def _sum_at_once(self, company, counted, doing=None):
        """What a live check needs, in one query.

        :param doing: what is written by the same query
        :return: what ``_sum_open_items`` says, and what ``_sum_documents`` does
        """
        items, orders, drafts = together(
            self.env,
            (self._open_items_query(company, None, counted), 7 + len(BUCKETS)),
            (self._orders_query(company, counted), 4),
            (self._drafts_query(company, counted), 2),
            doing=doing,
        )
        found = {partner: tuple(sums) for partner, *sums in orders}
        return _open_sums(items), (found, dict(drafts) if counted.drafts else {})

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
        rows = self.env.execute_query(self._orders_query(company, counted))
        return {partner: tuple(sums) for partner, *sums in rows}

    def _orders_query(self, company, counted):
        return SQL(
            """
            SELECT partner_id, ROUND(SUM(delivered), %(digits)s),
                   ROUND(SUM(ordered), %(digits)s),
                   ROUND(SUM(down_payment), %(digits)s)
              FROM (%(orders)s) open_order
             GROUP BY partner_id
            """,
            digits=company.currency_id.decimal_places,
            orders=orders(company.id, self.partner_id.ids, counted),
        )

    def _sum_draft_invoices(self, company, counted=EVERYTHING):
        """:return: ``{partner id: amount with tax}``"""
        return dict(self.env.execute_query(self._drafts_query(company, counted)))

    def _drafts_query(self, company, counted):
        return SQL(
            "SELECT partner_id, SUM(amount) FROM (%s) draft GROUP BY partner_id",
            draft_invoices(company.id, self.partner_id.ids, counted),
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


def _open_sums(rows):
    return {
        partner: OpenSums(owed, credit, tuple(rest[4:]), *rest[:4])
        for partner, owed, credit, *rest in rows
    }


def _column(bucket):
    """SQL: the sum of one column of the ageing."""
    first = SQL("days >= %s", bucket.first) if bucket.first is not None else SQL("TRUE")
    last = SQL("days <= %s", bucket.last) if bucket.last is not None else SQL("TRUE")
    return SQL(
        "COALESCE(SUM(residual) FILTER (WHERE residual > 0 AND %s AND %s), 0)",
        first,
        last,
    )


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

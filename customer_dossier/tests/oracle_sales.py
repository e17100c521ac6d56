from datetime import timedelta
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from odoo import fields

from ..formulas import anomaly, festival, growth, rhythm
from .oracle_documents import INVOICES, OracleDocuments, once


class OracleSales(OracleDocuments):
    """What a customer bought, document by document."""

    def sold(self, dossier, start, end, amount="amount_untaxed_signed"):
        """Sales from ``start`` until the day before ``end``."""
        return sum(
            invoice[amount]
            for invoice in self.invoices(dossier)
            if start <= invoice.invoice_date < end
        )

    def months(self, dossier):
        """Rolling months, the newest first: ``(first day, day after the last)``."""
        day = self.today(dossier)
        edges = [day - relativedelta(months=back) for back in range(25)]
        one = timedelta(days=1)
        return [(edges[k + 1] + one, edges[k] + one) for k in range(24)]

    def turnover(self, dossier, year):
        """Turnover of the last 12 months (0) or the 12 before (1), and if ever sold."""
        months = self.months(dossier)[12 * year : 12 * year + 12]
        if not self.invoices(dossier):
            return None, False
        return self.sold(dossier, months[-1][0], months[0][1]), True

    @once
    def purchases(self, dossier):
        """Days of confirmed orders and of invoices without an order."""
        return [one for one, _amount in self.bought(dossier)]

    @once
    def bought(self, dossier):
        """:return: ``[(day, untaxed)]`` of orders and of invoices without an order"""
        day = self.today(dossier)
        tz = dossier.company_id.partner_id.tz or self.env.user.tz or "UTC"
        orders = self.orders(dossier)
        days = [
            (
                fields.Datetime.context_timestamp(
                    order.with_context(tz=tz), moment
                ).date(),
                order.amount_untaxed / (order.currency_rate or 1),
            )
            for order in orders
            for moment in [order.date_order]
        ]
        ordered = orders.order_line.invoice_lines.move_id
        days += [
            (invoice.invoice_date, invoice.amount_untaxed_signed)
            for invoice in self.invoices(dossier) - ordered
            if invoice.move_type in INVOICES
        ]
        return sorted(one for one in days if one[0] <= day)

    def in_season(self, day):
        """Whether a day lies 60 days before or 15 days from some festival on."""
        return any(
            -60 <= (day - date).days < 15
            for dates in self.festivals.values()
            for date in dates.values()
        )

    def newest_order(self, dossier):
        """The newest order day, against the days of the same season."""
        days = {}
        for day, amount in self.bought(dossier):
            days[day] = days.get(day, 0.0) + amount
        if not days:
            return {"last_order_amount": None, "order_anomaly": None}
        newest = max(days)
        season = self.in_season(newest)
        alike = [
            days[day]
            for day in sorted(days, reverse=True)
            if self.in_season(day) == season
        ]
        return {
            "last_order_amount": days[newest],
            "order_anomaly": anomaly.newest_order_score(alike),
        }

    def sales_figures(self, dossier):
        day = self.today(dossier)
        (now, ever), (before, _ever) = (
            self.turnover(dossier, 0),
            self.turnover(dossier, 1),
        )
        bought = self.purchases(dossier)
        pace = self.pace(bought, day)
        season = festival.comparison_windows(day, 60, self.festivals)
        rate = growth.growth_rate(now or 0.0, before or 0.0)
        year = day - relativedelta(months=12)
        return {
            "turnover": now,
            "turnover_prior": before,
            "season_turnover": self.sold(dossier, *season.now) if ever else None,
            "season_turnover_prior": self.sold(dossier, *season.then) if ever else None,
            "growth": None if rate is None else 100 * rate,
            "growth_class": growth.growth_class(
                now or 0.0,
                before or 0.0,
                (day - bought[0]).days if bought else None,
                bool(bought),
                pace.state,
            ),
            "order_count": len([one for one in bought if one > year]),
            "first_order_date": bought[0] if bought else None,
            "last_order_date": bought[-1] if bought else None,
            "rhythm": pace.state,
            "rhythm_ratio": pace.ratio,
            **self.newest_order(dossier),
        }

    def pace(self, bought, day):
        if not bought:
            return rhythm.rhythm([], None)
        silence = (day - bought[-1]).days
        gaps = rhythm.order_gaps(bought)
        season = festival.comparison_windows(day, min(silence, 90), self.festivals)
        last_year = None
        if season.festival:
            shift = season.now.start - season.then.start
            days = sorted(set(bought))
            last_year = max(
                (
                    (after - before).days
                    for before, after in pairwise(days)
                    if after > bought[-1] - shift and before < day - shift
                ),
                default=None,
            )
        return rhythm.rhythm(gaps, silence, last_year)

"""Sums over the ledger for one customer: what the figures are made of."""

from datetime import date
from typing import NamedTuple


class OpenSums(NamedTuple):
    """Open items at the end of a day.

    :param owed: positive residuals; the columns add up to it.
    :param credit: negative residuals, zero or less.
    :param columns: amounts by ``ageing.BUCKETS``, in that order.
    :param oldest: days of the undisputed item longest overdue, small amounts left out;
        None if nothing is.
    :param late: overdue and undisputed residuals.
    :param late_days: the sum of each of them times its days.
    :param late_30: overdue for more than 30 days and undisputed.
    """

    owed: float = 0.0
    credit: float = 0.0
    columns: tuple[float, ...] = (0.0,) * 7
    oldest: int | None = None
    late: float = 0.0
    late_days: float = 0.0
    late_30: float = 0.0


class SalesSums(NamedTuple):
    """Invoices less credit notes.

    :param turnover: untaxed, last twelve months.
    :param prior: untaxed, the twelve months before.
    :param season: untaxed, the season's window.
    :param season_prior: untaxed, the season's window a year before.
    :param months: totals with tax by rolling month, the newest first.
    """

    turnover: float
    prior: float
    season: float
    season_prior: float
    months: tuple[float, ...]


class PaymentSums(NamedTuple):
    """Money received on invoices in the last twelve months.

    :param cash: the amount.
    :param cash_days: the sum of each amount times its days late, early ones negative.
    :param lines: number of instalments it settled.
    :param recent: of these, what came in the last three months.
    :param recent_days: the sum of each of those amounts times its days late.
    """

    cash: float = 0.0
    cash_days: float = 0.0
    lines: int = 0
    recent: float = 0.0
    recent_days: float = 0.0


class OrderDays(NamedTuple):
    """When the customer ordered.

    :param first: the first day of all.
    :param count: orders in the last twelve months.
    :param ages: distinct order days as days before the as-of day, the newest first.
    :param amounts: what was ordered on each of them, untaxed.
    """

    first: date
    count: int
    ages: list[int]
    amounts: list[float]

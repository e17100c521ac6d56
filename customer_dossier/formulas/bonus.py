"""Bonus: what a year's purchases earn, by a table of turnover and percent."""

from collections.abc import Iterable
from typing import NamedTuple

from .rounding import finite


class Rate(NamedTuple):
    """One row of the table.

    :param turnover_from: net sales of the year from which the row counts.
    :param percent: of all net sales of the year, 0 to 100.
    """

    turnover_from: float
    percent: float


class Bonus(NamedTuple):
    """What a year earns.

    :param percent: of the row that was reached, 0 below the first.
    :param amount: of the bonus, not rounded.
    """

    percent: float
    amount: float


def bonus(net_sales: float, table: Iterable[Rate]) -> Bonus:
    """Return the bonus by the highest row that was reached, on all of the sales.

    :param net_sales: untaxed invoices less credit notes; below zero earns nothing.
    :param table: rows in any order.
    :raise ValueError: for a percent outside 0 to 100.

    >>> table = [Rate(500000, 2), Rate(1000000, 3)]
    >>> bonus(499999.99, table), bonus(1000000, table)
    (Bonus(percent=0.0, amount=0.0), Bonus(percent=3, amount=30000.0))
    """
    rows = sorted(table)
    finite(net_sales, *(number for row in rows for number in row))
    if any(not 0 <= row.percent <= 100 for row in rows):
        raise ValueError("The percent of a bonus lies between 0 and 100.")
    reached = [row.percent for row in rows if net_sales >= max(row.turnover_from, 0)]
    percent = reached[-1] if reached and net_sales > 0 else 0.0
    return Bonus(percent, net_sales * percent / 100 if percent else 0.0)

"""Days sales outstanding and collection: for how many days of sales a customer owes us.

Receivable and sales must be on the same basis (both with tax). Count-back is the
headline figure: a simple DSO explodes after a festival peak. Odoo's own figure
divides by all sales since the first invoice and is not comparable.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .rounding import EPSILON, clean, finite


class CountBack(NamedTuple):
    """Result of the count-back method.

    :param dso: calendar days of sales that the receivable consists of; None if unknown.
    :param exhausted: the receivable is older than the sales given, or a month without
        sales stopped the count: the true figure is higher than ``dso``.
    """

    dso: float | None
    exhausted: bool


def dso(receivable: float | None, sales: float | None, days: int) -> float | None:
    """Return receivable / credit sales of the period * days of the period.

    :param receivable: open amount at the end of the period.
    :param sales: credit sales of the period, same basis.
    :param days: calendar days of the period.
    :return: days; None when something is unknown or nothing was sold.

    >>> dso(300000, 150000, 90), dso(300000, 0, 90)
    (180.0, None)
    """
    finite(receivable, sales)
    if receivable is None or sales is None or sales <= 0:
        return None
    return clean(receivable / sales * days)


def best_possible_dso(
    receivable: float | None, past_due: float | None, sales: float | None, days: int
) -> float | None:
    """Return the DSO if everybody paid on the due date: only what is not due counts.

    The average days delinquent are :func:`dso` less this.

    :param past_due: overdue part of the receivable; the rest as in :func:`dso`.
    :return: days; None when something is unknown or nothing was sold.

    >>> round(best_possible_dso(10000, 2000, 30000, 28), 2)
    7.47
    """
    if receivable is None or past_due is None:
        return None
    return dso(receivable - past_due, sales, days)


def dso_countback(
    receivable: float | None, months: Iterable[tuple[float, int]]
) -> CountBack:
    """Return the DSO by taking the newest months' sales off the receivable.

    A month covered in full counts with all its days, the last one pro rata. A month
    without sales stops the count (Oracle HFM exhaustion method).

    :param receivable: open amount; None for unknown.
    :param months: pairs of credit sales and calendar days, newest first.
    :return: days and whether the count ran out of sales.

    >>> dso_countback(500, [(230, 30), (190, 31), (200, 30)])
    CountBack(dso=73.0, exhausted=False)
    >>> dso_countback(5000, [(1000, 31), (0, 28), (4000, 31)])
    CountBack(dso=31.0, exhausted=True)
    >>> dso_countback(0, []), dso_countback(None, [])
    (CountBack(dso=0.0, exhausted=False), CountBack(dso=None, exhausted=False))
    """
    if receivable is None:
        return CountBack(None, False)
    counted, left = 0.0, clean(receivable)
    for sales, days in months:
        finite(sales, days)
        if left <= EPSILON or sales <= 0:
            break
        counted += days * min(1.0, left / sales)
        left -= sales
    return CountBack(counted, left > EPSILON)


def cei(
    begin: float, sales: float, end_total: float, end_current: float, periods: int = 1
) -> float | None:
    """Return the collection effectiveness index in percent.

    (begin + sales/N - end total) / (begin + sales/N - end not due) * 100. Published
    examples disagree on N (wizedu.com 116374 gives 79.63 with N = 1), so print it.

    :param begin: receivable at the start of the period.
    :param sales: credit sales of the period.
    :param end_total: receivable at the end.
    :param end_current: part of it that is not due.
    :param periods: N, number of months in the period; 1 is our convention.
    :return: percent, 100 = all that was due came in; None when nothing was collectible.
    :raise ValueError: without a period.

    >>> round(cei(6200, 10890, 6340, 3590), 2)
    79.63
    >>> cei(0, 500, 500, 500) is None
    True
    """
    finite(periods)
    if periods < 1:
        raise ValueError("A collection index needs a period.")
    available = begin + sales / periods
    collectible = clean(available - end_current)
    if collectible <= 0:
        return None
    return clean(clean(available - end_total) / collectible * 100)

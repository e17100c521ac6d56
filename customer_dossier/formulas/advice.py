"""Advice: which order to suggest to a customer, and whether advice was followed."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from .rhythm import MAX_GAPS, MIN_GAPS, order_gaps, rhythm
from .rounding import finite

#: Days after the suggested one in which an order still answers it.
WINDOW = 14
#: An order follows the advice from this share of the suggested amount on.
ENOUGH = 0.8


class Suggestion(NamedTuple):
    """An order to suggest.

    :param day: when the customer's own rhythm asks for it, today at the earliest.
    :param amount: what the customer usually orders.
    """

    day: date
    amount: float


def suggest(
    ages: Sequence[int], amounts: Sequence[float], as_of: date
) -> Suggestion | None:
    """Return the next order by the customer's own rhythm and size.

    :param ages: order days as days before ``as_of``, the newest first.
    :param amounts: what was ordered on each of them.
    :return: None where there are too few orders to tell.

    >>> suggest([20, 50, 80, 110], [900, 1000, 1100, 1000], date(2026, 3, 31))
    Suggestion(day=datetime.date(2026, 4, 10), amount=1000.0)
    >>> suggest([20, 50], [900, 1000], date(2026, 3, 31)) is None
    True
    """
    finite(*ages, *amounts)
    newest = ages[: MAX_GAPS + 1]
    if len(newest) <= MIN_GAPS:
        return None
    gaps = order_gaps(as_of - timedelta(days=age) for age in newest)
    gap = rhythm(gaps, newest[0]).expected_gap
    if gap is None:
        return None
    due = as_of - timedelta(days=newest[0]) + timedelta(days=round(gap))
    return Suggestion(max(due, as_of), float(median(amounts[: len(newest)])))


def answered_on(
    advised: float, given_on: date, due_on: date, orders: Iterable[tuple[date, float]]
) -> date | None:
    """Return the day of the order that follows the advice, None where none does.

    :param advised: amount suggested.
    :param orders: days and amounts of orders; those from the day after the advice
        until :data:`WINDOW` days after the suggested day count.

    >>> day = date(2026, 4, 1)
    >>> answered_on(1000, day, date(2026, 4, 10), [(date(2026, 4, 12), 800)])
    datetime.date(2026, 4, 12)
    >>> answered_on(1000, day, date(2026, 4, 10), [(date(2026, 4, 12), 799)]) is None
    True
    >>> answered_on(1000, day, date(2026, 4, 10), [(day, 2000)]) is None
    True
    """
    orders = sorted(orders)
    finite(advised, *(amount for _day, amount in orders))
    last = due_on + timedelta(days=WINDOW)
    for day, amount in orders:
        if given_on < day <= last and amount >= advised * ENOUGH:
            return day
    return None

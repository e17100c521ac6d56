"""Ageing: how long past its due date an amount is, and in which column it stands.

Definition: models of the trade (days = as of - due, at most 0 is not due), the bucket
bounds are the usual 30 / 60 / 90 / 180 / 365 of Chinese and IFRS ageing reports.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .rounding import finite


class Bucket(NamedTuple):
    """One column of the ageing: days overdue from ``first`` to ``last``, both included.

    :param key: technical name, part of field names (``overdue_1_30``).
    :param label: the column as accountants write it.
    :param first: first day, None for open below.
    :param last: last day, None for open above.
    """

    key: str
    label: str
    first: int | None
    last: int | None


#: The only definition of the columns: SQL, fields, reports and scores read it.
BUCKETS = (
    Bucket("not_due", "not_due", None, 0),
    Bucket("1_30", "1-30", 1, 30),
    Bucket("31_60", "31-60", 31, 60),
    Bucket("61_90", "61-90", 61, 90),
    Bucket("91_180", "91-180", 91, 180),
    Bucket("181_365", "181-365", 181, 365),
    Bucket("over_365", ">365", 366, None),
)
#: Where negative residuals go: money of the customer that no invoice has used yet.
UNALLOCATED = "unallocated"


def days_overdue(due: date, as_of: date) -> int:
    """Return the days past the due date; negative before it, 0 on the day itself.

    >>> days_overdue(date(2025, 1, 13), date(2025, 2, 15))
    33
    """
    return (as_of - due).days


def bucket(days: int | None) -> str | None:
    """Return the key of the column for ``days`` past due, None when they are unknown.

    >>> [bucket(days) for days in (-1, 0, 1, 365, 366, None)]
    ['not_due', 'not_due', '1_30', '181_365', 'over_365', None]
    """
    if days is None:
        return None
    finite(days)
    return next(b.key for b in BUCKETS if b.last is None or days <= b.last)


def spread(items: Iterable[tuple[float, int]]) -> dict[str, float]:
    """Return open amounts by column.

    :param items: pairs of residual (company currency, negative = credit) and days past
        due.
    :return: amount for each key of :data:`BUCKETS` and for :data:`UNALLOCATED`, which
        takes the negative residuals: a credit must not make an old debt look younger.

    >>> columns = spread([(100.0, -3), (50.0, 45), (-30.0, 400)])
    >>> columns["not_due"], columns["31_60"], columns["unallocated"]
    (100.0, 50.0, -30.0)
    """
    columns = dict.fromkeys([b.key for b in BUCKETS] + [UNALLOCATED], 0.0)
    for residual, days in items:
        finite(residual, days)
        columns[UNALLOCATED if residual < 0 else bucket(days)] += residual
    return columns


def residual_as_of(
    total: float, settlements: Iterable[tuple[date, float]], as_of: date
) -> float:
    """Return what was still open of an invoice at a past date.

    :param total: amount of the invoice.
    :param settlements: pairs of date and amount (the later date of the two reconciled
        lines, as Odoo's ``account.partial.reconcile.max_date`` stores it).
    :param as_of: the date, its own settlements included.

    >>> paid = [(date(2025, 1, 31), 4000.0), (date(2025, 3, 2), 6000.0)]
    >>> residual_as_of(10000.0, paid, date(2025, 2, 15))
    6000.0
    """
    left = total - sum(amount for day, amount in settlements if day <= as_of)
    finite(left)
    return left


def months_counted(start: date, as_of: date) -> int:
    """Return the age in calendar months, the first and the last counted as whole.

    The convention of the Chinese account-age (账龄) tables counted by month: October
    2012 to January 2013 are 4 months (co-liber.com 70958).

    >>> months_counted(date(2012, 10, 31), date(2013, 1, 1))
    4
    """
    return (as_of.year - start.year) * 12 + as_of.month - start.month + 1

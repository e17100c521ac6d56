"""Buckets of a provision matrix: where each begins, and on which days it is cut.

A bucket is named by its lower bound, so that neither gap nor overlap can be said. By
the due date (``due``) bounds are days past due: 0 is not due. By the document's date
(``age``, 账龄) they are months of age: 0, 12, 24, 36.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

#: Basis: the name of the day of an open item that counts.
DAYS = {"due": "due", "age": "date"}


def cuts(basis: str, bounds: Sequence[int], as_of: date) -> list[date]:
    """Return the days that part the buckets, the oldest first.

    An item stands in the youngest bucket from the last cut on, one further for each
    cut that its day lies before. A year old on the day itself is older than a year.

    :param basis: ``due`` or ``age``.
    :param bounds: lower bounds, ascending; the first holds whatever is younger as well.
    :param as_of: the day of the table.
    :return: one day less than there are buckets.

    >>> cuts("due", [0, 1, 31], date(2025, 12, 31))
    [datetime.date(2025, 12, 1), datetime.date(2025, 12, 31)]
    >>> cuts("age", [0, 12], date(2025, 12, 31))
    [datetime.date(2025, 1, 1)]
    """
    after = as_of + timedelta(days=1)
    if basis == "due":
        return [after - timedelta(days=bound) for bound in reversed(bounds[1:])]
    return [after - relativedelta(months=bound) for bound in reversed(bounds[1:])]


def repeated(bounds: Sequence[int]) -> int | None:
    """Return the first bound that two buckets share: they would overlap.

    >>> repeated([0, 31, 31, 90]), repeated([0, 31])
    (31, None)
    """
    seen = set()
    for bound in bounds:
        if bound in seen:
            return bound
        seen.add(bound)
    return None

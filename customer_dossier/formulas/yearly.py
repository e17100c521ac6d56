"""What an amount of some stretch of time comes to in a year."""

from datetime import date

from .rounding import finite

#: Days of a year, leap days spread.
YEAR = 365.25
#: A stretch shorter than this says nothing about a year.
MIN_DAYS = 90


def a_year(amount: float, first: date, last: date) -> float | None:
    """Return the amount for a year, or None for a stretch of less than ``MIN_DAYS``.

    :param amount: of the stretch from ``first`` up to and without ``last``.

    >>> round(a_year(300.0, date(2023, 1, 1), date(2026, 1, 1)), 2)
    99.98
    >>> a_year(300.0, date(2026, 1, 1), date(2026, 2, 1))
    """
    finite(amount)
    days = (last - first).days
    return amount / days * YEAR if days >= MIN_DAYS else None

"""Sales targets against what was sold."""

from datetime import date

from .rounding import finite

#: Points that the achieved share may lag behind the share of time that has passed.
TOLERANCE = 10.0


def achieved(actual: float | None, target: float) -> float | None:
    """Return what was sold as percent of the target; None where nothing is known.

    :param actual: sales of the period so far; credit notes may make it negative.
    :param target: more than zero.

    >>> achieved(30.0, 120.0), achieved(None, 120.0), achieved(0.0, 0.0)
    (25.0, None, None)
    """
    finite(actual, target)
    if actual is None or target <= 0:
        return None
    return actual / target * 100


def elapsed(first: date, last: date, today: date) -> float:
    """Return the percent of a period, last day included, that is over by today's end.

    :raise ValueError: for a period that ends before it begins.

    >>> elapsed(date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 5))
    50.0
    >>> elapsed(date(2026, 1, 1), date(2026, 1, 10), date(2026, 3, 1))
    100.0
    """
    length = (last - first).days + 1
    if length < 1:
        raise ValueError("A period ends before it begins.")
    return min(max((today - first).days + 1, 0), length) / length * 100


def is_behind(share: float | None, first: date, last: date, today: date) -> bool:
    """Tell whether a target needs somebody's attention.

    A period that is over must have reached its target; before, the share sold may lag
    behind the time by ``TOLERANCE`` points.

    :param share: percent achieved; None is unknown and never behind.

    >>> is_behind(35.0, date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 5))
    True
    >>> is_behind(99.9, date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 11))
    True
    >>> is_behind(None, date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 5))
    False
    """
    finite(share)
    if share is None:
        return False
    if today > last:
        return share < 100
    return share < elapsed(first, last, today) - TOLERANCE

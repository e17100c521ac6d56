"""Bands: the one kind of table behind every class, step, zone and point scale.

A band gives a result for the values between its bounds. Tables are read from the
top and the first band that contains the value wins, so a printed table is typed as
it is printed:

>>> index = (Band(100, lower=80), Band(85, lower=70), Band(0))
>>> find(72, index), find(80, index), find(12, index)
(85, 100, 0)
>>> share = (Band(100, upper=0), Band(80, upper=5), Band(50, upper=15))
>>> find(5, share), find(5.01, share)
(80, 50)
>>> find(99, share) is None
True
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from .rounding import clean


class Band(NamedTuple):
    """One row of a table.

    :param result: what the row stands for: points, a class name, a factor.
    :param lower: lower bound in the unit of the value, None for open.
    :param upper: upper bound in the unit of the value, None for open.
    :param inclusive: whether a value exactly on a bound belongs to the band.
    """

    result: Any
    lower: float | None = None
    upper: float | None = None
    inclusive: bool = True

    def contains(self, value: float) -> bool:
        """Return whether ``value`` lies in the band, float noise on a bound ignored.

        >>> Band("x", upper=0.3).contains(0.1 + 0.2)
        True
        >>> Band("x", lower=0, inclusive=False).contains(0)
        False
        """
        return self._holds(clean(value))

    def _holds(self, value: float) -> bool:
        if self.inclusive:
            return (self.lower is None or value >= self.lower) and (
                self.upper is None or value <= self.upper
            )
        return (self.lower is None or value > self.lower) and (
            self.upper is None or value < self.upper
        )


def find(value: float | None, bands: Iterable[Band]) -> Any:
    """Return the result of the first band that contains ``value``.

    :param value: number in the unit of the bounds, or None for unknown.
    :param bands: rows in reading order.
    :return: the band's result; None when the value is unknown or no band contains it.

    >>> find(None, [Band(0)]) is None
    True
    """
    if value is None:
        return None
    value = clean(value)
    # one cleaning for the whole table: scores of a portfolio are found by the 100,000
    return next((band.result for band in bands if band._holds(value)), None)

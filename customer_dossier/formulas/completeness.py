"""Completeness and freshness: how much of a file is there, and how old it is."""

from collections.abc import Iterable
from typing import NamedTuple

from .bands import Band, find
from .rounding import clean, finite

#: Days of the article's review cycle: every two months.
CYCLE = 60
#: Factor by age in cycles: full for one cycle, little after a year.
FRESHNESS = (Band(1.0, upper=1), Band(0.7, upper=2), Band(0.4, upper=6), Band(0.1))


class Section(NamedTuple):
    """A section of the file.

    :param weight: its share of the whole, any positive unit.
    :param filled: number of facts that are there.
    :param applicable: number of facts that could be; 0 takes the section out.
    """

    weight: float
    filled: int
    applicable: int


def completeness(sections: Iterable[Section]) -> float | None:
    """Return the weighted share of filled facts in percent.

    :param sections: sections with what applies to this customer.
    :return: 0..100; None when no section applies.
    :raise ValueError: when a section holds more facts than apply, or fewer than none.

    >>> completeness([Section(25, 8, 10), Section(15, 0, 0)]), completeness([])
    (80.0, None)
    """
    asked = list(sections)
    finite(*(number for section in asked for number in section))
    applying = [section for section in asked if section.applicable > 0]
    if any(not 0 <= section.filled <= section.applicable for section in applying):
        raise ValueError("A section has more facts filled than apply.")
    weight = sum(section.weight for section in applying)
    if not weight:
        return None
    filled = sum(s.weight * s.filled / s.applicable for s in applying)
    return clean(filled / weight * 100)


def freshness(age_days: float | None, cycle: int = CYCLE) -> float | None:
    """Return the factor 1.0, 0.7, 0.4 or 0.1 that a fact of this age is worth.

    :param age_days: days since the fact was verified, None for never.
    :param cycle: days of the review cycle.
    :raise ValueError: when the cycle has no days.

    >>> freshness(60), freshness(61), freshness(None)
    (1.0, 0.7, None)
    """
    finite(age_days, cycle)
    if cycle <= 0:
        raise ValueError("A review cycle has at least one day.")
    return None if age_days is None else find(age_days / cycle, FRESHNESS)

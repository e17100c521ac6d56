"""Scorecard item: how one raw value becomes points."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .bands import Band, find
from .rounding import clean, finite

#: Raw value of an item that cannot apply to this customer; None means unknown.
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a scorecard. Points come from exactly one of three tables.

    :param key: name of the raw value.
    :param weight: positive, any unit; only the proportion counts.
    :param bands: numeric table, first match wins: ``Band(points, lower=80)``.
    :param values: table of words: ``{"A": 100, "B": 70}``.
    :param factor: points are value * factor, clamped to 0..100.
    :param tag: group for subtotals, for example one of the 5C.
    :raise ValueError: when the weight is not positive, not one table is given, or its
        points lie outside 0..100.
    """

    key: str
    weight: float
    bands: Sequence[Band] = ()
    values: Mapping[str, float] = field(default_factory=dict)
    factor: float | None = None
    tag: str | None = None

    def __post_init__(self):
        finite(self.weight, self.factor)
        if not self.weight > 0:
            raise ValueError(f"The weight of {self.key} must be greater than zero.")
        if sum([bool(self.bands), bool(self.values), self.factor is not None]) != 1:
            raise ValueError(f"{self.key} needs exactly one table of points.")
        points = [*self.values.values(), *(band.result for band in self.bands)]
        if any(not 0 <= number <= 100 for number in points):
            raise ValueError(f"The points of {self.key} lie between 0 and 100.")

    def points(self, raw: Any) -> float | None:
        """Return 0..100 for a raw value; None when it is unknown or in no band.

        >>> Item("abc", 1, values={"A": 100}).points("A")
        100
        >>> Item("cooperation", 1, factor=10).points(11)
        100
        >>> Item("abc", 1, values={"A": 100}).points("X") is None
        True
        """
        if raw is None:
            return None
        if self.values:
            if isinstance(raw, float):
                finite(raw)
            return self.values.get(raw)
        if self.bands:
            return find(raw, self.bands)
        return min(100, max(0, clean(raw * self.factor)))

"""Two gauges of a customer: how good the relation is, and how far we hold them.

Good relations bought by giving way, and control that ruins relations, both show: each
gauge is a weighted mean of parts from 0 (worst) to 100 (best), and the two are never
mixed. A part that is not known leaves the mean, it does not count as zero; too little
known is no gauge at all.
"""

from collections.abc import Mapping
from typing import NamedTuple

from .rounding import finite, half_up

#: What each gauge is made of, with its weight.
RELATION = {"cooperation": 3, "rhythm": 2, "growth": 2, "contact": 1}
CONTROL = {"compliance": 3, "payment": 2, "work": 2, "goods": 1, "reading": 1}
#: Share of the weights that must be known, in percent.
MIN_KNOWN = 50
#: From here on a gauge is high.
HIGH = 60
RHYTHM_MARKS = {"on_rhythm": 100.0, "late": 60.0, "at_risk": 30.0, "lost": 0.0}
GROWTH_MARKS = {
    "fast_growing": 100.0,
    "growing": 80.0,
    "reactivated": 70.0,
    "stable": 60.0,
    "declining": 30.0,
    "fast_declining": 10.0,
    "lost": 0.0,
}
#: A contact, or a reading, is fresh for so many days and forgotten after so many.
FRESH_DAYS, FORGOTTEN_DAYS = 30, 180


class Gauge(NamedTuple):
    """A gauge and what it is made of.

    :param value: 0 to 100, or None with too little known.
    :param parts: ``{part: (mark, weight)}`` of the known parts.
    """

    value: float | None
    parts: dict[str, tuple[float, int]]


def gauge(marks: Mapping[str, float | None], weights: Mapping[str, int]) -> Gauge:
    """Return the weighted mean of the known marks.

    :param marks: 0 to 100 by part; None, or left out, is unknown.
    :param weights: which parts there are, and how much each counts.
    :raise ValueError: a mark is not from 0 to 100.

    >>> gauge({"cooperation": 90, "rhythm": 60, "growth": None}, RELATION).value
    78.0
    >>> gauge({"contact": 100}, RELATION)
    Gauge(value=None, parts={'contact': (100, 1)})
    """
    finite(*weights.values())
    known = {
        part: (mark, weights[part])
        for part in weights
        if (mark := marks.get(part)) is not None
    }
    for mark, _weight in known.values():
        finite(mark)
        if not 0 <= mark <= 100:
            raise ValueError(f"A mark lies between 0 and 100, not at {mark}.")
    weight = sum(weight for _mark, weight in known.values())
    if not weight or weight * 100 < MIN_KNOWN * sum(weights.values()):
        return Gauge(None, known)
    total = sum(mark * share for mark, share in known.values())
    return Gauge(half_up(total / weight, 1), known)


def quadrant(relation: float | None, control: float | None) -> str:
    """Return where a customer stands: ``unknown`` while a gauge is missing.

    >>> [quadrant(*pair) for pair in ((80, 80), (80, 20), (20, 80), (20, 20))]
    ['balanced', 'pampered', 'strained', 'adrift']
    >>> quadrant(None, 80)
    'unknown'
    """
    finite(relation, control)
    if relation is None or control is None:
        return "unknown"
    names = {
        (True, True): "balanced",
        (True, False): "pampered",
        (False, True): "strained",
        (False, False): "adrift",
    }
    return names[relation >= HIGH, control >= HIGH]


def freshness_mark(days: float | None) -> float | None:
    """Return how fresh a contact is, by its age in days; None without one.

    >>> [freshness_mark(days) for days in (0, 30, 105, 180, 999)]
    [100.0, 100.0, 50.0, 0.0, 0.0]
    """
    finite(days)
    if days is None:
        return None
    left = (FORGOTTEN_DAYS - days) / (FORGOTTEN_DAYS - FRESH_DAYS)
    return min(max(left, 0.0), 1.0) * 100


def payment_mark(index: float | None) -> float | None:
    """Return the payment index as a mark: 80, paid on the due date, is all we ask.

    >>> payment_mark(40), payment_mark(95), payment_mark(None)
    (50.0, 100.0, None)
    """
    finite(index)
    return None if index is None else min(max(index, 0.0) / 80 * 100, 100.0)

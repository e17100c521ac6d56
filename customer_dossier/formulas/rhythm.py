"""Rhythm: has the customer stopped buying, measured against his own habit.

Chosen over fitted churn models on purpose: with 50 dealers their parameters are not
identified, and a regular buyer silent for three intervals still looks alive to them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from math import exp
from statistics import median
from typing import NamedTuple

from .bands import Band, find
from .rounding import finite

#: State by ratio of silence to the expected gap.
RATIO_BANDS = (
    Band("on_rhythm", upper=1.5),
    Band("late", upper=2.5),
    Band("at_risk", upper=4),
    Band("lost"),
)
INSUFFICIENT = "insufficient"
#: Fewer gaps than this say nothing; more than MAX_GAPS describe another era.
MIN_GAPS, MAX_GAPS = 3, 12
#: An expected gap is never shorter: daily orders of one week must not cry wolf.
MIN_EXPECTED_GAP = 7
#: Last year's silence around the festival excuses up to this multiple of itself.
FESTIVAL_PATIENCE = 1.2


class Rhythm(NamedTuple):
    """Rhythm of a customer.

    :param expected_gap: days between orders to be expected, None if too few orders.
    :param ratio: days since the last order / expected gap, None if not known.
    :param state: on_rhythm, late, at_risk, lost or insufficient.
    """

    expected_gap: float | None
    ratio: float | None
    state: str


def order_gaps(order_days: Iterable[date], last: int = MAX_GAPS) -> list[int]:
    """Return the newest gaps in days between distinct order days, oldest first.

    >>> order_gaps([date(2025, 1, 31), date(2025, 1, 1), date(2025, 1, 1)])
    [30]
    """
    days = sorted(set(order_days))
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return gaps[-last:]


def rhythm(
    gaps: Sequence[float],
    days_since_last: int | None,
    festival_gap_last_year: int | None = None,
) -> Rhythm:
    """Return whether the customer still buys as usual.

    :param gaps: days between the last order days, see :func:`order_gaps`.
    :param days_since_last: days since the last order, None if unknown.
    :param festival_gap_last_year: silence after the same festival a year before; a
        customer who was as silent then is held at ``late``.

    >>> rhythm([30, 28, 33, 30, 29], 76)
    Rhythm(expected_gap=30, ratio=2.533..., state='at_risk')
    >>> rhythm([30, 30], 90)
    Rhythm(expected_gap=None, ratio=None, state='insufficient')
    """
    finite(days_since_last, festival_gap_last_year, *gaps)
    if len(gaps) < MIN_GAPS or days_since_last is None:
        return Rhythm(None, None, INSUFFICIENT)
    expected = max(median(gaps), MIN_EXPECTED_GAP)
    ratio = days_since_last / expected
    state = find(ratio, RATIO_BANDS)
    patience = FESTIVAL_PATIENCE * (festival_gap_last_year or 0)
    if state in ("at_risk", "lost") and days_since_last <= patience:
        state = "late"
    return Rhythm(expected, ratio, state)


def silence_probability(mean_gap: float | None, gap: float) -> float | None:
    """Return the chance of such a silence if orders come at random: exp(-gap/mean).

    Shown as help only; it never decides.

    :param mean_gap: mean days between orders, None if unknown.
    :param gap: days of silence.
    :return: 0..1; None without a mean gap.

    >>> round(silence_probability(30, 75), 4), silence_probability(None, 75)
    (0.0821, None)
    """
    finite(mean_gap, gap)
    return exp(-max(gap, 0) / mean_gap) if mean_gap and mean_gap > 0 else None


def pooled_silence_probability(
    r: float, alpha: float, orders: int, days: float, gap: float
) -> float:
    """Return the same chance, the customer's rate pulled to the population's.

    Gamma-Poisson: ((alpha + days) / (alpha + days + gap)) ** (r + orders).

    :param r: shape of the population's order rates.
    :param alpha: their scale in days.
    :param orders: orders of the customer within ``days`` days.
    :param gap: days of silence.
    :raise ValueError: when shape or scale are not greater than 0.

    >>> round(pooled_silence_probability(2, 60, 20, 600, 75), 4)
    0.0937
    """
    finite(r, alpha, orders, days, gap)
    if r <= 0 or alpha <= 0:
        raise ValueError("Shape and scale of order rates are greater than 0.")
    return ((alpha + days) / (alpha + days + gap)) ** (r + orders)

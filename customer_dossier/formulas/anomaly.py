"""Anomaly: an order that does not look like this customer's orders.

Modified z-score over the median (Iglewicz and Hoaglin 1993; NIST handbook
1.3.5.17): one wild order does not hide itself by widening the scale. Give
logarithms of order amounts, and compare festival orders among themselves.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from math import log
from statistics import fmean, median
from typing import NamedTuple

from .rounding import finite

#: Scale factors that make MAD and mean deviation comparable with a standard deviation.
MAD_FACTOR, MEAN_FACTOR = 0.6745, 1.253314
#: An absolute score above this is an outlier; fewer orders say nothing.
LIMIT, MIN_VALUES = 3.5, 8
#: So many of the newest orders are compared: older ones are of another business.
SAMPLE = 24


class RobustZ(NamedTuple):
    """Median, median absolute deviation, and the score of each value."""

    median: float
    mad: float
    scores: list[float]


def robust_z(values: Sequence[float]) -> RobustZ | None:
    """Return 0.6745 * (x - median) / MAD for each value, None for no values.

    With MAD 0 (more than half are equal) the mean absolute deviation scales instead;
    all equal scores 0.

    >>> robust_z([1, 1, 2, 2, 4, 6, 9]).scores[-1]
    4.7215
    >>> robust_z([5, 5]).scores, robust_z([])
    ([0.0, 0.0], None)
    """
    finite(*values)
    if not values:
        return None
    middle = median(values)
    deviations = [abs(value - middle) for value in values]
    mad, mean = median(deviations), fmean(deviations)
    width = mad / MAD_FACTOR or MEAN_FACTOR * mean or 1.0
    return RobustZ(middle, mad, [(value - middle) / width for value in values])


def outliers(
    values: Sequence[float], limit: float = LIMIT, minimum: int = MIN_VALUES
) -> list[int] | None:
    """Return the positions of the outliers; None when there are too few values to tell.

    :param values: measures of one kind, for example ln(order amount).
    :param limit: absolute score above which a value is an outlier.
    :param minimum: number of values needed.

    >>> outliers([100, 98, 103, 101, 99, 102, 97, 350]), outliers([1, 99])
    ([7], None)
    """
    finite(limit, *values)
    if len(values) < max(minimum, 1):
        return None
    scores = robust_z(values).scores
    return [place for place, score in enumerate(scores) if abs(score) > limit]


def newest_order_score(
    amounts: Iterable[float], minimum: int = MIN_VALUES
) -> float | None:
    """Return how far the newest order lies from the customer's usual ones.

    :param amounts: order amounts, the newest first, all of one season; what is not
        positive is no order. No more are asked for than the sample takes.
    :param minimum: number of orders needed.
    :return: score of its logarithm, positive = larger than usual; None when there are
        too few to tell or the newest is no order.

    >>> newest_order_score([800, 100, 98, 103, 101, 99, 102, 97]) > LIMIT
    True
    >>> newest_order_score([12, 100, 98, 103, 101, 99, 102, 97]) < -LIMIT
    True
    >>> newest_order_score([5, 9]) is None
    True
    """
    sample = list(islice(_logarithms(amounts), SAMPLE))
    if len(sample) < max(minimum, 1):
        return None
    return robust_z(sample).scores[0]


def _logarithms(amounts):
    """Yield the logarithm of each order; nothing where the newest is none."""
    for place, amount in enumerate(amounts):
        finite(amount)
        if amount > 0:
            yield log(amount)
        elif not place:
            return

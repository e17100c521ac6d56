"""RFM: how recently, how often and for how much a customer buys, as bins from 1 up.

Bins come from ranks, so equal customers always share one: cutting the sorted list into
equal parts (SQL's ntile) puts identical one-time buyers into three different bins.
"""

from bisect import bisect_left
from collections.abc import Sequence

from .rounding import finite

#: Bins for a portfolio, and for one too small to fill them.
BINS, FEW_BINS, FEW_CUSTOMERS = 5, 3, 25


def bins_for(customers: int) -> int:
    """Return how many bins a portfolio of this size can carry.

    >>> bins_for(24), bins_for(25)
    (3, 5)
    """
    return FEW_BINS if customers < FEW_CUSTOMERS else BINS


def rank_bins(
    values: Sequence[float | None], bins: int = BINS, lower_is_better: bool = False
) -> list[int | None]:
    """Return the bin of each value: min(bins, 1 + bins * (rank - 1) / count).

    :param values: one measure of every customer; None for unknown.
    :param bins: number of bins, see :func:`bins_for`.
    :param lower_is_better: for days since the last order.
    :return: 1 (worst) to ``bins``; equal values share the lowest bin of theirs, so a
        constant measure is 1 for everybody; None for unknown.

    >>> rank_bins([1, 1, 1, 2, None, 9])
    [1, 1, 1, 4, None, 5]
    >>> rank_bins([3, 45, 400], lower_is_better=True)
    [4, 2, 1]
    """
    finite(*values)
    sign = -1 if lower_is_better else 1
    ranked = sorted(sign * value for value in values if value is not None)
    count = len(ranked)
    return [
        None
        if value is None
        else min(bins, 1 + bins * bisect_left(ranked, sign * value) // count)
        for value in values
    ]

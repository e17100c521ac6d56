"""Proportion: how sure a rate is that few customers show."""

from math import sqrt

from .rounding import clean, finite

#: Normal quantile of a two-sided 95 % interval.
Z95 = 1.959963984540054


def wilson_interval(
    k: int, n: int, z: float = Z95
) -> tuple[float, float] | tuple[None, None]:
    """Return the Wilson score interval of k out of n.

    :param k: events, for example defaults.
    :param n: customers; 0 gives (None, None).
    :param z: normal quantile of the confidence.
    :return: lower and upper bound as ratios.
    :raise ValueError: for more events than customers.

    >>> [round(bound, 4) for bound in wilson_interval(3, 50)]
    [0.0206, 0.1622]
    """
    finite(k, n, z)
    if not n:
        return None, None
    if not 0 <= k <= n:
        raise ValueError("There cannot be more events than customers.")
    share, square = k / n, z * z / n
    middle = share + square / 2
    half = z * sqrt(share * (1 - share) / n + square / (4 * n))
    low, high = (middle - half) / (1 + square), (middle + half) / (1 + square)
    return max(0.0, clean(low)), min(1.0, clean(high))

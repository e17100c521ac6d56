"""Whether a table of bands says something about every value, and every band something.

The first band that contains a value wins, so bands may overlap; what a table may not
have is a value without a band, or a band that no value ever reaches.
"""

import math
from collections.abc import Sequence

from .bands import Band, find
from .rounding import finite


def _probes(bands: Sequence[Band]) -> list[float]:
    """Return every bound, one value between two neighbours, and one beyond each end.

    Between two neighbouring bounds no band begins or ends: one probe stands for all.
    """
    for band in bands:
        finite(band.lower, band.upper)
    bounds = {bound for band in bands for bound in band[1:3] if bound is not None}
    marks = sorted(bounds) or [0.0]
    between = [(low + high) / 2 for low, high in zip(marks, marks[1:], strict=False)]
    return sorted([marks[0] - 1, *marks, *between, marks[-1] + 1])


def gap(bands: Sequence[Band]) -> float | None:
    """Return the smallest tried value that no band contains, None when all are covered.

    >>> gap([Band(100, upper=0), Band(50, lower=10)])
    5.0
    >>> gap([Band(100, lower=80), Band(0)]) is None
    True
    """
    return next((v for v in _probes(bands) if find(v, _numbered(bands)) is None), None)


def unreachable(bands: Sequence[Band]) -> int | None:
    """Return the index of the first band that no value reaches, None when there is none.

    >>> unreachable([Band(100, lower=50), Band(70, lower=80), Band(0)])
    1
    >>> unreachable([Band(0), Band(100, lower=80)])
    1
    """
    reached = {find(value, _numbered(bands)) for value in _probes(bands)}
    return next((index for index in range(len(bands)) if index not in reached), None)


def _numbered(bands: Sequence[Band]) -> list[Band]:
    return [band._replace(result=index) for index, band in enumerate(bands)]


def overlap(bands: Sequence[Band]) -> tuple[int, int, float] | None:
    """Return two bands that contradict each other, and a value that is in both.

    A table is read from the top, so ``>= 80`` and then ``>= 70`` is one cascade and no
    contradiction. Two ranges with both ends that share more than a bound are one, and
    so is a range that a half-open line cuts into.

    >>> overlap([Band(10, lower=0, upper=50), Band(20, lower=40, upper=99), Band(0)])
    (0, 1, 45.0)
    >>> overlap([Band(100, lower=80), Band(50, lower=70), Band(0)]) is None
    True
    >>> overlap([Band(1, lower=0, upper=20), Band(2, lower=20, upper=40)]) is None
    True
    """
    for second, band in enumerate(bands):
        for first, above in enumerate(bands[:second]):
            value = _shared(above, band)
            if value is not None:
                return first, second, value
    return None


def _shared(above: Band, band: Band) -> float | None:
    """Return a value inside of both bands where they contradict each other."""
    (low, high), (other_low, other_high) = _ends(above), _ends(band)
    start, end = max(low, other_low), min(high, other_high)
    if start >= end or not (_is_range(above) or _is_range(band)):
        return None
    nested = (start, end) in ((low, high), (other_low, other_high))
    if nested and not (_is_range(above) and _is_range(band)):
        return None
    return (start + end) / 2


def _ends(band: Band) -> tuple[float, float]:
    finite(band.lower, band.upper)
    return (
        -math.inf if band.lower is None else band.lower,
        math.inf if band.upper is None else band.upper,
    )


def _is_range(band: Band) -> bool:
    return band.lower is not None and band.upper is not None

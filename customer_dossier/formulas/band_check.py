"""Whether a table of bands says something about every value, and every band something.

The first band that contains a value wins, so bands may overlap; what a table may not
have is a value without a band, or a band that no value ever reaches.
"""

from collections.abc import Sequence

from .bands import Band, find


def _probes(bands: Sequence[Band]) -> list[float]:
    """Return every bound, one value between two neighbours, and one beyond each end.

    Between two neighbouring bounds no band begins or ends: one probe stands for all.
    """
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

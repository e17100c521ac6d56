"""Whether a customer is as satisfied as before, from marks of 1 to 5."""

from typing import NamedTuple

from .rounding import finite

#: Marks that a mean needs to say something.
MIN_MARKS = 2


class Marks(NamedTuple):
    """Marks of one stretch of time.

    :param mean: 1 (very dissatisfied) to 5; None without a mark.
    :param count: how many they are.
    """

    mean: float | None = None
    count: int = 0


def fall(now: Marks, before: Marks) -> float | None:
    """Return by how many points the mean has fallen; risen: negative.

    :return: None where one of the two means rests on less than ``MIN_MARKS`` marks.

    >>> fall(Marks(3.0, 2), Marks(4.5, 4)), fall(Marks(1.0, 1), Marks(4.5, 4))
    (1.5, None)
    """
    finite(*now, *before)
    if now.mean is None or before.mean is None:
        return None
    if min(now.count, before.count) < MIN_MARKS:
        return None
    return before.mean - now.mean

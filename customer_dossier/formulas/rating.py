"""Rating: the credit quality AAA, AA, A, B, C or N, read off the score.

Five classes 90/80/70/60 (360docs.net 4e15300853), because the published limit
factors use exactly these names. A cap sets the best class a customer may have,
whatever the score.
"""

from collections.abc import Iterable, Sequence

from .bands import Band, find

#: Too little is known to rate; not a class of the scale.
NOT_RATED = "N"
#: Best class first. Scales differ on the bound itself, so each band says whether its
#: bound belongs to it; the last band takes the rest.
SCALE = (
    Band("AAA", lower=90),
    Band("AA", lower=80),
    Band("A", lower=70),
    Band("B", lower=60),
    Band("C"),
)


def rating(score: float | None, scale: Sequence[Band] = SCALE) -> str:
    """Return the class for ``score`` (0..100), ``N`` when there is no score.

    >>> rating(90), rating(79.99), rating(0), rating(None)
    ('AAA', 'A', 'C', 'N')
    """
    return NOT_RATED if score is None else find(score, scale)


def position(name: str, scale: Sequence[Band] = SCALE) -> int:
    """Return the place of a class in the scale, 0 for the best.

    :raise ValueError: when the scale has no such class, ``N`` included.

    >>> position("A")
    2
    """
    return [band.result for band in scale].index(name)


def worst(names: Iterable[str], scale: Sequence[Band] = SCALE) -> str:
    """Return the worst of some classes.

    >>> worst(["AAA", "B", "A"])
    'B'
    """
    return max(names, key=lambda name: position(name, scale))


def capped(name: str, caps: Iterable[str], scale: Sequence[Band] = SCALE) -> str:
    """Return the rating after its caps: the worst cap wins, a cap never lifts.

    :param name: rating from the score; ``N`` stays ``N``, a cap is no evidence.
    :param caps: best class that each rule allows.

    >>> capped("AAA", ["B", "A"]), capped("C", ["B"]), capped("N", ["C"])
    ('B', 'C', 'N')
    """
    return name if name == NOT_RATED else worst([name, *caps], scale)

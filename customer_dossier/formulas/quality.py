"""Quality of a file's sections: what is there, how old it is, who looked it through."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .completeness import CYCLE, Section, completeness, freshness
from .rounding import clean


class Quality(NamedTuple):
    """What is known of one section of one file.

    :param weight: its share of the whole, any positive unit.
    :param filled: number of facts that are there.
    :param missing: names of the facts that could be there and are not.
    :param ages: how many things were verified how many days ago; None: never. What
        the books themselves say is not among them: nobody has to verify it.
    :param cycle: days after which a thing has to be verified again.
    :param wanted: percent that a new customer's file must have; 0: nothing.
    """

    weight: float
    filled: int
    missing: tuple[str, ...] = ()
    ages: Mapping[int | None, int] = {}
    cycle: int = CYCLE
    wanted: float = 0

    @property
    def applicable(self) -> int:
        """Number of facts that could be there."""
        return self.filled + len(self.missing)

    @property
    def completeness(self) -> float | None:
        """Percent of what could be there; None when nothing could."""
        return completeness([Section(1, self.filled, self.applicable)])

    @property
    def freshness(self) -> float | None:
        """Percent that the things are worth on average by their age; never is 0.

        >>> Quality(5, 2, (), {30: 1, 100: 1}).freshness
        85.0
        >>> Quality(5, 2, (), {30: 1, None: 1}).freshness, Quality(5, 0).freshness
        (50.0, None)
        """
        worth = ((freshness(age, self.cycle) or 0.0, n) for age, n in self.ages.items())
        return mean(worth, scale=100)

    @property
    def verification(self) -> float | None:
        """Percent of the things that somebody verified; None without any.

        >>> Quality(5, 4, (), {400: 3, None: 1}).verification
        75.0
        """
        return mean(((age is not None, n) for age, n in self.ages.items()), scale=100)

    @property
    def unverified(self) -> int:
        """Number of things that nobody verified yet."""
        return self.ages.get(None, 0)

    @property
    def stale(self) -> int:
        """Number of things that have to be verified again.

        >>> Quality(5, 9, (), {60: 1, 61: 3, None: 5}).stale
        3
        """
        return sum(
            count
            for age, count in self.ages.items()
            if age is not None and age > self.cycle
        )

    @property
    def is_lacking(self) -> bool:
        """Whether a new customer's file lacks something here.

        >>> [Quality(5, 1, ("vat",), wanted=share).is_lacking for share in (0, 50, 60)]
        [False, False, True]
        >>> Quality(5, 0, wanted=60).is_lacking
        False
        """
        return bool(self.applicable) and self.completeness < self.wanted

    @property
    def state(self) -> str:
        """In one word what is to be done here.

        >>> [Quality(5, 2, (), ages).state for ages in ({3: 2}, {3: 1, 70: 1}, {None: 2})]
        ['verified', 'stale', 'unverified']
        >>> Quality(5, 0, ("vat",)).state, Quality(5, 0).state, Quality(5, 1).state
        ('empty', 'none', 'books')
        """
        if not self.applicable:
            return "none"
        if not self.filled:
            return "empty"
        if not self.ages:
            return "books"
        if self.unverified:
            return "unverified"
        return "stale" if self.stale else "verified"


def overall(sections: Iterable[Quality]) -> dict[str, float | None]:
    """Completeness, freshness and verification of a whole file in percent.

    Completeness and freshness go by the weight of the sections, freshness among those
    that hold something; verification goes by the number of things.

    >>> full = Quality(25, 3, ("vat",), {10: 3})
    >>> overall([full, Quality(15, 1, (), {None: 1}), Quality(60, 0)])
    {'completeness': 84.375, 'freshness': 62.5, 'verification': 75.0}
    >>> overall([])
    {'completeness': None, 'freshness': None, 'verification': None}
    """
    parts = list(sections)
    things = [(quality, sum(quality.ages.values())) for quality in parts]
    holding = [(quality, count) for quality, count in things if count]
    return {
        "completeness": completeness(
            Section(quality.weight, quality.filled, quality.applicable)
            for quality in parts
        ),
        "freshness": mean((q.freshness, q.weight) for q, _count in holding),
        "verification": mean((q.verification, count) for q, count in holding),
    }


def mean(values: Iterable[tuple[float, float]], scale: float = 1) -> float | None:
    """Return the mean of ``(value, weight)`` pairs; None when they weigh nothing."""
    pairs = list(values)
    weight = sum(part for _value, part in pairs)
    if not weight:
        return None
    return clean(sum(value * part for value, part in pairs) / weight * scale)

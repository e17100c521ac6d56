"""Admiralty code: how far to trust a note, by source (A-F) and content (1-6).

The scale is ordinal (Admiralty code, JWP 2-00); the numbers are ours. F and 6 mean
"cannot be judged", which is not bad: 0.5. Source and content are judged apart.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .rounding import clean, finite

RELIABILITY = {"A": 1.0, "B": 0.8, "C": 0.6, "D": 0.4, "E": 0.2, "F": 0.5}
CREDIBILITY = {"1": 1.0, "2": 0.8, "3": 0.6, "4": 0.4, "5": 0.2, "6": 0.5}
#: Days after which a note is worth half.
HALF_LIFE = 180
#: Only notes of this weight may cap a rating; weaker ones ask to be verified.
CAP_WEIGHT = 0.48


class Source(NamedTuple):
    """Where a note comes from: a person, and the kind of source he is."""

    person: str
    kind: str


def intelligence_weight(code: str | None, age_days: float) -> float | None:
    """Return what a note is worth: reliability * credibility * 0.5 ** (age / 180).

    :param code: letter and digit, ``B2``; None for not judged yet.
    :param age_days: days since the note was taken; a day to come counts as today.
    :return: 0..1; None without a code.
    :raise KeyError: when the code has no such letter or digit.

    >>> intelligence_weight("B2", 0), intelligence_weight("A6", 180)
    (0.64, 0.25)
    """
    finite(age_days)
    if code is None:
        return None
    letter, digit = code
    trust = RELIABILITY[letter] * CREDIBILITY[digit]
    return clean(trust * 0.5 ** (max(age_days, 0) / HALF_LIFE))


def allowed_credibility(claimed: str, sources: Iterable[Source]) -> str:
    """Return the best credibility that the sources support.

    "Confirmed" (1) needs two independent sources: different persons of different kinds.

    :param claimed: digit a person would like to give.
    :param sources: where the content was heard.
    :return: the digit, at best 2 without independent confirmation.

    >>> allowed_credibility("1", [Source("Li", "salesman"), Source("Wu", "salesman")])
    '2'
    >>> allowed_credibility("1", [Source("Li", "salesman"), Source("Wu", "court")])
    '1'
    """
    known = list(sources)
    confirmed = any(
        one.person != other.person and one.kind != other.kind
        for one in known
        for other in known
    )
    return claimed if confirmed else max(claimed, "2")

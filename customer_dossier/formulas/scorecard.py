"""Scorecard: the explainable model behind a rating.

Weighted points of named items, each in one of three states: a value, unknown (costs
coverage) or not applicable (leaves the model: no promise was ever made). The same
shape as in Oracle Credit Management, Dynamics 365 and SAP formula steps, and
deliberately not fitted: 50 dealers with 3 bad ones carry no statistics.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .rounding import clean, finite
from .scorecard_item import NOT_APPLICABLE, Item

VALUE, UNKNOWN = "value", "unknown"
#: What to do about unknown items: score the known ones, count them 0, or give no score.
RENORMALISE, ZERO, REFUSE = MISSING_POLICIES = ("renormalise", "zero", "refuse")
#: Percent of the applicable weight that must be known to rate a customer.
MIN_COVERAGE = 60.0


@dataclass(frozen=True, slots=True)
class Line:
    """What one item contributed.

    :param points: 0..100, None unless the state is ``value``.
    :param state: value, unknown or not_applicable.
    :param loss: points of weight not earned, weight * (100 - points) / 100.
    """

    item: Item
    raw: Any
    state: str
    points: float | None
    loss: float | None


@dataclass(frozen=True)
class Result:
    """An evaluated scorecard.

    :param score: 0..100 by the missing policy, None when there is none.
    :param score_unknown_zero: the same if everything unknown were bad, None only when
        no item applies.
    :param coverage: percent of the applicable weight that is known.
    :param rated: whether the score may become a rating.
    :param lines: one for each item, in their order.
    """

    score: float | None
    score_unknown_zero: float | None
    coverage: float
    rated: bool
    lines: tuple[Line, ...]

    def reasons(self, top: int = 4) -> list[Line]:
        """Return the lines that cost most, greatest loss first, ties in their order."""
        losing = [line for line in self.lines if line.loss]
        return sorted(losing, key=lambda line: -line.loss)[:top]

    def missing(self) -> list[Line]:
        """Return the lines whose value is unknown, heaviest first: what to find out."""
        unknown = [line for line in self.lines if line.state == UNKNOWN]
        return sorted(unknown, key=lambda line: -line.item.weight)

    def contributions(self) -> dict[str, float]:
        """Return how many points of the score each item brought; they sum to it.

        >>> items = [Item("a", 1, factor=1), Item("b", 3, factor=1)]
        >>> evaluate(items, {"a": 40, "b": 80}).contributions()
        {'a': 10.0, 'b': 60.0}
        """
        earned = {
            line.item.key: line.item.weight * (line.points or 0) for line in self.lines
        }
        total = sum(earned.values())
        share = (self.score or 0) / total if total else 0.0
        return {key: clean(points * share) for key, points in earned.items()}

    def score_of(self, keys: Container[str]) -> float | None:
        """Return the score of some items alone, of what is known; None for nothing.

        >>> items = [Item("a", 1, factor=1), Item("b", 3, factor=1)]
        >>> evaluate(items, {"a": 40, "b": 80}).score_of({"b"})
        80.0
        """
        return _score(
            [
                line
                for line in self.lines
                if line.state == VALUE and line.item.key in keys
            ]
        )

    def subtotals(self) -> dict[str | None, float]:
        """Return the score of the known items by tag, for example by the 5C."""
        tags = dict.fromkeys(line.item.tag for line in self.lines)
        scores = {tag: _score(_known(self.lines, tag)) for tag in tags}
        return {tag: score for tag, score in scores.items() if score is not None}


def _known(lines: Iterable[Line], tag: str | None) -> list[Line]:
    return [line for line in lines if line.state == VALUE and line.item.tag == tag]


def _score(lines: Sequence[Line]) -> float | None:
    """Return the weighted mean of the points, unknown as 0; None without weight."""
    weight = sum(line.item.weight for line in lines)
    if not weight:
        return None
    return clean(sum(line.item.weight * (line.points or 0) for line in lines) / weight)


def _line(item: Item, raw: Any) -> Line:
    if raw == NOT_APPLICABLE:
        return Line(item, None, NOT_APPLICABLE, None, None)
    points = item.points(raw)
    if points is None:
        return Line(item, raw, UNKNOWN, None, None)
    return Line(item, raw, VALUE, points, clean(item.weight * (100 - points) / 100))


def evaluate(
    items: Iterable[Item],
    raws: Mapping[str, Any],
    missing: str = RENORMALISE,
    min_coverage: float = MIN_COVERAGE,
) -> Result:
    """Return the score of one customer with every step of it.

    :param items: the scorecard, in the order that breaks ties.
    :param raws: raw value by item key; None or absent is unknown, never zero.
    :param missing: one of :data:`MISSING_POLICIES`.
    :param min_coverage: percent; below it ``rated`` is False (rating N).
    :raise ValueError: for an unknown policy or a value that is NaN.

    >>> items = [Item("abc", 12, values={"C": 40}), Item("coop", 6, factor=10)]
    >>> result = evaluate(items, {"abc": "C", "coop": 7})
    >>> result.score, [line.item.key for line in result.reasons()]
    (50.0, ['abc', 'coop'])
    >>> result = evaluate(items, {"abc": "C"})
    >>> result.score, result.score_unknown_zero, round(result.coverage, 1), result.rated
    (40.0, 26.666666667, 66.7, True)
    """
    finite(min_coverage)
    if missing not in MISSING_POLICIES:
        raise ValueError(f"{missing!r} is not one of {MISSING_POLICIES}.")
    lines = tuple(_line(item, raws.get(item.key)) for item in items)
    applicable = [line for line in lines if line.state != NOT_APPLICABLE]
    known = [line for line in applicable if line.state == VALUE]
    weight = sum(line.item.weight for line in applicable)
    known_weight = sum(line.item.weight for line in known)
    coverage = clean(known_weight / weight * 100) if weight else 0.0
    with_zero = _score(applicable)
    score = with_zero if missing == ZERO else _score(known)
    if missing == REFUSE and len(known) < len(applicable):
        score = None
    rated = score is not None and coverage >= min_coverage
    return Result(score, with_zero, coverage, rated, lines)

"""Grade matrix: whether its cells contradict each other.

With rising risk, and with falling value, a customer's grade changes from one to
another. Grades have no order of their own, since attention is not a scale: but where
one line turns a grade into another, no line may turn it back.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from .grade import VALUE_LEVELS

#: From the least risk to the greatest; unknown stands beside the scale.
RISING_RISK = ("low", "medium", "high")


class Step(NamedTuple):
    """A change of the grade between two neighbouring cells.

    :param line: the level that both cells share: a value level, or a risk level.
    :param before: grade at less risk, or at more value.
    :param after: grade at more risk, or at less value.
    """

    line: str
    before: str
    after: str


def missing(matrix: Mapping[tuple[str, str], str], risks: Sequence[str]) -> list:
    """Return the cells, (value level, risk level), that the matrix lacks.

    >>> len(missing({}, RISING_RISK))
    12
    """
    return [
        (value, risk)
        for value in VALUE_LEVELS
        for risk in risks
        if (value, risk) not in matrix
    ]


def contradiction(matrix: Mapping[tuple[str, str], str]) -> tuple[Step, Step] | None:
    """Return two steps that lead in a circle, None when there are none.

    :param matrix: grade by (value level, risk level); cells may be missing.

    >>> row = {("high", "low"): "key", ("high", "medium"): "special"}
    >>> contradiction(row | {("high", "high"): "key"})
    (Step(line='high', before='special', after='key'), \
Step(line='high', before='key', after='special'))
    >>> contradiction(row) is None
    True
    """
    by_risk = [
        _steps(value, [matrix.get((value, risk)) for risk in RISING_RISK])
        for value in VALUE_LEVELS
    ]
    by_value = [
        _steps(risk, [matrix.get((value, risk)) for value in VALUE_LEVELS])
        for risk in RISING_RISK
    ]
    return _circle(sum(by_risk, [])) or _circle(sum(by_value, []))


def _steps(line: str, grades: Sequence[str | None]) -> list[Step]:
    known = [grade for grade in grades if grade is not None]
    return [Step(line, one, other) for one, other in pairwise(known) if one != other]


def _circle(steps: Sequence[Step]) -> tuple[Step, Step] | None:
    """Return a step and the first one of a way back from where it leads."""
    for step in reversed(steps):
        reached, waiting = (
            set(),
            [(other, other) for other in steps if other.before == step.after],
        )
        while waiting:
            first, last = waiting.pop()
            if last.after == step.before:
                return step, first
            if last not in reached:
                reached.add(last)
                waiting += [(first, o) for o in steps if o.before == last.after]
    return None

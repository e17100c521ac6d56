"""Grade: the attention a customer gets; two axes, never mixed in one number.

The article's classes are key (重要), special (特殊) and general (一般), its rule is to
grasp both ends and leave the calm middle alone (抓两头,放中间). High risk makes a
customer special whatever he is worth; high value makes him key; the rest is general.
"""

from collections.abc import Mapping
from typing import NamedTuple

KEY, SPECIAL, GENERAL = "key", "special", "general"
VALUE_LEVELS = ("high", "middle", "low", "none")
RISK_LEVELS = ("low", "medium", "high", "unknown")
#: Grade for each value and risk level; the addon's table of cells starts from it.
MATRIX = {
    (value, risk): SPECIAL if risk == "high" else KEY if value == "high" else GENERAL
    for value in VALUE_LEVELS
    for risk in RISK_LEVELS
}
#: Days between two revisions: every two months, worst customers every month.
REVIEW_DAYS = {SPECIAL: 30, KEY: 60, GENERAL: 60}

_VALUE_BY_ABC = {"A": "high", "B": "middle", "C": "low"}
_RISK_BY_RATING = {"C": "high", "B": "medium", "A": "low", "AA": "low", "AAA": "low"}


class Grade(NamedTuple):
    """A grade with what it follows from.

    :param grade: key, special or general.
    :param value: value level.
    :param risk: risk level.
    :param review_days: days until the next revision.
    """

    grade: str
    value: str
    risk: str
    review_days: int


def value_level(abc: str | None, strategic: bool = False) -> str:
    """Return how much a customer is worth to us.

    :param abc: ABC class; ``N`` or None gives ``none``.
    :param strategic: a person has named the customer strategic.

    >>> value_level("B"), value_level("C", strategic=True), value_level(None)
    ('middle', 'high', 'none')
    """
    return "high" if strategic else _VALUE_BY_ABC.get(abc, "none")


def risk_level(
    rating: str | None, hard_trigger: bool = False, watch: bool = False
) -> str:
    """Return how risky a customer is; not rated is ``unknown``, never low.

    :param rating: rating in force; C is high, B medium.
    :param hard_trigger: bankruptcy, lawsuit, stopped supply and the like.
    :param watch: a person asked to keep an eye on the customer.

    >>> risk_level("B"), risk_level("AAA", watch=True), risk_level("N")
    ('medium', 'high', 'unknown')
    """
    if hard_trigger or watch:
        return "high"
    return _RISK_BY_RATING.get(rating, "unknown")


def grade(
    rating: str | None,
    abc: str | None,
    strategic: bool = False,
    hard_trigger: bool = False,
    watch: bool = False,
    matrix: Mapping[tuple[str, str], str] = MATRIX,
) -> Grade:
    """Return the grade of a customer from the value and risk matrix.

    :param matrix: grade for each pair of value and risk level; the others as in
        :func:`value_level` and :func:`risk_level`.
    :raise KeyError: when the matrix lacks a cell.

    >>> grade("AA", "A")
    Grade(grade='key', value='high', risk='low', review_days=60)
    >>> grade("C", "A").grade, grade("N", "C").grade
    ('special', 'general')
    """
    value, risk = value_level(abc, strategic), risk_level(rating, hard_trigger, watch)
    name = matrix[value, risk]
    return Grade(name, value, risk, REVIEW_DAYS[name])

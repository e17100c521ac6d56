"""Market policy: what was read at a customer's, held against what was agreed.

A price is compared in steps of the currency's rounding, and the tolerance of the policy
is given to the customer: exactly at the bound is never a breach.
"""

from typing import NamedTuple

from .rounding import EPSILON, clean, finite, half_up

KEPT, BREACHED, NOT_COMPARABLE = "kept", "breached", "not_comparable"


class Verdict(NamedTuple):
    """How a reading stands against a policy.

    :param result: ``kept``, ``breached`` or ``not_comparable``.
    :param gap: how far it lies above (positive) or below the bound, in percent of the
        bound; None where that says nothing.
    """

    result: str
    gap: float | None = None


def price_verdict(
    price: float | None,
    bound: float,
    floor: bool,
    step: float = 0.01,
    tolerance: float = 0.0,
) -> Verdict:
    """Return whether a resale price keeps a floor, or a ceiling.

    :param price: in the currency of the bound; None could not be converted.
    :param bound: the lowest or highest price, greater than 0.
    :param floor: True for a lowest price, False for a highest one.
    :param step: the currency's rounding, greater than 0.
    :param tolerance: percent of the bound by which it may be missed, from 0 to 100.
    :raise ValueError: for a bound, step or tolerance out of these.

    >>> price_verdict(498.0, 498.0, floor=True).result
    'kept'
    >>> price_verdict(497.99, 498.0, floor=True).result
    'breached'
    >>> price_verdict(488.04, 498.0, floor=True, tolerance=2)
    Verdict(result='kept', gap=-2.0)
    >>> price_verdict(0.1 + 0.2, 0.3, floor=False).result
    'kept'
    >>> price_verdict(None, 498.0, floor=True)
    Verdict(result='not_comparable', gap=None)
    """
    finite(price, bound, step, tolerance)
    if bound <= 0 or step <= 0 or not 0 <= tolerance <= 100:
        raise ValueError("A bound and a step must be above 0, a tolerance 0 to 100.")
    if price is None:
        return Verdict(NOT_COMPARABLE)
    room = bound * tolerance / 100 * (-1 if floor else 1)
    found, edge = (half_up(clean(x / step), 0) for x in (price, bound + room))
    beyond = edge - found if floor else found - edge
    gap = half_up((price - bound) / bound * 100, 2)
    return Verdict(BREACHED if beyond > 0 else KEPT, gap)


def least_verdict(
    number: float | None, least: float, tolerance: float = 0.0
) -> Verdict:
    """Return whether a count or a share reaches what was agreed.

    :param number: what was counted; None is unknown.
    :param least: what it must be at least, greater than 0.
    :param tolerance: see :func:`price_verdict`.
    :raise ValueError: for a least or a tolerance out of these.

    >>> least_verdict(19, 20), least_verdict(19, 20, tolerance=5).result
    (Verdict(result='breached', gap=-5.0), 'kept')
    """
    finite(number, least, tolerance)
    if least <= 0 or not 0 <= tolerance <= 100:
        raise ValueError("What is agreed must be above 0, a tolerance 0 to 100.")
    if number is None:
        return Verdict(NOT_COMPARABLE)
    edge = least * (1 - tolerance / 100)
    gap = half_up((number - least) / least * 100, 2)
    return Verdict(BREACHED if number < edge - EPSILON else KEPT, gap)


def fact_verdict(kept: bool | None) -> Verdict:
    """Return the verdict on what can only be so or not; None is unknown.

    >>> [fact_verdict(kept).result for kept in (True, False, None)]
    ['kept', 'breached', 'not_comparable']
    """
    if kept is None:
        return Verdict(NOT_COMPARABLE)
    return Verdict(KEPT if kept else BREACHED)


def compliance(kept: int, breached: int) -> float | None:
    """Return kept checks in percent of all that could be compared; None without one.

    >>> compliance(3, 1), compliance(0, 0)
    (75.0, None)
    """
    finite(kept, breached)
    checked = kept + breached
    return kept / checked * 100 if checked else None


def passed_on(issued: float, proven: float) -> float | None:
    """Return what was proven to be passed on, in percent of what was issued.

    :return: 0 to 100: more than was issued proves no more than all of it; None where
        nothing was issued.

    >>> passed_on(200, 150), passed_on(10, 12), passed_on(0, 0)
    (75.0, 100.0, None)
    """
    finite(issued, proven)
    if issued <= 0:
        return None
    return min(max(proven, 0.0), issued) / issued * 100

"""Why sales changed: what each product, its quantity and its price contributed.

Amounts are decimals of the currency, and they add up to the cent, whatever the average
prices round to: price is what remains of the change once the quantity is explained.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .rounding import finite

ZERO = Decimal(0)


class Sold(NamedTuple):
    """One product in two windows: quantity and value then (1) and now (0)."""

    q1: Decimal = ZERO
    v1: Decimal = ZERO
    q0: Decimal = ZERO
    v0: Decimal = ZERO


class Contribution(NamedTuple):
    """``delta`` = ``volume`` + ``price`` + ``other``, exactly.

    :param other: amounts without a quantity to speak of, such as rebates.
    """

    delta: Decimal
    volume: Decimal
    price: Decimal
    other: Decimal


def contribution(sold: Sold, cent: Decimal = Decimal("0.01")) -> Contribution:
    """Return the change of one product as volume (q0-q1)*p1 and price (p0-p1)*q0.

    A product that was not sold in one of the windows is all volume: there is no
    second price to compare with.

    >>> contribution(Sold(Decimal(100), Decimal(1000), Decimal(80), Decimal(960)))
    Contribution(delta=Decimal('-40'), volume=Decimal('-200.00'), price=Decimal('160.00'), other=Decimal('0'))
    >>> thirds = contribution(Sold(Decimal(3), Decimal(10), Decimal(1), Decimal(4)))
    >>> thirds.volume, thirds.price
    (Decimal('-6.67'), Decimal('0.67'))
    >>> contribution(Sold(v1=Decimal(-50), v0=Decimal(-80))).other
    Decimal('-30')
    """
    finite(*sold)
    delta = sold.v0 - sold.v1
    priced_then, priced_now = sold.q1 > 0, sold.q0 > 0
    gone, fresh = sold == (*sold[:2], 0, 0), sold == (0, 0, *sold[2:])
    if priced_then and priced_now:
        volume = (sold.q0 * sold.v1 / sold.q1 - sold.v1).quantize(cent, ROUND_HALF_UP)
        return Contribution(delta, volume, delta - volume, ZERO)
    if (priced_then and gone) or (priced_now and fresh):
        return Contribution(delta, delta, ZERO, ZERO)
    return Contribution(delta, ZERO, ZERO, delta)


def total(contributions: Iterable[Contribution]) -> Contribution:
    """Return the sum of contributions, part by part.

    >>> total([Contribution(*map(Decimal, (3, 1, 2, 0)))] * 2).delta
    Decimal('6')
    """
    rows = list(contributions)
    return (
        Contribution(*(sum(column, ZERO) for column in zip(*rows, strict=True)))
        if rows
        else Contribution(ZERO, ZERO, ZERO, ZERO)
    )

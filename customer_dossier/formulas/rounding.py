"""Rounding and comparing that money and thresholds can rely on.

The formulas count in float: every amount is far below 2**53 cents. What float spoils, a
bound that is met on paper and missed in binary, is mended here and nowhere else.
"""

from decimal import ROUND_HALF_UP, Decimal
from math import floor, isfinite

#: Two amounts or ratios nearer than this are the same: it is far below a cent and
#: far above the noise of summing floats.
EPSILON = 1e-9
_DIGITS = 9


def clean(value: float) -> float:
    """Return ``value`` without float noise, so that a bound met on paper is met here.

    :param value: any ratio, day count or amount.
    :return: the value rounded to nine decimals.
    :raise ValueError: for NaN, which would pass every comparison unseen, and infinity.

    >>> 0.1 + 0.2 <= 0.3, clean(0.1 + 0.2) <= 0.3
    (False, True)
    >>> clean(float("nan"))
    Traceback (most recent call last):
    ValueError: A figure is not a finite number: nan
    """
    finite(value)
    return round(value, _DIGITS)


def finite(*values: float | None) -> None:
    """Refuse what is no number, where :func:`clean` would not see it.

    :param values: numbers; None is unknown and passes.
    :raise ValueError: for NaN and infinity.

    >>> finite(1, None)
    >>> finite(1, float("inf"))
    Traceback (most recent call last):
    ValueError: A figure is not a finite number: inf
    """
    for value in values:
        if value is not None and not isfinite(value):
            raise ValueError(f"A figure is not a finite number: {value}")


def half_up(value: float, digits: int = 2) -> float:
    """Return ``value`` rounded half away from zero, as accountants do.

    :param value: amount in any currency.
    :param digits: decimals of the currency.
    :return: the rounded amount; the shortest decimal form of the float decides,
        so 2.675 is a half although its binary form lies below.

    >>> half_up(2.675), round(2.675, 2), half_up(-0.125)
    (2.68, 2.67, -0.13)
    """
    step = Decimal(1).scaleb(-digits)
    return float(Decimal(str(clean(value))).quantize(step, rounding=ROUND_HALF_UP))


def floor_to(value: float, step: float) -> float:
    """Return the largest multiple of ``step`` that is not above ``value``.

    :param value: amount.
    :param step: positive amount, for example 1000.
    :return: multiple of the step; noise just below a multiple does not lose it.
    :raise ValueError: for a step that is not greater than 0.

    >>> floor_to(61900, 1000), floor_to(2999.9999999999995, 1000)
    (61000, 3000)
    """
    finite(step)
    if step <= 0:
        raise ValueError("A step must be greater than 0.")
    return floor(clean(value / step)) * step

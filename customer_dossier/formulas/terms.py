"""Terms: the credit in force, from what was agreed and what lies over it for a time.

Layers never change what was agreed, so to lift one gives exactly what would stand
without it, whatever came between. Their order does not count.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .rounding import clean, finite

#: Credit modes, the strictest first.
STRICTNESS = ("cash_only", "limit", "unlimited")


class Terms(NamedTuple):
    """Credit terms of one customer.

    :param mode: one of :data:`STRICTNESS`.
    :param limit: credit limit; only counts in the mode ``limit``.
    :param stopped: supply is stopped.
    """

    mode: str = "unlimited"
    limit: float = 0.0
    stopped: bool = False


class Layer(NamedTuple):
    """What changes the agreed terms while it lasts; what is not named stays.

    :param amount: added to the limit, below zero for a cut.
    :param percent: of the agreed limit, added to it, below zero for a cut.
    :param mode: at most as generous as this.
    :param stop: supply is stopped.
    """

    amount: float | None = None
    percent: float | None = None
    mode: str | None = None
    stop: bool = False


def in_force(agreed: Terms, layers: Iterable[Layer] = ()) -> Terms:
    """Return the terms in force: the agreed ones with all layers over them.

    Percents are of the agreed limit and add up; a limit never falls below zero; of
    several modes the strictest holds.

    >>> agreed = Terms("limit", 100000)
    >>> in_force(agreed, [Layer(percent=-30), Layer(amount=20000)]).limit
    90000.0
    >>> in_force(agreed, [Layer(percent=-70), Layer(percent=-70)]).limit
    0
    >>> in_force(agreed, [Layer(mode="cash_only"), Layer(mode="unlimited")]).mode
    'cash_only'
    >>> in_force(agreed) == agreed, in_force(agreed, [Layer(stop=True)]).stopped
    (True, True)
    """
    layers = list(layers)
    finite(agreed.limit, *(value for one in layers for value in one[:2]))
    percent = sum(one.percent or 0 for one in layers)
    amount = sum(one.amount or 0 for one in layers)
    modes = [agreed.mode, *(one.mode for one in layers if one.mode)]
    return Terms(
        min(modes, key=STRICTNESS.index),
        max(0, clean(agreed.limit * (100 + percent) / 100 + amount)),
        agreed.stopped or any(one.stop for one in layers),
    )

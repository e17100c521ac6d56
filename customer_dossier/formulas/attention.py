"""Attention: which customers stand at the worse end, and what put them there.

Few and good: what does not reach the least points stays in the calm middle.
"""

from typing import NamedTuple

from .light import Light
from .rounding import finite

#: What each cause weighs. A light counts by its colour.
RED, RATED_LOW, SEVERE_SIGNAL, OVERDUE = 4, 3, 2, 1
#: More severe signals than these weigh no more.
MOST_SIGNALS = 3
#: From so many points a customer is one of the worst.
LEAST = 2


class Trouble(NamedTuple):
    """What is looked at.

    :param light: the traffic light of the customer.
    :param rating: rating in force, None for none.
    :param severe: open signals of the highest severity.
    :param arrears: overdue amount times days; the greater one comes first among equals.
    """

    light: Light
    rating: str | None = None
    severe: int = 0
    arrears: float = 0.0


class Attention(NamedTuple):
    """How much attention a customer asks for.

    :param points: 0 for none.
    :param arrears: as given, to tell equals apart.
    :param causes: keys of what counted, the heaviest first; the addon has the words.
    """

    points: int
    arrears: float
    causes: tuple[str, ...]


def attention(trouble: Trouble) -> Attention:
    """Return how much attention a customer asks for, and why.

    >>> attention(Trouble(Light("red", "overdue_long", "collect_first"), "C", 1))
    Attention(points=9, arrears=0.0, causes=('overdue_long', 'rated_low', 'severe'))
    >>> attention(Trouble(Light("amber", "cash_only", "take_prepayment"), "A"))
    Attention(points=0, arrears=0.0, causes=())
    """
    finite(trouble.severe, trouble.arrears)
    light = trouble.light
    weights = {
        light.reason: _light_points(light),
        "rated_low": RATED_LOW if trouble.rating == "C" else 0,
        "severe": SEVERE_SIGNAL * min(trouble.severe, MOST_SIGNALS),
    }
    causes = sorted(filter(weights.get, weights), key=weights.get, reverse=True)
    return Attention(sum(weights.values()), trouble.arrears, tuple(causes))


def _light_points(light: Light) -> int:
    if light.colour == "red":
        return RED
    return OVERDUE if light.reason == "overdue" else 0


def is_worst(found: Attention) -> bool:
    """Return whether a customer stands at the worse end.

    >>> is_worst(Attention(1, 5000.0, ("overdue",)))
    False
    """
    return found.points >= LEAST

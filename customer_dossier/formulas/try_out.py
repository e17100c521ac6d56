"""Try-out: what another scorecard would do to a customer, before it goes live."""

from typing import NamedTuple

from .rating import NOT_RATED, SCALE, position
from .rounding import clean
from .scorecard import Result

UP, DOWN, RATED, UNRATED, SAME = "up", "down", "rated", "unrated", "same"


class Reason(NamedTuple):
    """The item that moves a score most.

    :param key: of the item, in either scorecard.
    :param change: points of the score that it brings more, or fewer, than before.
    """

    key: str
    change: float


def direction(before: str | None, after: str) -> str:
    """Return where a rating goes: up, down, same; rated or unrated at either end.

    >>> direction("A", "AA"), direction("A", "C"), direction("A", "A")
    ('up', 'down', 'same')
    >>> direction(None, "B"), direction("B", "N"), direction(None, "N")
    ('rated', 'unrated', 'same')
    """
    known = before not in (None, NOT_RATED), after != NOT_RATED
    if known != (True, True):
        return {(False, True): RATED, (True, False): UNRATED}.get(known, SAME)
    steps = position(before, SCALE) - position(after, SCALE)
    return UP if steps > 0 else DOWN if steps < 0 else SAME


def biggest_reason(before: Result | None, after: Result) -> Reason | None:
    """Return the item whose contribution changes most, in the direction of the score.

    :param before: by the scorecard in use, over the same facts; None without one, then
        it is the item that brings most.
    :return: None when nothing changes.

    >>> from .scorecard import evaluate
    >>> from .scorecard_item import Item
    >>> items = [Item("a", 1, factor=1), Item("b", 1, factor=1)]
    >>> heavier = [Item("a", 3, factor=1), Item("b", 1, factor=1)]
    >>> raws = {"a": 80, "b": 40}
    >>> biggest_reason(evaluate(items, raws), evaluate(heavier, raws))
    Reason(key='a', change=20.0)
    """
    old, new = before.contributions() if before else {}, after.contributions()
    changes = {key: new.get(key, 0) - old.get(key, 0) for key in {**new, **old}}
    way = (after.score or 0) - ((before.score or 0) if before else 0)
    along = {key: change for key, change in changes.items() if change * way >= 0}
    key = max(along or changes, key=lambda key: abs(changes[key]), default=None)
    change = clean(changes[key]) if key else 0.0
    return Reason(key, change) if change else None

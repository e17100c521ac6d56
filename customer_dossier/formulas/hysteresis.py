"""Hysteresis: a rating moves only when the score means it.

One notch at a time, only when the score is past the bound by a buffer in two
consecutive runs. Facts need no second look: a hard trigger (bankruptcy, lawsuit,
stopped supply) acts at once. Buffer and confirmations are product defaults.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .bands import Band
from .rating import NOT_RATED, SCALE, capped, position, rating, worst
from .rounding import finite

BUFFER, CONFIRM = 3.0, 2


class RatingState(NamedTuple):
    """Where a rating stands between two runs.

    :param rating: class of the scale, ``N``, or None before the first run.
    :param direction: -1 worse, 0 none, 1 better: where the last runs pulled.
    :param streak: consecutive runs that pulled in this direction.
    """

    rating: str | None = None
    direction: int = 0
    streak: int = 0


def _pull(
    place: int, score: float, ceiling: str | None, scale: Sequence[Band], buffer: float
) -> int:
    """Return -1, 0 or 1: where ``score`` pulls the class at ``place``."""
    allowed = position(ceiling, scale) if ceiling else 0
    if place < max(allowed, position(rating(score + buffer, scale), scale)):
        return -1
    if place > max(allowed, position(rating(score - buffer, scale), scale)):
        return 1
    return 0


def next_state(
    state: RatingState,
    score: float | None,
    hard: str | None = None,
    ceiling: str | None = None,
    scale: Sequence[Band] = SCALE,
    buffer: float = BUFFER,
    confirm: int = CONFIRM,
) -> RatingState:
    """Return the rating after one more run.

    :param state: state after the run before; ``RatingState()`` for the first.
    :param score: 0..100, None when the customer cannot be rated this time.
    :param hard: class that a hard trigger imposes at once, None for no trigger.
    :param ceiling: worst of the ordinary caps; a rating above it is pulled down without
        a buffer, but still needs its confirmations.
    :param scale: best class first.
    :param buffer: points past the bound that count as a move.
    :param confirm: consecutive runs needed to move one notch.

    >>> state = RatingState("A")
    >>> for score in (66.9, 66.9, 72):
    ...     state = next_state(state, score)
    ...     print(state.rating, end=" ")
    A B B
    >>> next_state(RatingState("AA"), 85, hard="C").rating
    'C'
    """
    finite(score, buffer)
    rated = state.rating not in (None, NOT_RATED)
    if hard:
        return RatingState(worst([hard, state.rating] if rated else [hard], scale))
    if score is None:
        return RatingState(NOT_RATED)
    if not rated:
        return RatingState(
            capped(rating(score, scale), [ceiling] * bool(ceiling), scale)
        )
    place = position(state.rating, scale)
    pull = _pull(place, score, ceiling, scale, buffer)
    streak = (state.streak + 1 if pull == state.direction else 1) if pull else 0
    if streak < confirm:
        return RatingState(state.rating, pull, streak)
    return RatingState(scale[place - pull].result)

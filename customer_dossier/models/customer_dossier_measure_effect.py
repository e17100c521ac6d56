"""What measures do while they are in force, as a table."""

from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class Effect(NamedTuple):
    """What the system does for a measure.

    :param label: lazy name.
    :param value: what a measure has to say for it: ``percent`` or ``amount``.
    :param layer: kind of the layer that it lays over the agreed terms, if any.
    :param lasting: whether it outlives the measure's end; only reverting undoes it.
    """

    label: Any
    value: str | None = None
    layer: str | None = None
    lasting: bool = False


EFFECTS = {
    "none": Effect(_lt("Nothing by itself")),
    "limit_percent": Effect(
        _lt("Credit limit by percent"), value="percent", layer="limit_percent"
    ),
    "limit_amount": Effect(
        _lt("Credit limit by an amount"), value="amount", layer="limit_amount"
    ),
    "cash_only": Effect(_lt("Cash only"), layer="credit_mode"),
    "grant": Effect(_lt("Support is granted")),
    "withdraw": Effect(_lt("Support is withdrawn")),
    "award": Effect(_lt("Award of an amount"), value="amount"),
    "forfeit": Effect(_lt("Deposit is forfeited"), value="amount", lasting=True),
    "cancel_bonus": Effect(_lt("Year-end bonus is cancelled"), lasting=True),
    "stop": Effect(_lt("Supply stops"), layer="stop"),
    "add_dealer": Effect(_lt("A dealer is added")),
    "end": Effect(_lt("The relation ends"), layer="stop", lasting=True),
}

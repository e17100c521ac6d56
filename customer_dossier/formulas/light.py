"""Light: what a salesperson may know of a customer's credit, without a figure.

Rows of one table are asked from the top, the first that applies gives the colour, the
reason and the next step. Grey means "not known" and is never mistaken for green.
"""

from collections.abc import Callable
from typing import NamedTuple

from .rounding import finite

#: From this utilisation in percent an order may hit the limit.
NEARLY_FULL = 90


class Credit(NamedTuple):
    """What the light looks at.

    :param credit_mode: unlimited, limit or cash_only; None when nobody decided.
    :param headroom: credit limit less exposure; None without a limit or when unknown.
    :param utilisation: percent of the limit; None without a limit, with a limit of 0,
        or when unknown.
    :param oldest_overdue_days: of the oldest undisputed overdue item, 0 for nothing
        overdue, None when unknown.
    :param rating: rating in force, ``N`` or None for not rated.
    :param stopped: insolvent, in court with us, or supply stopped.
    :param group_headroom: what is left of a limit shared with others; None without one.
    """

    credit_mode: str | None
    headroom: float | None = None
    utilisation: float | None = None
    oldest_overdue_days: int | None = None
    rating: str | None = None
    stopped: bool = False
    group_headroom: float | None = None


class Light(NamedTuple):
    """A traffic light.

    :param colour: green, amber, red or grey.
    :param reason: key of the reason; the addon has the words.
    :param step: key of what to do next.
    """

    colour: str
    reason: str
    step: str


def _headrooms(credit: Credit) -> list[float]:
    own = credit.headroom if credit.credit_mode == "limit" else None
    return [left for left in (own, credit.group_headroom) if left is not None]


def _over_limit(credit: Credit) -> bool:
    return any(left < 0 for left in _headrooms(credit))


def _overdue_beyond(days: int) -> Callable[[Credit], bool]:
    return lambda credit: (credit.oldest_overdue_days or 0) > days


def _nearly_full(credit: Credit) -> bool:
    full = credit.utilisation is not None and credit.utilisation >= NEARLY_FULL
    # a limit of zero has no utilisation: nothing can be sold on it
    spent = any(left <= 0 for left in _headrooms(credit))
    return spent or (credit.credit_mode == "limit" and full)


def _unknown(credit: Credit) -> bool:
    no_limit = credit.credit_mode == "limit" and credit.headroom is None
    return credit.credit_mode is None or credit.oldest_overdue_days is None or no_limit


#: Worst first. Overdue days are those of the sanction ladder: reminder, credit stop.
LIGHTS = (
    (lambda credit: credit.stopped, Light("red", "stopped", "ask_credit")),
    (_overdue_beyond(30), Light("red", "overdue_long", "collect_first")),
    (_over_limit, Light("red", "over_limit", "collect_or_ask_credit")),
    (
        lambda credit: credit.credit_mode == "cash_only",
        Light("amber", "cash_only", "take_prepayment"),
    ),
    (_overdue_beyond(0), Light("amber", "overdue", "remind")),
    (_nearly_full, Light("amber", "nearly_full", "check_before_order")),
    (lambda credit: credit.rating == "C", Light("amber", "rated_low", "ask_credit")),
    (_unknown, Light("grey", "unknown", "ask_archivist")),
)
GREEN = Light("green", "free", "sell")


def light(credit: Credit) -> Light:
    """Return the light for a customer.

    Cash only is amber: he may buy, against prepayment. A missing rating alone does not
    turn the light: a new customer with free credit may be sold to.

    >>> light(Credit("limit", 5000.0, 60.0, 0, "A"))
    Light(colour='green', reason='free', step='sell')
    >>> light(Credit("limit", -1.0, 100.1, 0, "A")).reason
    'over_limit'
    >>> light(Credit("limit", 5000.0, 60.0, 0, "A", group_headroom=-1.0)).reason
    'over_limit'
    >>> light(Credit("limit")).colour
    'grey'
    >>> light(Credit("limit", 0.0, None, 0)).reason
    'nearly_full'
    """
    finite(credit.headroom, credit.utilisation, credit.oldest_overdue_days)
    finite(credit.group_headroom)
    return next((found for applies, found in LIGHTS if applies(credit)), GREEN)

"""Hold: why an order waits for a person, as codes; the first is the gravest.

What is checked is the order on top of everything that stands already, the order itself
counted once. Unknown is no reason: a hold needs something that a person can be shown.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .rating import NOT_RATED, position
from .rounding import EPSILON, finite

#: Severities of signals, the mildest first.
SEVERITIES = ("low", "medium", "high")


class Standing(NamedTuple):
    """How the payer stands before the order, in the company's currency.

    :param credit_mode: ``unlimited``, ``limit`` or ``cash_only``.
    :param limit: credit limit; only counts in the mode ``limit``.
    :param net: net exposure without the order; None for unknown.
    :param cash: what is owed and committed less what is paid ahead, without deposits
        and guarantees: zero or less means that nothing is on credit.
    :param overdue: undisputed overdue amount.
    :param oldest: days of its oldest item, None where nothing is overdue.
    :param stopped: supply is stopped: insolvent, in court with us, or blocked.
    :param rating: a class of :data:`rating.SCALE`; None or ``N`` for not rated.
    :param severity: of the gravest open signal, None without one.
    :param term_days: payment terms agreed, in days; None where nothing was agreed.
    :param group_headroom: what the group limit has left, below zero when over; None for
        a customer without a group.
    """

    credit_mode: str
    limit: float = 0.0
    net: float | None = 0.0
    cash: float | None = 0.0
    overdue: float = 0.0
    oldest: int | None = None
    stopped: bool = False
    rating: str | None = None
    severity: str | None = None
    term_days: int | None = None
    group_headroom: float | None = None


class Checked(NamedTuple):
    """One order against one standing.

    :param term_days: payment terms of the order, None for none.
    """

    standing: Standing
    amount: float
    term_days: int | None = None


def _over_limit(checked: Checked, percent: float) -> bool:
    standing = checked.standing
    if standing.credit_mode != "limit" or standing.net is None:
        return False
    allowed = standing.limit * percent / 100
    return standing.net + checked.amount > allowed + EPSILON


def _over_group(checked: Checked, _threshold: float) -> bool:
    left = checked.standing.group_headroom
    return left is not None and checked.amount > left + EPSILON


def _not_prepaid(checked: Checked, _threshold: float) -> bool:
    standing = checked.standing
    if standing.credit_mode != "cash_only" or standing.cash is None:
        return False
    return standing.cash + checked.amount > EPSILON


def _terms_worse(checked: Checked, days: float) -> bool:
    asked, agreed = checked.term_days, checked.standing.term_days
    return None not in (asked, agreed) and asked > agreed + days


def _beyond(value: Callable[[Checked], float | None]):
    def beyond(checked: Checked, threshold: float) -> bool:
        found = value(checked)
        return found is not None and found > threshold + EPSILON

    return beyond


def _rated_low(checked: Checked, threshold: float) -> bool:
    found = checked.standing.rating
    return found not in (None, NOT_RATED) and position(found) >= threshold


def _signalled(checked: Checked, threshold: float) -> bool:
    found = checked.standing.severity
    return found is not None and SEVERITIES.index(found) >= threshold


#: Code and when it holds beyond a threshold, the gravest first.
CHECKS: Mapping[str, Callable[[Checked, float], bool]] = MappingProxyType(
    {
        "stopped": lambda checked, _threshold: checked.standing.stopped,
        "overdue_days": _beyond(lambda checked: checked.standing.oldest),
        "overdue_amount": _beyond(lambda checked: checked.standing.overdue),
        "not_prepaid": _not_prepaid,
        "over_limit": _over_limit,
        "over_group": _over_group,
        "rated_low": _rated_low,
        "signalled": _signalled,
        "terms_worse": _terms_worse,
        "order_size": _beyond(lambda checked: checked.amount),
    }
)


def reasons(
    standing: Standing,
    amount: float,
    thresholds: Mapping[str, float | None],
    term_days: int | None = None,
) -> list[str]:
    """Return the codes of all reasons to hold an order, none to let it pass.

    :param amount: what the order adds, tax included, in the company's currency; what
        adds nothing (a free order, a return) is never held but by a stop.
    :param thresholds: of every check that is on. ``over_limit`` in percent of the limit,
        ``overdue_days`` and ``terms_worse`` in days, ``rated_low`` and ``signalled`` as
        places in the scale of ratings and in :data:`SEVERITIES`; ``stopped``, ``over_group`` and
        ``not_prepaid`` take any number.
    :param term_days: payment terms of the order, in days.
    :raise ValueError: for a check that there is not, or a number that is not finite.

    >>> limit = {"over_limit": 100}
    >>> reasons(Standing("limit", 1000, net=900), 100, limit)
    []
    >>> reasons(Standing("limit", 1000, net=900), 100.01, limit)
    ['over_limit']
    >>> reasons(Standing("limit", 0, net=0), 1, limit)
    ['over_limit']
    >>> reasons(Standing("cash_only", cash=-500), 500, {"not_prepaid": 0})
    []
    >>> reasons(Standing("cash_only", cash=-499.99), 500, {"not_prepaid": 0})
    ['not_prepaid']
    >>> all_on = {"stopped": 0, "overdue_days": 30, "rated_low": 4, "signalled": 2}
    >>> reasons(Standing("unlimited", stopped=True, oldest=31), 5, all_on)
    ['stopped', 'overdue_days']
    >>> reasons(Standing("unlimited", rating="C", severity="medium"), 5, all_on)
    ['rated_low']
    >>> reasons(Standing("unlimited", group_headroom=99), 100, {"over_group": 0})
    ['over_group']
    >>> reasons(Standing("unlimited", term_days=30), 5, {"terms_worse": 0}, 45)
    ['terms_worse']
    """
    finite(amount, standing.limit, standing.net, standing.cash, standing.overdue)
    finite(standing.oldest, standing.term_days, standing.group_headroom)
    finite(term_days, *thresholds.values())
    if unknown := thresholds.keys() - CHECKS.keys():
        raise ValueError(f"No such check: {sorted(unknown)}")
    checked = Checked(standing, amount, term_days)
    found = [
        code
        for code, holds in CHECKS.items()
        if thresholds.get(code) is not None and holds(checked, thresholds[code])
    ]
    return found if amount > EPSILON else [code for code in found if code == "stopped"]


class Release(NamedTuple):
    """What a person allowed.

    :param amount: the order may be worth so much.
    :param exposure: net exposure when it was released; None when it was unknown. Days
        overdue do not count: they grow by themselves.
    """

    amount: float
    exposure: float | None = None


def is_worse(release: Release, standing: Standing, amount: float) -> bool:
    """Return whether things became worse than when the order was released.

    :param amount: what the order adds now.

    >>> then = Release(1000, exposure=500)
    >>> is_worse(then, Standing("limit", 100, net=500, oldest=40), 1000)
    False
    >>> is_worse(then, Standing("limit", 100, net=500), 1000.01)
    True
    >>> is_worse(then, Standing("limit", 100, net=501), 1000)
    True
    """
    finite(amount, standing.net, release.amount, release.exposure)
    if amount > release.amount + EPSILON or standing.stopped:
        return True
    known = None not in (release.exposure, standing.net)
    return known and standing.net > release.exposure + EPSILON

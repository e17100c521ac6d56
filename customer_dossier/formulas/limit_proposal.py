"""Limit proposal: how much credit to propose, and which method says so.

The lowest of the available methods, then damped. Always a proposal: a person
approves it.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from .rounding import clean, finite, floor_to

#: Multiple of the average month by rating; AAA may go up to 3.0, we propose the lower
#: end (dybbs8.com 3242629: AAA 150-300 %, AA 100, A 80, B 60, C 0).
FACTORS = MappingProxyType({"AAA": 1.5, "AA": 1.0, "A": 0.8, "B": 0.6, "C": 0.0})
#: Share of net worth, and of our own yearly sales, that one customer may be given
#: (bernsteinlaw.com FAQ; highako.com).
NET_WORTH_SHARE = CONCENTRATION_SHARE = 0.10
#: A limit rises by at most this ratio per review, and is rounded down to the step.
MAX_INCREASE, STEP = 0.25, 1000


class Proposal(NamedTuple):
    """A proposed limit.

    :param limit: the lowest of the methods; None when no method is available.
    :param binding: the method it comes from, None likewise.
    :param methods: every available method with its amount.
    """

    limit: float | None
    binding: str | None
    methods: dict[str, float]


def average_month(months: Iterable[float]) -> float | None:
    """Return the mean of the months with shipment, None when there is none.

    Only months with shipment count (dybbs8.com 3242629: 按照实际有发货月份的销售额).

    >>> average_month([120000, 0, 0, 90000, 0, 150000]), average_month([0, 0])
    (120000.0, None)
    """
    sold = list(months)
    finite(*sold)
    shipped = [sales for sales in sold if sales > 0]
    return sum(shipped) / len(shipped) if shipped else None


def sales_limit(
    month: float | None,
    term_months: float | None,
    rating: str,
    factors: Mapping[str, float] = FACTORS,
) -> float | None:
    """Return average month * term in months * factor of the rating.

    :param month: result of :func:`average_month`.
    :param term_months: agreed payment term in months.
    :param rating: a rating without factor (``N``) gives None.

    >>> sales_limit(100000, 1.5, "A"), sales_limit(100000, 3, "C")
    (120000.0, 0.0)
    >>> sales_limit(None, 1, "A") is None, sales_limit(100000, 1, "N") is None
    (True, True)
    """
    factor = factors.get(rating)
    if month is None or term_months is None or factor is None:
        return None
    return clean(month * term_months * factor)


def propose(
    sales: float | None = None,
    working_assets: float | None = None,
    net_worth: float | None = None,
    own_annual_sales: float | None = None,
) -> Proposal:
    """Return the lowest of the methods that are available.

    :param sales: result of :func:`sales_limit`.
    :param working_assets: limit of the working-asset model, fresh statements only.
    :param net_worth: customer's equity, from a fresh statement only.
    :param own_annual_sales: our company's sales of a year.

    >>> propose(240000, 180000, 2500000, 9000000)[:2]
    (180000, 'working_assets')
    >>> propose().limit is None
    True
    """
    amounts = {
        "sales": sales,
        "working_assets": working_assets,
        "net_worth": _share(net_worth, NET_WORTH_SHARE),
        "concentration": _share(own_annual_sales, CONCENTRATION_SHARE),
    }
    finite(*amounts.values())
    methods = {name: amount for name, amount in amounts.items() if amount is not None}
    binding = min(methods, key=methods.get, default=None)
    return Proposal(methods.get(binding), binding, methods)


def _share(amount: float | None, share: float) -> float | None:
    return None if amount is None else max(0.0, clean(amount * share))


def damped(
    current: float,
    computed: float,
    max_increase: float = MAX_INCREASE,
    first_limit_cap: float | None = None,
    step: float = STEP,
) -> float:
    """Return the computed limit as it may be proposed after the current one.

    :param current: limit in force; 0 for a customer without credit so far.
    :param computed: limit from :func:`propose`.
    :param max_increase: greatest rise per review as a ratio; a fall is not damped.
    :param first_limit_cap: greatest first limit, None for no cap.
    :param step: the limit is rounded down to a multiple of it; greater than 0.
    :raise ValueError: when it is not.

    >>> damped(100000, 180500), damped(100000, 61900)
    (125000, 61000)
    >>> damped(0, 50000, first_limit_cap=20000)
    20000
    """
    finite(current, computed, max_increase, first_limit_cap)
    highest = current * (1 + max_increase) if current else first_limit_cap
    return floor_to(computed if highest is None else min(computed, highest), step)


def insured_exposure(
    limit: float, policy: float, percent: float, included: bool
) -> float:
    """Return A + B * C, less B when the exposure holds it already (Dynamics 365).

    :param limit: A, credit limit.
    :param policy: B, insured amount.
    :param percent: C, insured percent.

    >>> insured_exposure(100000, 50000, 50, included=True)
    75000.0
    """
    finite(limit, policy, percent)
    return limit + policy * percent / 100 - (policy if included else 0)


def seasonal_limit(limit: float, uplift: float, in_season: bool) -> float:
    """Return the limit, raised by ``uplift`` percent inside the festival season.

    Up to 50 % either way is usual between seasons (wendang.net 606710).

    >>> seasonal_limit(200000, 50, True), seasonal_limit(200000, 50, False)
    (300000.0, 200000)
    """
    finite(limit, uplift)
    return limit * (1 + uplift / 100) if in_season else limit

"""Standing: where each customer stands among all customers of the company.

One pass gives the class by turnover, the bins of RFM and the shares of sales and
receivable: how much we depend on the customer.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from .abc_classes import abc_classes
from .rfm import bins_for, rank_bins
from .rounding import finite


class Trade(NamedTuple):
    """What one customer brought.

    :param turnover: net sales of twelve months; None for never sold.
    :param orders: orders in twelve months.
    :param last: day of the last order, None without one.
    :param owed: open items, without unallocated credit.
    :param territory: id of the sales territory, None without one.
    """

    turnover: float | None
    orders: int
    last: date | None
    owed: float
    territory: int | None = None


class Standing(NamedTuple):
    """The place of one customer; None is unknown.

    :param abc_class: see :func:`abc_classes`.
    :param recency: 1 (worst) to 5 (3 in a small portfolio): how lately they ordered.
    :param frequency: the same: how often.
    :param monetary: the same: for how much.
    :param sales_share: percent of the company's net sales.
    :param receivable_share: percent of what all customers owe.
    :param territory_share: percent of what the customers of its territory bought.
    """

    abc_class: str | None
    recency: int | None
    frequency: int | None
    monetary: int | None
    sales_share: float | None
    receivable_share: float | None
    territory_share: float | None


def share(part: float | None, whole: float) -> float | None:
    """Return ``part`` in percent of ``whole``; None when there is no whole.

    >>> share(25, 200), share(5, 0), share(None, 200)
    (12.5, None, None)
    """
    finite(part, whole)
    return None if part is None or whole <= 0 else part / whole * 100


def standings(
    trades: Mapping[int, Trade], sales: float, owed: float
) -> dict[int, Standing]:
    """Return where each customer stands.

    :param trades: by record id; who never ordered has no bins.
    :param sales: net sales of the whole company, customers without a record included.
    :param owed: what all customers owe, the same.

    >>> trades = {1: Trade(90, 9, date(2026, 3, 1), 0), 2: Trade(None, 0, None, 0)}
    >>> standings(trades, 100, 0)[1]
    Standing(abc_class='A', recency=1, frequency=1, monetary=1, sales_share=90.0, \
receivable_share=None, territory_share=None)
    >>> standings(trades, 100, 0)[2].recency is None
    True
    """
    classes = abc_classes({key: one.turnover or 0.0 for key, one in trades.items()})
    buyers = {key: one for key, one in trades.items() if one.last}
    bins = bins_for(len(buyers))
    territories: dict[int | None, float] = {}
    for one in trades.values():
        sold = territories.get(one.territory, 0.0)
        territories[one.territory] = sold + max(one.turnover or 0.0, 0.0)
    ranked = [
        dict(zip(buyers, rank_bins(values, bins), strict=True))
        for values in (
            [one.last.toordinal() for one in buyers.values()],
            [one.orders for one in buyers.values()],
            [one.turnover or 0.0 for one in buyers.values()],
        )
    ]
    return {
        key: Standing(
            classes[key],
            *(bins_of.get(key) for bins_of in ranked),
            share(one.turnover, sales),
            share(one.owed, owed),
            share(one.turnover, territories[one.territory] if one.territory else 0.0),
        )
        for key, one in trades.items()
    }

"""Growth: sales of a window against the same window a year before, as rate and class.

Thresholds are product defaults, kept in one table. Reasons for a change are split into
volume and price, which add up exactly.
"""

from collections.abc import Iterable
from typing import NamedTuple

from .bands import Band, find
from .rounding import finite

#: Class by growth rate (a ratio): +30 % is fast growing, -10 % is declining.
RATE_BANDS = (
    Band("fast_growing", lower=0.30),
    Band("growing", lower=0.10),
    Band("stable", lower=-0.10, inclusive=False),
    Band("declining", lower=-0.30, inclusive=False),
    Band("fast_declining"),
)
#: Classes that a rate cannot tell; they are asked first, in this order.
SPECIAL_CLASSES = ("prospect", "new", "lost", "reactivated")
CLASSES = SPECIAL_CLASSES + tuple(band.result for band in RATE_BANDS)
#: A customer is new for one year from the first sale.
NEW_DAYS = 365


def growth_rate(sales: float | None, sales_last_year: float | None) -> float | None:
    """Return (sales - last year) / last year; None without sales last year.

    :param sales: net sales of the window.
    :param sales_last_year: net sales of the same window a year before.
    :return: a ratio: 0.1 is +10 %.

    >>> growth_rate(90, 100), growth_rate(50, 0), growth_rate(None, 100)
    (-0.1, None, None)
    """
    finite(sales, sales_last_year)
    if sales is None or sales_last_year is None or sales_last_year <= 0:
        return None
    return (sales - sales_last_year) / sales_last_year


def growth_class(
    sales: float | None,
    sales_last_year: float | None,
    days_since_first_sale: int | None,
    ever_sold: bool,
    rhythm: str | None = None,
    min_abs: float = 0.0,
) -> str | None:
    """Return one of :data:`CLASSES`, None when the sales are not known.

    :param sales: net sales of the last 12 months.
    :param sales_last_year: net sales of the 12 months before.
    :param days_since_first_sale: age of the business relation in days, None if unknown.
    :param ever_sold: whether anything was ever sold.
    :param rhythm: state of :mod:`rhythm`; ``lost`` makes the customer lost.
    :param min_abs: changes smaller than this amount are ``stable``.

    >>> growth_class(90.01, 100, 900, True), growth_class(90, 100, 900, True)
    ('stable', 'declining')
    >>> growth_class(0, 0, 900, True), growth_class(None, 100, 900, True)
    ('lost', None)
    """
    finite(sales, sales_last_year, days_since_first_sale, min_abs)
    if not ever_sold:
        return "prospect"
    if sales is None or sales_last_year is None:
        return None
    if days_since_first_sale is not None and days_since_first_sale < NEW_DAYS:
        return "new"
    if rhythm == "lost" or sales <= 0:
        return "lost"
    if sales_last_year <= 0:
        return "reactivated"
    if abs(sales - sales_last_year) < min_abs:
        return "stable"
    return find(growth_rate(sales, sales_last_year), RATE_BANDS)


class ProductChange(NamedTuple):
    """One product: quantity and average price of last year (1) and of this year (0)."""

    q1: float
    p1: float
    q0: float
    p0: float


class Effects(NamedTuple):
    """Why sales changed: ``delta`` = ``volume`` + ``price``, in currency."""

    delta: float
    volume: float
    price: float


def effects(products: Iterable[ProductChange]) -> Effects:
    """Return the change of sales split into volume (q0-q1)*p1 and price (p0-p1)*q0.

    >>> effects([ProductChange(100, 10, 80, 12), ProductChange(50, 20, 70, 20)])
    Effects(delta=360, volume=200, price=160)
    """
    products = list(products)
    finite(*(number for product in products for number in product))
    return Effects(
        sum(p.q0 * p.p0 - p.q1 * p.p1 for p in products),
        sum((p.q0 - p.q1) * p.p1 for p in products),
        sum((p.p0 - p.p1) * p.q0 for p in products),
    )

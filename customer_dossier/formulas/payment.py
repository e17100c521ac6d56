"""Payment behaviour: how late a customer pays, and one index from 1 to 100 for it.

Days are weighted by amount, so that ten small invoices paid in time cannot hide a large
late one, and open overdue items are in them: paid invoices alone make the customer who
stopped paying look perfect (survivor bias).

The index has the shape of D&B's PAYDEX (their mark, built on many suppliers' data; ours
sees our own ledger only). Knots: docs.dnb.com PAYDEX table and the value chart of
dandb.com. The tail beyond 120 days (published only as "0-19 = over 120") is our choice:
linear to 1 at 180 days.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from .bands import Band, find
from .promises import Promise, broken_ratios, promise_state
from .rounding import clean, finite

__all__ = [
    "Promise",
    "broken_ratios",
    "days_beyond_terms_by_bucket",
    "days_for_index",
    "payment_index",
    "promise_state",
    "risk_band",
    "weighted_days_late",
]

#: (days beyond terms, index); negative days are early payment.
KNOTS = (
    (-30, 100),
    (-20, 90),
    (0, 80),
    (15, 70),
    (22, 60),
    (30, 50),
    (60, 40),
    (90, 30),
    (120, 20),
    (180, 1),
)
_KNOTS_BY_INDEX = tuple((index, days) for days, index in reversed(KNOTS))
#: Risk of late payment by index, as D&B prints it.
RISK_BANDS = (Band("low", lower=80), Band("medium", lower=50), Band("high"))
#: Mid-points in days of the overdue columns 1-30, 31-60, 61-90 and over 90
#: (bci2experian.com, "Understanding DBT").
BUCKET_MIDPOINTS = (15, 45, 75, 105)


def _interpolate(x: float, knots: Sequence[tuple[float, float]]) -> float:
    """Return y at ``x`` on the line through ``knots`` (x rising), clamped."""
    x = clean(x)
    position = bisect_right(knots, x, key=lambda knot: knot[0])
    if position == 0:
        return float(knots[0][1])
    if position == len(knots):
        return float(knots[-1][1])
    (x0, y0), (x1, y1) = knots[position - 1], knots[position]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def payment_index(days: float | None) -> float | None:
    """Return the payment index for days beyond terms.

    :param days: result of :func:`weighted_days_late` with the open overdue items;
        negative is early.
    :return: 1.0 (worst) to 100.0 (30 days early or more); None when nothing is known.

    >>> payment_index(0), payment_index(18.5), payment_index(400), payment_index(-45)
    (80.0, 65.0, 1.0, 100.0)
    >>> payment_index(None) is None
    True
    """
    return None if days is None else _interpolate(days, KNOTS)


def days_for_index(index: float | None) -> float | None:
    """Return the days beyond terms that give ``index``: the chart read backwards.

    >>> days_for_index(80), days_for_index(45), days_for_index(0)
    (0.0, 45.0, 180.0)
    """
    return None if index is None else _interpolate(index, _KNOTS_BY_INDEX)


def risk_band(index: float | None) -> str | None:
    """Return the risk of late payment: low from 80, medium from 50, else high.

    >>> risk_band(80), risk_band(79.9), risk_band(49.9), risk_band(None)
    ('low', 'medium', 'high', None)
    """
    return find(index, RISK_BANDS)


def weighted_days_late(
    paid: Iterable[tuple[float, float]],
    open_overdue: Iterable[tuple[float, float]] = (),
    early_is_zero: bool = False,
) -> float | None:
    """Return the amount-weighted days late; with open items: the days beyond terms.

    :param paid: pairs of amount and days late (payment date less due date, negative =
        early) of what was settled in cash, without credit notes and write-offs.
    :param open_overdue: pairs of residual and days overdue of undisputed open items.
    :param early_is_zero: count early payment as in time (Experian).
    :return: days; None when nothing was paid and nothing is overdue.

    >>> weighted_days_late([(1000, 0)]), weighted_days_late([(1000, 0)], [(99000, 80)])
    (0.0, 79.2)
    >>> weighted_days_late([]) is None
    True
    """
    items = [*paid, *open_overdue]
    total = sum(amount for amount, _days in items)
    finite(total)
    if total <= 0:
        return None
    floor = 0 if early_is_zero else float("-inf")
    return clean(sum(amount * max(days, floor) for amount, days in items) / total)


def days_beyond_terms_by_bucket(total: float, overdue: Iterable[float]) -> float | None:
    """Return days beyond terms estimated from ageing columns (bci2experian.com).

    :param total: whole open balance, not due included.
    :param overdue: amounts 1-30, 31-60, 61-90 and over 90 days overdue.
    :return: days; None without a balance, or with one in the customer's favour.

    >>> days_beyond_terms_by_bucket(100000, [20000, 10000, 5000, 5000])
    16.5
    """
    finite(total)
    if total <= 0:
        return None
    pairs = zip(overdue, BUCKET_MIDPOINTS, strict=True)
    return clean(sum(amount * days for amount, days in pairs) / total)

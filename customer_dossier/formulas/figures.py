"""From sums over the ledger to the figures of one customer.

The one place where the formulas are put together: the stored figures, the historic ones
and the tests' slow computation all come through here or must agree with it.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from .ageing import BUCKETS
from .anomaly import newest_order_score
from .dso import dso_countback
from .festival import comparison_windows, within
from .growth import growth_class, growth_rate
from .payment import payment_index, weighted_days_late
from .period import Period
from .rhythm import Rhythm, order_gaps, rhythm
from .sums import OpenSums, OrderDays, PaymentSums, SalesSums

#: Payment behaviour is unknown below so many settled instalments and days of history.
MIN_SETTLED, MIN_HISTORY_DAYS = 3, 90
#: Names of the figures that hold the columns of the ageing.
AGEING_FIELDS = ("not_due", *(f"overdue_{bucket.key}" for bucket in BUCKETS[1:]))
#: A season's silence is looked for in windows of at most so many days.
MAX_SILENCE = 90


def ageing_figures(sums: OpenSums) -> dict:
    """Return what is owed, by age."""
    return {
        "receivable": sums.owed + sums.credit,
        "overdue": sum(sums.columns[1:]),
        "overdue_disputed": sum(sums.columns[1:]) - sums.late,
        "overdue_undisputed_30": sums.late_30,
        "oldest_overdue_days": sums.oldest,
        "arrears": sums.late_days,
        "unallocated_credit": -sums.credit or 0.0,
        **dict(zip(AGEING_FIELDS, sums.columns, strict=True)),
    }


def sales_figures(sales: SalesSums | None, orders: OrderDays | None, period: Period):
    """Return turnover, growth, season and orders; unknown where nothing was ever sold."""
    pace = order_rhythm(orders, period)
    turnover, prior = (sales.turnover, sales.prior) if sales else (0.0, 0.0)
    age = (period.as_of - orders.first).days if orders else None
    rate = growth_rate(turnover, prior)
    ever = sales is not None
    return {
        "turnover": turnover if ever else None,
        "turnover_prior": prior if ever else None,
        "season_turnover": sales.season if ever else None,
        "season_turnover_prior": sales.season_prior if ever else None,
        "growth": None if rate is None else rate * 100,
        "growth_class": growth_class(turnover, prior, age, bool(orders), pace.state),
        "order_count": orders.count if orders else 0,
        "first_order_date": orders.first if orders else None,
        "last_order_date": _day(period, orders.ages[0]) if orders else None,
        "last_order_amount": orders.amounts[0] if orders else None,
        "order_anomaly": _order_score(orders, period) if orders else None,
        "rhythm": pace.state,
        "rhythm_ratio": pace.ratio,
    }


def payment_figures(
    open_sums: OpenSums, paid: PaymentSums, orders: OrderDays | None, period: Period
) -> dict:
    """Return days beyond terms and the payment index; unknown with too little to see."""
    history = (period.as_of - orders.first).days if orders else 0
    days = None
    if paid.lines >= MIN_SETTLED or history >= MIN_HISTORY_DAYS:
        days = weighted_days_late(
            _pair(paid.cash, paid.cash_days), _pair(open_sums.late, open_sums.late_days)
        )
    return {
        "days_beyond_terms": days,
        "payment_index": payment_index(days),
        **_payment_trend(paid),
    }


def dso_figures(open_sums: OpenSums, sales: SalesSums | None, period: Period) -> dict:
    """Return the DSO by count-back, and what it would be if nothing were overdue.

    Unknown when nothing was sold, and when the sales of two years run out before the
    receivable does: "more than that" is not a number of days.
    """
    receivable = open_sums.owed + open_sums.credit
    overdue = sum(open_sums.columns[1:])
    months = list(zip(sales.months, period.month_days(), strict=True)) if sales else []
    return {
        "dso": _count_back(receivable, months),
        "best_possible_dso": _count_back(receivable - overdue, months),
    }


def order_rhythm(orders: OrderDays | None, period: Period) -> Rhythm:
    """Return the customer's rhythm; a silence like last year's season is not held
    against a customer who is late.
    """
    if not orders:
        return rhythm([], None)
    ages = orders.ages
    gaps = order_gaps([_day(period, age) for age in ages[:13]])
    pace = rhythm(gaps, ages[0])
    if pace.state in ("at_risk", "lost"):
        return rhythm(gaps, ages[0], festival_silence(ages, period))
    return pace


def festival_silence(ages: Sequence[int], period: Period) -> int | None:
    """Return the longest gap a year before that falls into the same days of the season.

    :param ages: order days as days before the as-of day, the newest first.
    :return: days; None outside a season or without orders then.
    """
    window = min(ages[0], MAX_SILENCE)
    season = comparison_windows(period.as_of, window, period.festivals)
    if season.festival is None:
        return None
    shift = (season.now.start - season.then.start).days
    return max(
        (
            older - newer
            for newer, older in pairwise(ages)
            if newer < ages[0] + shift and older > shift
        ),
        default=None,
    )


def _payment_trend(paid: PaymentSums) -> dict:
    """How late money came in of late, and in the nine months before that."""
    before = paid.cash - paid.recent, paid.cash_days - paid.recent_days
    return {
        "late_days_recent": weighted_days_late(_pair(paid.recent, paid.recent_days)),
        "late_days_before": weighted_days_late(_pair(*before)),
    }


def _order_score(orders: OrderDays, period: Period) -> float | None:
    """The newest order against those of the same season: festivals among themselves."""
    seasons = (within(_day(period, age), period.seasons) for age in orders.ages)
    newest = within(_day(period, orders.ages[0]), period.seasons)
    return newest_order_score(
        amount
        for amount, season in zip(orders.amounts, seasons, strict=True)
        if season == newest
    )


def _day(period: Period, age: int):
    return period.as_of - timedelta(days=age)


def _pair(amount: float, amount_days: float) -> list[tuple[float, float]]:
    """One item standing for many: the same weight and the same mean."""
    return [(amount, amount_days / amount)] if amount else []


def _count_back(receivable: float, months: Sequence[tuple[float, int]]) -> float | None:
    if not any(sales > 0 for sales, _days in months):
        return None
    counted = dso_countback(receivable, months)
    return None if counted.exhausted else counted.dso

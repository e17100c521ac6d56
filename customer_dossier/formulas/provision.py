"""Provision: expected loss of receivables by age (IFRS 9 simplified, ASBE 22).

Allowance = gross * rate per bucket. Rates are entered, or come from own history:
from a closed sales cohort, or from how balances migrate from bucket to bucket
(迁徙率). Write-offs are not collections: they migrate like what was not paid
(auditors' notice of the Beijing Institute of CPAs 2020 no. 3).
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from .rounding import clean, finite, half_up

Rates = list[float | None]


class Allowance(NamedTuple):
    """Allowance by bucket, its total and the gross total, in currency."""

    buckets: list[float]
    total: float
    gross_total: float


def allowance(
    gross: Sequence[float],
    rates: Sequence[float],
    digits: int = 2,
    forward_looking: float = 1.0,
) -> Allowance:
    """Return the provision matrix (IFRS 9 Illustrative Example 12).

    :param gross: gross receivable by bucket.
    :param rates: loss rate by bucket as a ratio (0.003 is 0.3 %).
    :param digits: decimals of the currency; each bucket is rounded half up, the total
        is the sum of what is printed.
    :param forward_looking: factor on the rates, which stay at most 1; never negative.
    :raise ValueError: when gross and rates differ in length, a rate is not in 0..1 or
        the factor is negative.

    A negative bucket, what customers have to get, is no loss and lowers none.

    >>> allowance([15000000, 7500000], [0.003, 0.016])
    Allowance(buckets=[45000.0, 120000.0], total=165000.0, gross_total=22500000)
    >>> allowance([-100, 50], [0.5, 0.5]).buckets
    [0.0, 25.0]
    """
    if any(not 0 <= rate <= 1 for rate in rates):
        raise ValueError("A loss rate lies between 0 and 1.")
    finite(forward_looking, *gross)
    if forward_looking < 0:
        raise ValueError("A factor on loss rates cannot be negative.")
    buckets = [
        half_up(max(0.0, amount) * min(1.0, rate * forward_looking), digits)
        for amount, rate in zip(gross, rates, strict=True)
    ]
    return Allowance(buckets, half_up(sum(buckets), digits), sum(gross))


class CohortRates(NamedTuple):
    """Balance that reached each bucket, what was never paid, and its share of each."""

    outstanding: list[float]
    unpaid: float
    loss_rates: Rates


def loss_rates_from_cohort(sales: float, paid: Sequence[float]) -> CohortRates:
    """Return loss rates from one closed cohort of sales (finlearnhub.com).

    :param sales: credit sales of the cohort.
    :param paid: what was paid in each bucket, from in time to the last.
    :return: rate of a bucket = finally unpaid / balance that reached it; None where
        nothing reached it.

    >>> loss_rates_from_cohort(1000, [900, 50])
    CohortRates(outstanding=[1000, 100], unpaid=50, loss_rates=[0.05, 0.5])
    """
    left = list(
        accumulate(paid, lambda rest, part: clean(rest - part), initial=clean(sales))
    )
    outstanding, unpaid = left[:-1], left[-1]
    rates = [
        clean(unpaid / balance) if balance > 0 else None for balance in outstanding
    ]
    return CohortRates(outstanding, unpaid, rates)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _refuse_nonsense(tables: Sequence[Sequence[float]]) -> None:
    for table in tables:
        finite(*table)


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _no_losses(tables):
    return [[0.0] * len(tables[0])] * (len(tables) - 1)


def roll_rates(
    tables: Sequence[Sequence[float]],
    written_off: Sequence[Sequence[float]] | None = None,
) -> Rates:
    """Return the mean share of each bucket that rolls into the next within one period.

    The last bucket holds what rolled in during the period, not a stock.

    :param tables: balances by bucket at successive dates, oldest first.
    :param written_off: for each period, what was written off of each old bucket; it
        counts as rolled.
    :return: one rate per bucket but the last; None where no balance ever stood.

    >>> roll_rates([[800, 300], [820, 320]]), roll_rates([[800, 0], [0, 300]], [[20, 0]])
    ([0.4], [0.4])
    """
    _refuse_nonsense([*tables, *(written_off or ())])
    losses = written_off or _no_losses(tables)
    steps = list(zip(pairwise(tables), losses, strict=True))
    return [
        _mean([_ratio(new[k + 1] + lost[k], old[k]) for (old, new), lost in steps])
        for k in range(len(tables[0]) - 1)
    ]


def migration_rates(
    tables: Sequence[Sequence[float]],
    written_off: Sequence[Sequence[float]] | None = None,
) -> Rates:
    """Return the mean migration rates (迁徙率) of year-end tables by account age.

    As :func:`roll_rates`, but the last bucket is a stock: its own old balance stays in
    it, so rate of the last step = new last / (old last but one + old last).

    :param tables: balances by bucket at successive year ends, oldest first.
    :param written_off: for each period, what was written off of each old bucket; it
        counts as migrated.

    >>> migration_rates([[1000000, 0], [0, 600000]])
    [0.6]
    >>> migration_rates([[1000, 0], [0, 500]], [[100, 0]])
    [0.6]
    """
    _refuse_nonsense([*tables, *(written_off or ())])
    last = len(tables[0]) - 1
    losses = written_off or _no_losses(tables)
    steps = list(zip(pairwise(tables), losses, strict=True))
    rates = []
    for k in range(last):
        stock = slice(k, k + 1) if k < last - 1 else slice(k, None)
        moved = [new[k + 1] + sum(lost[stock]) for (_old, new), lost in steps]
        stood = [sum(old[stock]) for (old, _new), _lost in steps]
        rates.append(_mean([_ratio(m, s) for m, s in zip(moved, stood, strict=True)]))
    return rates


def loss_rates(rates: Sequence[float | None], last: float = 1.0) -> Rates:
    """Return the loss rate of each bucket: the product of its rate and all later ones.

    :param rates: result of :func:`roll_rates` or :func:`migration_rates`.
    :param last: loss rate of the oldest bucket.
    :return: one rate more than given; None where a needed rate is unknown.

    >>> loss_rates([0.5, 0.4]), loss_rates([0.5, None])
    ([0.2, 0.4, 1.0], [None, None, 1.0])
    """
    finite(last, *rates)
    chain: Rates = [last]
    for rate in reversed(rates):
        known = rate is not None and chain[0] is not None
        chain.insert(0, rate * chain[0] if known else None)
    return chain


def allowance_movement(required: float, existing: float) -> float:
    """Return what to charge (positive) or to release (negative).

    >>> allowance_movement(300000, 120000), allowance_movement(250000, 300000)
    (180000, -50000)
    """
    finite(required, existing)
    return required - existing

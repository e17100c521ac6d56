"""Promises to pay: kept, kept in part, or broken (rule of SAP FDM_P2P_JUDGE)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from .rounding import EPSILON, finite

#: Days of grace after the promised date before a promise is judged.
TOLERANCE_DAYS = 3


class Promise(NamedTuple):
    """A promise to pay.

    :param amount: promised amount.
    :param promised: promised date.
    :param paid: pairs of date and amount of what came in for it.
    """

    amount: float
    promised: date
    paid: Sequence[tuple[date, float]] = ()

    def paid_in_time(self, tolerance_days: int = TOLERANCE_DAYS) -> float:
        """Return what came in within the grace: 0 to the promised amount."""
        deadline = self.promised + timedelta(days=tolerance_days)
        paid = sum(part for day, part in self.paid if day <= deadline)
        finite(self.amount, paid)
        return max(0.0, min(self.amount, paid))


def promise_state(
    promise: Promise, as_of: date, tolerance_days: int = TOLERANCE_DAYS
) -> str:
    """Return ``open``, ``kept``, ``partially_kept`` or ``broken``.

    :param as_of: day of judgement; money after the tolerance does not count.
    :return: ``open`` while the tolerance still runs and not all is paid.

    >>> promise = Promise(1000, date(2025, 3, 10), [(date(2025, 3, 9), 400)])
    >>> [promise_state(promise, date(2025, 3, day)) for day in (13, 14)]
    ['open', 'partially_kept']
    """
    paid = promise.paid_in_time(tolerance_days)
    if paid >= promise.amount - EPSILON:
        return "kept"
    if as_of <= promise.promised + timedelta(days=tolerance_days):
        return "open"
    return "partially_kept" if paid > EPSILON else "broken"


class BrokenRatios(NamedTuple):
    """Share of broken promises, 0 to 1; None when no promise has matured.

    :param by_count: broken promises / matured promises.
    :param by_amount: unpaid part of matured promises / promised amount.
    """

    by_count: float | None
    by_amount: float | None


def broken_ratios(
    promises: Iterable[Promise], as_of: date, tolerance_days: int = TOLERANCE_DAYS
) -> BrokenRatios:
    """Return how many and how much of the matured promises were not kept.

    >>> broken_ratios([], date(2025, 3, 20))
    BrokenRatios(by_count=None, by_amount=None)
    >>> promises = [Promise(1000, date(2025, 3, 1)), Promise(3000, date(2025, 4, 1))]
    >>> broken_ratios(promises, date(2025, 3, 20))
    BrokenRatios(by_count=1.0, by_amount=1.0)
    """
    states = [(p, promise_state(p, as_of, tolerance_days)) for p in promises]
    matured = [(p, state) for p, state in states if state != "open"]
    promised = sum(p.amount for p, _state in matured)
    if not promised:
        return BrokenRatios(None, None)
    broken = sum(state == "broken" for _p, state in matured)
    paid = sum(p.paid_in_time(tolerance_days) for p, _state in matured)
    return BrokenRatios(broken / len(matured), (promised - paid) / promised)


def fulfil(
    promises: Sequence[tuple[date, date, float]],
    receipts: Iterable[tuple[date, float]],
    tolerance_days: int = TOLERANCE_DAYS,
) -> list[Promise]:
    """Return each promise with the money that came in for it.

    Money counts once, for the promise due first; what bounced is taken off the money
    that came in before it.

    :param promises: ``(made, promised date, amount)``, in any order.
    :param receipts: ``(day, amount)`` of all the customer's money, bounced negative.

    >>> made, due = date(2025, 3, 1), date(2025, 3, 10)
    >>> paid = [(date(2025, 3, 9), 700), (date(2025, 3, 10), -200)]
    >>> [one.paid for one in fulfil([(made, due, 300), (made, due, 300)], paid)]
    [[(datetime.date(2025, 3, 9), 300)], [(datetime.date(2025, 3, 9), 200)]]
    """
    receipts = list(receipts)
    finite(*(amount for *_days, amount in promises), *(part for _day, part in receipts))
    left = _standing(receipts)
    result: dict[int, Promise] = {}
    order = sorted(range(len(promises)), key=lambda place: promises[place][1])
    for place in order:
        made, due, amount = promises[place]
        last, paid, missing = due + timedelta(days=tolerance_days), [], amount
        for coin in left:
            day, rest = coin
            part = min(rest, missing)
            if made <= day <= last and part > EPSILON:
                paid.append((day, part))
                coin[1] -= part
                missing -= part
        result[place] = Promise(amount, due, paid)
    return [result[place] for place in range(len(promises))]


def _standing(receipts: Iterable[tuple[date, float]]) -> list[list]:
    """Money by day, less what was taken back later, the newest money first."""
    standing: list[list] = []
    for day, amount in sorted(receipts):
        if amount > 0:
            standing.append([day, amount])
            continue
        back = -amount
        for coin in reversed(standing):
            part = min(coin[1], back)
            coin[1] -= part
            back -= part
    return standing

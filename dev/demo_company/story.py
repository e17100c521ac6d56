"""From a dealer's part to its orders: plain Python, the same on every run."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

HISTORY = 1095
YEAR = 365
# An order is delivered, then drafted, then invoiced: the age at which each begins.
DELIVERED, DRAFTED, INVOICED = 3, 5, 7
INVOICE_LAG = 3
# No invoice so near to the end of a year that tomorrow would tell another story.
QUIET_DAYS = 5


class PlannedOrder(NamedTuple):
    """An order to be placed.

    :param stage: how far it got by now: ordered, delivered, drafted or invoiced.
    :param amount: untaxed, in the company's currency.
    :param season: the festival it stocks up for, if any.
    """

    dealer: str
    day: date
    stage: str
    amount: float
    season: str | None

    @property
    def invoice_day(self):
        return self.day + timedelta(days=INVOICE_LAG)


def orders(dealer, today, seasons):
    """The planned orders of a dealer, oldest first.

    Turnover is spread over each of the three years by season, so that it meets the
    part's figures exactly whatever day today is.
    """
    random = Random(dealer.key)
    planned = []
    days = _days(dealer, today, seasons, random)
    weights = [seasons.weight(day) * random.uniform(0.92, 1.08) for day in days]
    totals = {}
    for day, weight in zip(days, weights, strict=True):
        if _stage(day, today) == "invoiced":
            year = _year(day, today)
            totals[year] = totals.get(year, 0) + weight
    for day, weight in zip(days, weights, strict=True):
        year = _year(day, today)
        if dealer.sales[year]:
            amount = dealer.sales[year] * 10_000 * weight / totals.get(year, weight)
            planned.append(
                PlannedOrder(
                    dealer.key, day, _stage(day, today), amount, seasons.peak(day)
                )
            )
    return planned


def pay_day(dealer, due, invoice_day, today, random):
    """The day on which a part of an invoice is paid, None if that has not happened."""
    late = dealer.late[min((today - invoice_day).days // YEAR, 2)]
    day = due + timedelta(days=late + random.randint(-2, 0))
    if day > today or (dealer.stop_paying and (today - day).days < dealer.stop_paying):
        return None
    return max(day, invoice_day)


def _days(dealer, today, seasons, random):
    if dealer.festival:
        days = seasons.stocking_days(today - timedelta(days=HISTORY), today)
    else:
        days = _regular_days(dealer, today, seasons, random)
    return sorted(
        day
        for day in {_clear(day, today) for day in days}
        if any(newest <= (today - day).days < oldest for oldest, newest in dealer.spans)
    )


def _clear(day, today):
    """The day itself, or one a few days earlier where a year of invoices ends."""
    for years in (1, 2):
        beyond = (today - day).days - INVOICE_LAG - years * YEAR
        if abs(beyond) <= QUIET_DAYS:
            return day - timedelta(days=QUIET_DAYS + 1 - beyond)
    return day


def _regular_days(dealer, today, seasons, random):
    """Evenly spaced days of one festival year, repeated along the festivals."""
    length = (today - seasons.a_year_before(today)).days
    count = max(1, round(length / dealer.gap))
    step = length / count
    cycle = [
        today
        - timedelta(
            days=round(
                dealer.phase + step * n + (n and random.uniform(-0.1, 0.1) * step)
            )
        )
        for n in range(count)
    ]
    days = set()
    for years_back in range(4):
        # Long ago is told in fewer, larger orders: nothing looks at their rhythm.
        days.update(cycle if years_back < 2 else cycle[::2])
        cycle = [seasons.a_year_before(day) for day in cycle]
    return days


def _year(day, today):
    return min(max((today - day).days - INVOICE_LAG, 0) // YEAR, 2)


def _stage(day, today):
    age = (today - day).days
    if age >= INVOICED:
        return "invoiced"
    if age >= DRAFTED:
        return "drafted"
    return "delivered" if age >= DELIVERED else "ordered"

"""Two years of trade by calendar month, laid side by side: this year and the one before."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .rounding import finite

#: Months of a chart; the same months a year before stand beside them.
SHOWN = 12


class Trade(NamedTuple):
    """What one month brought. Sales are net: returns are in them already."""

    sales: float = 0.0
    returned: float = 0.0
    received: float = 0.0


def months_until(day: date, count: int) -> list[date]:
    """Return the first days of so many months, the last being the month of ``day``.

    >>> [str(month) for month in months_until(date(2026, 2, 17), 3)]
    ['2025-12-01', '2026-01-01', '2026-02-01']
    """
    last = day.year * 12 + day.month - 1
    steps = range(last - count + 1, last + 1)
    return [date(step // 12, step % 12 + 1, 1) for step in steps]


def lay_out(rows: Iterable[tuple], until: date) -> list[tuple[date, Trade, Trade]]:
    """Return each of the last twelve months with its trade and the prior year's.

    :param rows: ``(first day of the month, sales, returned, received)``, in any order,
        more than one a month allowed; other months are left out.
    :param until: a day of the last month.

    >>> rows = [(date(2026, 2, 1), 90, 10, 0), (date(2025, 2, 1), 70, 0, 50)]
    >>> month, now, then = lay_out(rows, date(2026, 2, 17))[-1]
    >>> str(month), now.sales, now.returned, then.sales, then.received
    ('2026-02-01', 90.0, 10.0, 70.0, 50.0)
    >>> lay_out([], date(2026, 2, 17))[0][1].sales
    0.0
    """
    months = months_until(until, 2 * SHOWN)
    found = dict.fromkeys(months, Trade())
    for month, *amounts in rows:
        if month in found:
            known = found[month]
            finite(*amounts)
            sums = (old + float(new) for old, new in zip(known, amounts, strict=True))
            found[month] = Trade(*sums)
    return [
        (now, found[now], found[then])
        for then, now in zip(months[:SHOWN], months[SHOWN:], strict=True)
    ]


def shares(amounts: Iterable[tuple], count: int) -> tuple[list[tuple], float]:
    """Return the largest amounts with their share in percent, and what the rest is.

    Shares are of the whole; where that is not positive they are None.

    :param amounts: ``(key, amount)``.
    :param count: how many to name.

    >>> shares([("a", 60), ("b", 30), ("c", 10)], 2)
    ([('a', 60, 60.0), ('b', 30, 30.0)], 10)
    >>> shares([("a", -5)], 2)
    ([('a', -5, None)], 0)
    """
    ranked = sorted(amounts, key=lambda pair: -pair[1])
    finite(*(amount for _key, amount in ranked))
    total = sum(amount for _key, amount in ranked)
    top = [
        (key, amount, round(100 * amount / total, 1) if total > 0 else None)
        for key, amount in ranked[:count]
    ]
    return top, sum(amount for _key, amount in ranked[count:])

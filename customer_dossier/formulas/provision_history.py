"""Loss rates out of own history, for whatever buckets a provision matrix has.

History is looked at in even steps, months of 30 days past due or years of age, because
a balance moves on by just one such bucket from one table to the next. A bucket of the
matrix that spans several steps gets the mean of their rates.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import chain

from dateutil.relativedelta import relativedelta

from .provision import Rates, loss_rates, migration_rates, roll_rates
from .rounding import finite, half_up

Tables = Sequence[Sequence[float]]
#: Basis: the width of one step, and how many tables back history goes.
STEP = {"due": 30, "age": 12}
TABLES = {"due": 13, "age": 4}
DIGITS = 6


def _lead(basis):
    """Days past due begin with one bucket that has no width: what is not due."""
    return [0, 1] if basis == "due" else [0]


def misfit(basis: str, bounds: Sequence[int]) -> int | None:
    """Return the first bound from which no even steps lead on.

    >>> misfit("due", [0, 1, 31, 91]), misfit("age", [0, 12, 30])
    (None, 30)
    """
    lead = _lead(basis)
    for position, bound in enumerate(bounds):
        if position < len(lead):
            if bound != lead[position]:
                return bound
        elif (bound - lead[-1]) % STEP[basis]:
            return bound
    return None


def fine_bounds(basis: str, bounds: Sequence[int]) -> list[int]:
    """Return the bounds of the tables that history needs.

    By days past due there is one more at the end: what is older has rolled in before.

    >>> fine_bounds("due", [0, 1, 61]), fine_bounds("age", [0, 24])
    ([0, 1, 31, 61, 91], [0, 12, 24])
    """
    lead, step = _lead(basis), STEP[basis]
    more = step + 1 if basis == "due" else 1
    return lead + [*range(lead[-1] + step, bounds[-1] + more, step)]


def table_days(basis: str, last: date) -> list[date]:
    """Return the days of the tables, the oldest first.

    :param last: the last month end (``due``) or year end (``age``) that counts.

    >>> table_days("age", date(2025, 12, 31))[0], table_days("due", date(2025, 2, 28))[-2]
    (datetime.date(2022, 12, 31), datetime.date(2025, 1, 31))
    """
    months = 1 if basis == "due" else 12
    after = last + timedelta(days=1)
    return [
        after - relativedelta(months=months * back) - timedelta(days=1)
        for back in range(TABLES[basis] - 1, -1, -1)
    ]


def pool(histories: Iterable[tuple[Tables, Tables]]) -> tuple[Tables, Tables]:
    """Return the tables and the losses of several segments, added up cell by cell.

    >>> pool([([[1, 2]], [[3, 4]]), ([[10, 20]], [[30, 40]])])
    ([[11, 22]], [[33, 44]])
    """
    tables, losses = (
        [
            [sum(cells) for cells in zip(*rows, strict=True)]
            for rows in zip(*parts, strict=True)
        ]
        for parts in zip(*histories, strict=True)
    )
    return tables, losses


def history_rates(
    basis: str,
    bounds: Sequence[int],
    tables: Tables,
    written_off: Tables,
    last: float,
) -> Rates:
    """Return the loss rate of each bucket of the matrix.

    :param bounds: lower bounds of the matrix, without :func:`misfit`.
    :param tables: balances by :func:`fine_bounds` at :func:`table_days`.
    :param written_off: for each period, what was written off of each old fine bucket.
    :param last: the loss rate of the oldest bucket, which history cannot tell.
    :return: rates rounded to 6 digits, None where history says nothing.

    >>> history_rates("age", [0, 12], [[1000, 0], [0, 600]], [[0, 0]], 1.0)
    [0.6, 1.0]
    >>> history_rates("age", [0, 12], [[0, 0], [0, 0]], [[0, 0]], 1.0)
    [None, 1.0]
    >>> months = [[800, 300, 9, 9], [820, 320, 150, 9]]
    >>> history_rates("due", [0, 1, 31], months, [[0, 0, 0, 0]], 1.0)
    [0.2, 0.5, 1.0]
    """
    finite(*chain.from_iterable([*tables, *written_off]))
    if basis == "due":
        # What was beyond the last bucket's first step has rolled in long before.
        rolled, lost = ([row[:-1] for row in rows] for rows in (tables, written_off))
        steps = loss_rates(roll_rates(rolled, lost), last)
    else:
        steps = loss_rates(migration_rates(tables, written_off), last)
    fine = fine_bounds(basis, bounds)[: len(steps)]
    ends = [*bounds[1:], None]
    return [
        _mean_rate(
            [
                rate
                for start, rate in zip(fine, steps, strict=True)
                if start >= first and (end is None or start < end)
            ]
        )
        for first, end in zip(bounds, ends, strict=True)
    ]


def _mean_rate(rates):
    if not rates or None in rates:
        return None
    return half_up(min(1.0, sum(rates) / len(rates)), DIGITS)

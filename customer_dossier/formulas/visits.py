"""When to visit a customer: by a cadence, or on a day that a lot decides.

An inspection that is known beforehand finds what it is meant to find. So the day comes
from a seed that nobody reads before that day, and every working day of the window is as
likely as any other. The next window begins on the day after a visit: being visited makes
nobody safe.
"""

from datetime import date, timedelta
from hashlib import sha256

SATURDAY = 5


def workdays(first: date, last: date) -> list[date]:
    """Return the days from Monday to Friday from ``first`` to ``last``, both included.

    Where there is none, every day: a window of a weekend still has a visit.

    :raises ValueError: the window ends before it begins

    >>> [day.day for day in workdays(date(2026, 3, 5), date(2026, 3, 9))]
    [5, 6, 9]
    >>> [day.day for day in workdays(date(2026, 3, 7), date(2026, 3, 8))]
    [7, 8]
    """
    if last < first:
        raise ValueError("a window ends on or after its first day")
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in every if day.weekday() < SATURDAY] or every


def draw(seed: str, first: date, last: date) -> date:
    """Return the day that a seed draws from a window: always the same one.

    :param seed: whoever knows it knows the day, so it is kept secret until then
    :raises ValueError: no seed, or the window ends before it begins

    >>> window = date(2026, 3, 2), date(2026, 3, 31)
    >>> str(draw("4f1c", *window)), str(draw("4f1d", *window))
    ('2026-03-05', '2026-03-27')
    >>> draw("", *window)
    Traceback (most recent call last):
    ValueError: a lot needs a seed
    """
    if not seed:
        raise ValueError("a lot needs a seed")
    days = workdays(first, last)
    number = int.from_bytes(sha256(f"{seed} {first} {last}".encode()).digest(), "big")
    # 256 bits over so few days: none is likelier than another by more than 2 ** -240.
    return days[number % len(days)]


def window(every: int, after: date) -> tuple[date, date]:
    """Return the first and last day of a lot that comes every so many days on average.

    :param every: days between two visits, on average; one or more
    :param after: the day after which it begins
    :raises ValueError: ``every`` is not a whole number of one or more

    >>> [str(day) for day in window(30, date(2026, 3, 1))]
    ['2026-03-02', '2026-04-29']
    """
    if not every >= 1 or every % 1 != 0:
        raise ValueError("the days between two visits are a whole number from one on")
    return after + timedelta(days=1), after + timedelta(days=2 * int(every) - 1)


def next_workday(day: date) -> date:
    """Return the first day from Monday to Friday that is not before ``day``.

    >>> str(next_workday(date(2026, 3, 7))), str(next_workday(date(2026, 3, 9)))
    ('2026-03-09', '2026-03-09')
    """
    return next(
        later
        for later in (day + timedelta(days=n) for n in range(3))
        if later.weekday() < SATURDAY
    )

"""Festivals: comparing a season with last year's season, not with last year's calendar.

A dealer in spirits sells for the Spring Festival, and the festival moves by up to
20 days from one year to the next: a constant dealer seems to lose a third of his
January. The dates are data, not astronomy (a simple rule is wrong for 2033 and
2034), so every function takes the addon's editable table.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

#: Days before and after a festival that belong to its season.
SEASON_BEFORE, SEASON_AFTER = 60, 15

Dates = Mapping[int, date]


class Window(NamedTuple):
    """Days from ``start`` up to, not including, ``end``."""

    start: date
    end: date

    def overlap(self, other: "Window") -> int:
        """Return the number of days that lie in both windows."""
        return max(0, (min(self.end, other.end) - max(self.start, other.start)).days)

    def shifted(self, days: int) -> "Window":
        """Return the window ``days`` later."""
        step = timedelta(days=days)
        return Window(self.start + step, self.end + step)


class Comparison(NamedTuple):
    """Two windows of equal length to compare, and the festival that aligned them.

    :param festival: key of the table, None for a plain calendar year.
    """

    now: Window
    then: Window
    festival: str | None


def season_window(
    dates: Dates, year: int, before: int = SEASON_BEFORE, after: int = 0
) -> Window | None:
    """Return the days around the festival of ``year``; None if its date is not known.

    :param dates: festival date by year.
    :param before: days before the festival.
    :param after: days after it, the festival itself being the first.

    >>> spring = {2026: date(2026, 2, 17)}
    >>> window = season_window(spring, 2026, before=30)
    >>> str(window.start), str(window.end), season_window(spring, 1999)
    ('2026-01-18', '2026-02-17', None)
    """
    if year not in dates:
        return None
    day = dates[year]
    return Window(day - timedelta(days=before), day + timedelta(days=after))


def seasons(
    festivals: Mapping[str, Dates],
    before: int = SEASON_BEFORE,
    after: int = SEASON_AFTER,
) -> tuple[Window, ...]:
    """Return the days that belong to the season of some festival, the earliest first.

    Made once for many days to ask about with :func:`within`; seasons that meet are one.

    :param festivals: festival dates by year, by name.
    :param before: days before the festival.
    :param after: days after it, the festival itself being the first.

    >>> spring = {"spring": {2026: date(2026, 2, 17)}}
    >>> [(str(one.start), str(one.end)) for one in seasons(spring)]
    [('2025-12-19', '2026-03-04')]
    """
    every = sorted(
        season_window(dates, year, before, after)
        for dates in festivals.values()
        for year in dates
    )
    merged: list[Window] = []
    for window in every:
        if merged and window.start <= merged[-1].end:
            last = merged.pop()
            window = Window(last.start, max(last.end, window.end))
        merged.append(window)
    return tuple(merged)


def within(day: date, windows: Sequence[Window]) -> bool:
    """Return whether a day lies in one of the windows, as :func:`seasons` gives them.

    >>> windows = seasons({"spring": {2026: date(2026, 2, 17)}})
    >>> within(date(2026, 3, 3), windows), within(date(2026, 3, 4), windows)
    (True, False)
    """
    place = bisect_right(windows, day, key=lambda window: window.start)
    return place > 0 and day < windows[place - 1].end


def _alignments(
    window: Window, festivals: Mapping[str, Dates], before: int, after: int
):
    """Yield (overlap in days, shift, name) for each season the window touches."""
    for name, dates in festivals.items():
        for year in range(window.start.year, window.end.year + 2):
            season = season_window(dates, year, before, after)
            if season and year - 1 in dates and window.overlap(season):
                shift = (dates[year - 1] - dates[year]).days
                yield window.overlap(season), shift, name


def comparison_windows(
    as_of: date,
    days: int,
    festivals: Mapping[str, Dates],
    before: int = SEASON_BEFORE,
    after: int = SEASON_AFTER,
) -> Comparison:
    """Return the last ``days`` days and the same days of the season a year before.

    When the window touches a festival's season, both windows keep the same distance to
    the festival (the one with the greatest overlap decides); else they are one calendar
    year apart. Equal length, so sums can be compared. Use windows of up to 90 days: a
    longer one always touches two seasons.

    :param as_of: last day of the window, included.
    :param days: length in days.
    :param festivals: festival dates by year, by name.

    >>> table = {"spring": {2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}}
    >>> winter = comparison_windows(date(2026, 2, 16), 30, table)
    >>> str(winter.now.start), str(winter.then.start), winter.festival
    ('2026-01-18', '2024-12-30', 'spring')
    >>> summer = comparison_windows(date(2026, 6, 30), 30, table)
    >>> str(summer.now.start), str(summer.then.start), summer.festival
    ('2026-06-01', '2025-06-01', None)
    """
    end = as_of + timedelta(days=1)
    now = Window(end - timedelta(days=days), end)
    candidates = _alignments(now, festivals, before, after)
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    if best is None:
        # 29 February has no counterpart: the last day of February stands in
        last = as_of.day == 29 and as_of.month == 2
        day = as_of.replace(year=as_of.year - 1, day=28 if last else as_of.day)
        return Comparison(now, now.shifted((day - as_of).days), None)
    return Comparison(now, now.shifted(best[1]), best[2])

"""The days that a set of figures looks at, all counted back from one day."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from .festival import Comparison, Dates, Window, comparison_windows, seasons

#: Months of sales that figures look at: the last twelve and the twelve before.
MONTHS = 24
#: Days of the season that is compared with last year's.
SEASON_DAYS = 60


class Period(NamedTuple):
    """The windows of figures as of one day.

    :param as_of: the last day, included in everything.
    :param starts: first day of each rolling month, the oldest first; the newest month
        ends on the as-of day, so that no month is half empty.
    :param season: the last days, and the same of the season a year before.
    :param festivals: festival dates by year, by kind.
    :param seasons: the days around all of them.
    """

    as_of: date
    starts: tuple[date, ...]
    season: Comparison
    festivals: Mapping[str, Dates]
    seasons: tuple[Window, ...]

    @property
    def year_start(self) -> date:
        """The day before the last twelve months begin."""
        return self.starts[-12] - timedelta(days=1)

    @property
    def quarter_start(self) -> date:
        """The day before the last three months begin."""
        return self.starts[-3] - timedelta(days=1)

    def month_days(self) -> list[int]:
        """Return the calendar days of each rolling month, the newest first.

        >>> period(date(2026, 3, 31), {}).month_days()[:3]
        [31, 28, 31]
        """
        ends = (*self.starts[1:], self.as_of + timedelta(days=1))
        return [
            (end - start).days for start, end in zip(self.starts, ends, strict=True)
        ][::-1]


def months_before(day: date, months: int) -> date:
    """Return the same day some months ago, the month's last one where it is missing.

    >>> months_before(date(2024, 3, 31), 1), months_before(date(2024, 2, 29), 12)
    (datetime.date(2024, 2, 29), datetime.date(2023, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def period(as_of: date, festivals: Mapping[str, Dates]) -> Period:
    """Return the windows of figures as of one day.

    >>> windows = period(date(2026, 3, 31), {})
    >>> str(windows.starts[-1]), str(windows.starts[0]), str(windows.year_start)
    ('2026-03-01', '2024-04-01', '2025-03-31')
    """
    starts = [
        months_before(as_of, months) + timedelta(days=1)
        for months in range(MONTHS, 0, -1)
    ]
    season = comparison_windows(as_of, SEASON_DAYS, festivals)
    return Period(as_of, tuple(starts), season, festivals, seasons(festivals))

"""The Chinese lunar calendar of 2015 to 2056: on which day a lunar month and day fall.

The table is data, not astronomy, computed by two well-kept libraries (lunardate 0.3.0
and borax 4.1.3) and kept as far as they agree day by day: the addon installs nothing of
its own. It ends where they part, with the new moon of September 2057 a minute from
midnight.
"""

from datetime import date, timedelta

FIRST_YEAR = 2015
NEW_YEAR = date(2015, 2, 19)
#: One number a lunar year: leap month (bits 13 up, 0 for none), then twelve bits from
#: the first month on (1: 30 days, 0: 29), then one for the leap month.
YEARS = (
    0x00974,
    0x014B6,
    0x0CA2F,
    0x00A56,
    0x01526,
    0x08F2A,
    0x00D54,
    0x015AA,
    0x04B6A,
    0x0096C,
    0x0D4DC,
    0x0149C,
    0x01A4C,
    0x0BD4C,
    0x01AA6,
    0x00B54,
    0x06ED4,
    0x012DA,
    0x1695E,
    0x0095A,
    0x0149A,
    0x0DA17,
    0x01A4A,
    0x01AA4,
    0x0BBA8,
    0x016B4,
    0x00ADA,
    0x04AB6,
    0x00936,
    0x0F4AE,
    0x01496,
    0x0154A,
    0x0B64B,
    0x00DA4,
    0x015B4,
    0x0696D,
    0x0126E,
    0x1093E,
    0x0092E,
    0x00C96,
    0x0CD15,
    0x01D4A,
)
LAST_YEAR = FIRST_YEAR + len(YEARS) - 1


def _months(code: int):
    """Yield ``(month, days)`` in the order of the year; the leap month is 0."""
    leap = code >> 13
    for month in range(1, 13):
        yield month, 29 + (code >> 13 - month & 1)
        if month == leap:
            yield 0, 29 + (code & 1)


def solar_day(year: int, month: int, day: int) -> date | None:
    """Return the day on which a lunar month and day fall; None outside of the table.

    A day is that of the ordinary month, not of the leap month; the 30th of a month with
    29 days is kept on its last day.

    :param year: lunar year, called by the solar year in which it begins
    :raises ValueError: there is no such month or day

    >>> str(solar_day(2026, 1, 1)), str(solar_day(2026, 8, 15))
    ('2026-02-17', '2026-09-25')
    >>> str(solar_day(2025, 7, 1)), solar_day(1999, 1, 1)
    ('2025-08-23', None)
    """
    if not (month in range(1, 13) and day in range(1, 31)):
        raise ValueError(f"no day {day} of month {month} in the lunar calendar")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    before = YEARS[: year - FIRST_YEAR]
    passed = sum(days for code in before for _month, days in _months(code))
    for number, days in _months(YEARS[year - FIRST_YEAR]):
        if number == month:
            return NEW_YEAR + timedelta(days=passed + min(day, days) - 1)
        passed += days
    raise AssertionError("every year has its twelve months")


def yearly(month: int, day: int, first: date, last: date, lunar=False) -> list[date]:
    """Return the days from ``first`` to ``last`` on which a yearly day comes round.

    29 February is kept on the last day of February in other years.

    :param lunar: whether month and day are those of the lunar calendar
    :raises ValueError: there is no such month or day

    >>> window = date(2026, 1, 1), date(2027, 12, 31)
    >>> [str(found) for found in yearly(2, 29, *window)]
    ['2026-02-28', '2027-02-28']
    >>> [str(found) for found in yearly(12, 30, *window, lunar=True)]
    ['2026-02-16', '2027-02-05']
    """
    if lunar:
        # The last months of a lunar year fall into the next solar one.
        days = [solar_day(y, month, day) for y in range(first.year - 1, last.year + 1)]
    else:
        days = [_kept_on(year, month, day) for year in range(first.year, last.year + 1)]
    return [one for one in days if one and first <= one <= last]


def _kept_on(year: int, month: int, day: int) -> date:
    if not (month in range(1, 13) and day in range(1, 32)):
        raise ValueError(f"there is no day {day} of month {month}")
    date(2024, month, day)  # 2024 has a 29 February: only nonsense raises.
    if (month, day) == (2, 29) and (year % 4 or not year % 100 and year % 400):
        return date(year, 2, 28)
    return date(year, month, day)

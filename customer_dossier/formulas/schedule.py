"""When something is due: slots of a schedule, quiet hours, days drawn by lot.

People live by local hours, computers by UTC: days and hours go in with a time zone, and
moments come out in UTC without one, as Odoo stores them.
"""

import calendar
import hmac
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"


class Schedule(NamedTuple):
    """At which hours something is due.

    :param period: one of the three constants.
    :param weekday: of a weekly one; 0 is Monday.
    :param day: of the month, of a monthly one; a shorter month's last day stands in.
    :param hour: from 0 to 23, local.
    """

    period: str
    weekday: int = 0
    day: int = 1
    hour: int = 8


def moment(day: date, hour: int, zone: str) -> datetime:
    """The moment of a local hour. An hour that the clock leaves out is the next one.

    >>> moment(date(2026, 3, 28), 2, "Europe/Berlin")
    datetime.datetime(2026, 3, 28, 1, 0)
    >>> moment(date(2026, 3, 29), 2, "Europe/Berlin")
    datetime.datetime(2026, 3, 29, 1, 0)
    """
    local = datetime.combine(day, time(hour), ZoneInfo(zone))
    return local.astimezone(UTC).replace(tzinfo=None)


def local(now: datetime, zone: str) -> datetime:
    """What the clock on the wall says, without a time zone.

    >>> local(datetime(2026, 3, 31, 20), "Asia/Shanghai")
    datetime.datetime(2026, 4, 1, 4, 0)
    """
    return now.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def last_slot(schedule: Schedule, now: datetime, zone: str) -> datetime:
    """The last moment, up to now, at which the schedule was due.

    >>> last_slot(Schedule(MONTHLY, day=31, hour=8), datetime(2026, 3, 2), "UTC")
    datetime.datetime(2026, 2, 28, 8, 0)
    >>> last_slot(Schedule(WEEKLY, weekday=0, hour=8), datetime(2026, 3, 30, 7), "UTC")
    datetime.datetime(2026, 3, 23, 8, 0)
    """
    day = _day(schedule, local(now, zone).date())
    slot = moment(day, schedule.hour, zone)
    if slot > now:
        slot = moment(_day(schedule, day - timedelta(days=1)), schedule.hour, zone)
    return slot


def _day(schedule: Schedule, day: date) -> date:
    """The last day of the schedule, up to a day."""
    if schedule.period == DAILY:
        return day
    if schedule.period == WEEKLY:
        return day - timedelta(days=(day.weekday() - schedule.weekday) % 7)
    due = _in_month(day, schedule.day)
    return (
        due
        if due <= day
        else _in_month(day.replace(day=1) - timedelta(1), schedule.day)
    )


def _in_month(month: date, day: int) -> date:
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(day, last))


def quiet(now: datetime, zone: str, start: int, end: int) -> bool:
    """Whether now lies in the quiet hours; two equal hours are none.

    >>> quiet(datetime(2026, 3, 31, 15), "Asia/Shanghai", 22, 7)
    True
    >>> quiet(datetime(2026, 3, 31, 23), "Asia/Shanghai", 22, 7)
    False
    """
    hour = local(now, zone).hour
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end


def window(day: date, days: int) -> date:
    """First day of the span of so many days that a day lies in; spans leave no gap.

    >>> window(date(2026, 3, 31), 14), window(date(2026, 4, 1), 14)
    (datetime.date(2026, 3, 30), datetime.date(2026, 3, 30))
    """
    number = day.toordinal() - 1
    return date.fromordinal(number - number % days + 1)


def drawn(key: bytes, who: str, start: date, days: int) -> date:
    """A day of the span, drawn by lot for somebody: the same whenever it is asked.

    Whoever has not the key cannot tell it before. Every day is as likely.

    :param key: the secret of the lot
    :param who: for whom it is drawn
    :param start: first day of the span

    >>> drawn(b"secret", "7", date(2026, 3, 23), 14) == drawn(
    ...     b"secret", "7", date(2026, 3, 23), 14
    ... )
    True
    """
    lot = hmac.digest(key, f"{who} {start.isoformat()}".encode(), "sha256")
    return start + timedelta(days=int.from_bytes(lot[:8], "big") % days)

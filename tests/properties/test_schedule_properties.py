"""Schedules over years, month ends, daylight saving and time zones."""

from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from formulas import schedule
from formulas.schedule import DAILY, MONTHLY, WEEKLY, Schedule
from hypothesis import given
from hypothesis import strategies as st

ZONES = ("UTC", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kathmandu",
         "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo")  # fmt: skip
HOUR = timedelta(hours=1)
START, END = datetime(2025, 1, 1), datetime(2027, 1, 1)
schedules = st.builds(
    Schedule,
    st.sampled_from([DAILY, WEEKLY, MONTHLY]),
    st.integers(0, 6),
    st.integers(1, 31),
    st.integers(0, 23),
)
moments = st.datetimes(datetime(2016, 1, 1), datetime(2039, 12, 31))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 8, 23])
@pytest.mark.parametrize("period", [DAILY, WEEKLY, MONTHLY])
def test_two_years_hour_by_hour_nothing_is_doubled_and_nothing_missed(
    zone, hour, period
):
    one = Schedule(period, weekday=6, day=31, hour=hour)
    first = schedule.last_slot(one, START, zone)
    slots, now = {first}, START
    while now < END:
        slots.add(schedule.last_slot(one, now, zone))
        now += HOUR
    days = sorted(schedule.local(slot, zone).date() for slot in slots)
    assert len(days) == len(set(days))
    assert days == _expected(period, days[0], days[-1])


def _expected(period, first, last):
    """The days of a schedule, by counting all of them."""
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    if period == WEEKLY:
        return [day for day in every if day.weekday() == 6]
    if period == MONTHLY:
        return [day for day in every if (day + timedelta(days=1)).day == 1]
    return every


@given(schedules, moments, st.sampled_from(ZONES), st.integers(0, 10_000))
def test_a_slot_is_past_and_stays_until_the_next(one, now, zone, minutes):
    slot = schedule.last_slot(one, now, zone)
    assert slot <= now
    assert schedule.last_slot(one, slot, zone) == slot
    later = schedule.last_slot(one, now + timedelta(minutes=minutes), zone)
    assert later >= slot


@given(moments, st.sampled_from(ZONES), st.integers(0, 23), st.integers(0, 23))
def test_quiet_hours_and_the_others_make_a_day(now, zone, start, end):
    quiet = schedule.quiet(now, zone, start, end)
    if start == end:
        assert not quiet
    else:
        assert quiet != schedule.quiet(now, zone, end, start)


@pytest.mark.parametrize("zone", ZONES)
def test_every_quiet_hour_ends_within_a_day(zone):
    now = START
    while now < START + timedelta(days=400):
        assert any(
            not schedule.quiet(now + HOUR * ahead, zone, 20, 8) for ahead in range(14)
        )
        now += HOUR * 5


@given(st.dates(date(2016, 1, 1), date(2039, 1, 1)), st.integers(1, 90))
def test_spans_follow_each_other_without_a_gap(day, days):
    start = schedule.window(day, days)
    assert 0 <= (day - start).days < days
    assert schedule.window(start, days) == start
    assert schedule.window(start + timedelta(days=days), days) == start + timedelta(
        days=days
    )


@given(st.binary(min_size=1), st.text(), st.dates(), st.integers(1, 90))
def test_a_drawn_day_lies_in_its_span_and_stays_the_same(key, who, start, days):
    if start.year > 9990:
        return
    day = schedule.drawn(key, who, start, days)
    assert 0 <= (day - start).days < days
    assert day == schedule.drawn(key, who, start, days)


def test_the_lot_is_fair_and_nobody_sees_it_coming():
    start = date(2026, 1, 5)
    drawn = Counter(
        (schedule.drawn(b"key", str(who), start, 14) - start).days
        for who in range(7000)
    )
    assert set(drawn) == set(range(14))
    assert max(drawn.values()) - min(drawn.values()) < 150
    other = [schedule.drawn(b"other", str(who), start, 14) for who in range(100)]
    assert other != [schedule.drawn(b"key", str(who), start, 14) for who in range(100)]


def test_every_zone_is_known():
    assert all(ZoneInfo(zone) for zone in ZONES)

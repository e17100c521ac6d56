"""A day drawn by lot: within its window, always the same, and as likely as any other."""

from collections import Counter
from datetime import date, timedelta

from formulas import visits
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=64)
LENGTHS = st.integers(0, 400)
FIRST, LAST = date(2026, 3, 2), date(2026, 4, 10)


@given(SEEDS, DAYS, LENGTHS)
def test_a_day_of_the_window_and_always_the_same(seed, first, length):
    last = first + timedelta(days=length)
    day = visits.draw(seed, first, last)
    assert first <= day <= last
    assert day == visits.draw(seed, first, last)
    assert day.weekday() < visits.SATURDAY or not any(
        one.weekday() < visits.SATURDAY for one in visits.workdays(first, last)
    )


@given(st.integers(1, 1000), DAYS)
def test_a_window_begins_on_the_next_day_and_is_as_long_as_two_cadences(every, after):
    first, last = visits.window(every, after)
    assert first == after + timedelta(days=1)
    middle = first + (last - first) / 2
    assert abs((middle - after).days - every) <= 1


@given(DAYS)
def test_the_next_workday_is_near(day):
    later = visits.next_workday(day)
    assert later.weekday() < visits.SATURDAY
    assert 0 <= (later - day).days <= 2


def test_every_day_is_as_likely_as_any_other():
    """Chi-square of 30 days over 30,000 lots stays below its 99.9 % bound (58.3)."""
    days = visits.workdays(FIRST, LAST)
    found = Counter(visits.draw(f"{n:x}", FIRST, LAST) for n in range(30000))
    assert set(found) == set(days)
    expected = 30000 / len(days)
    assert sum((found[day] - expected) ** 2 / expected for day in days) < 58.3


def test_one_seed_tells_nothing_of_the_next():
    """Neighbouring seeds fall on the same day as often as any two do."""
    days = visits.workdays(FIRST, LAST)
    same = sum(
        visits.draw(f"{n:x}", FIRST, LAST) == visits.draw(f"{n + 1:x}", FIRST, LAST)
        for n in range(30000)
    )
    assert abs(same / 30000 - 1 / len(days)) < 0.005

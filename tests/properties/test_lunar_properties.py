"""The lunar calendar agrees with the festivals of the addon, and with itself."""

import sys
from datetime import date, timedelta
from pathlib import Path

from formulas import lunar
from hypothesis import given
from hypothesis import strategies as st

ADDON = Path(__file__).resolve().parents[2] / "customer_dossier"
sys.path.append(str(ADDON / "tests" / "vectors"))

from festivals import load_festivals  # noqa: E402

FESTIVALS = load_festivals()
YEARS = st.integers(lunar.FIRST_YEAR, lunar.LAST_YEAR - 1)
MONTHS, DAYS = st.integers(1, 12), st.integers(1, 29)


def test_festivals_fall_where_two_other_calendars_say():
    for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1):
        for kind, day in (("spring", (1, 1)), ("mid_autumn", (8, 15))):
            if year in FESTIVALS[kind]:
                assert lunar.solar_day(year, *day) == FESTIVALS[kind][year]


@given(YEARS, MONTHS, DAYS)
def test_days_follow_each_other(year, month, day):
    here = lunar.solar_day(year, month, day)
    if day < 29:
        assert lunar.solar_day(year, month, day + 1) == here + timedelta(days=1)
    years_end = lunar.solar_day(year + 1, 1, 1)
    assert lunar.solar_day(year, 1, 1) <= here < years_end
    assert 353 <= (years_end - lunar.solar_day(year, 1, 1)).days <= 385


@given(st.dates(date(2016, 1, 1), date(2045, 1, 1)), MONTHS, DAYS, st.booleans())
def test_a_yearly_day_comes_about_once_a_year(first, month, day, lunar_one):
    if (month, day) == (2, 29):
        day = 28
    last = first + timedelta(days=3652)
    found = lunar.yearly(month, day, first, last, lunar=lunar_one)
    assert 9 <= len(found) <= 11
    assert found == sorted(set(found))
    assert all(first <= one <= last for one in found)
    # No day is lost or doubled where two spans meet.
    middle = first + timedelta(days=1000)
    parts = lunar.yearly(month, day, first, middle, lunar=lunar_one) + lunar.yearly(
        month, day, middle + timedelta(days=1), last, lunar=lunar_one
    )
    assert parts == found

"""Growth, rhythm, festivals, contributions and targets."""

from datetime import timedelta
from decimal import Decimal

from draw import NOISE, amounts, dates, rows, shuffled, signed, some, unknown_or
from formulas import (
    contribution,
    festival,
    growth,
    period,
    rhythm,
    target,
    trade_months,
)
from hypothesis import given
from hypothesis import strategies as st

BY_RATE = [band.result for band in growth.RATE_BANDS]
PACES = [band.result for band in rhythm.RATIO_BANDS]
decimals = st.integers(-(10**8), 10**8).map(lambda number: Decimal(number) / 100)
quantities = st.integers(-500, 500).map(lambda number: Decimal(number) / 10)
sold = st.builds(contribution.Sold, quantities, decimals, quantities, decimals)


@given(unknown_or(signed), unknown_or(signed), amounts)
def test_growth_rises_with_the_sales_and_is_unknown_without_a_base(now, before, more):
    rate = growth.growth_rate(now, before)
    assert (rate is None) == (None in (now, before) or before <= 0)
    if rate is not None:
        assert growth.growth_rate(now + more, before) >= rate
        assert growth.growth_rate(before, before) == 0


@given(some, some, amounts, st.integers(365, 4000))
def test_a_class_of_growth_rises_with_the_sales(now, before, more, age):
    places = [
        BY_RATE.index(growth.growth_class(sales, before, age, True))
        for sales in (now, now + more)
    ]
    assert places == sorted(places, reverse=True)


@given(
    unknown_or(signed),
    unknown_or(signed),
    unknown_or(st.integers(0, 4000)),
    st.booleans(),
    unknown_or(st.sampled_from([*PACES, rhythm.INSUFFICIENT])),
    amounts,
)
def test_every_customer_has_a_class_or_unknown_sales(
    now, before, age, ever, pace, least
):
    found = growth.growth_class(now, before, age, ever, pace, least)
    if found is None:
        assert ever and None in (now, before)
    else:
        assert found in growth.CLASSES
        assert (found == "prospect") == (not ever)


products = st.builds(growth.ProductChange, amounts, some, amounts, some)


@given(shuffled(products))
def test_volume_and_price_are_the_whole_change_in_any_order(both):
    one, other = map(growth.effects, both)
    size = 1 + sum((p.q0 + p.q1) * (p.p0 + p.p1) for p in both[0])
    assert abs(one.volume + one.price - one.delta) <= 1e-9 * size
    assert all(abs(a - b) <= 1e-9 * size for a, b in zip(one, other, strict=True))


@given(sold)
def test_contributions_add_up_to_the_cent(row):
    found = contribution.contribution(row)
    assert found.delta == found.volume + found.price + found.other == row.v0 - row.v1
    assert all(part == part.quantize(Decimal("0.01")) for part in found)


@given(shuffled(sold))
def test_the_sum_of_contributions_does_not_know_their_order(both):
    one, other = (
        contribution.total(map(contribution.contribution, row)) for row in both
    )
    assert one == other
    assert one.delta == sum((row.v0 - row.v1 for row in both[0]), Decimal(0))


@given(shuffled(dates, 0, 20))
def test_gaps_do_not_depend_on_the_order_or_on_repeats(both):
    gaps = rhythm.order_gaps(both[0])
    assert gaps == rhythm.order_gaps(both[1] + both[0][:3])
    assert all(gap > 0 for gap in gaps)
    assert len(gaps) <= rhythm.MAX_GAPS


@given(
    rows(st.integers(1, 200), 0, 12),
    unknown_or(st.integers(0, 2000)),
    st.integers(0, 500),
    unknown_or(st.integers(0, 400)),
)
def test_a_longer_silence_is_never_a_better_rhythm(gaps, silence, more, last_year):
    found = rhythm.rhythm(gaps, silence, last_year)
    if len(gaps) < rhythm.MIN_GAPS or silence is None:
        assert found == (None, None, rhythm.INSUFFICIENT)
        return
    assert found.expected_gap >= rhythm.MIN_EXPECTED_GAP
    assert found.ratio >= 0
    later = rhythm.rhythm(gaps, silence + more, last_year)
    assert PACES.index(later.state) >= PACES.index(found.state)
    assert PACES.index(found.state) <= PACES.index(rhythm.rhythm(gaps, silence).state)


@given(
    unknown_or(st.floats(0, 1000)), st.floats(0, 1000), st.floats(0, 1000), st.data()
)
def test_a_chance_of_silence_is_a_chance_and_falls(mean, gap, more, data):
    found = rhythm.silence_probability(mean, gap)
    if found is None:
        assert not mean
    else:
        assert 0 <= rhythm.silence_probability(mean, gap + more) <= found <= 1
    orders = data.draw(st.integers(0, 100))
    pooled = [
        rhythm.pooled_silence_probability(2, 60, orders, 600, silence)
        for silence in (gap, gap + more)
    ]
    assert 0 <= pooled[1] <= pooled[0] <= 1


tables = st.dictionaries(
    st.sampled_from(("spring", "autumn")),
    st.dictionaries(st.integers(2015, 2040), st.integers(0, 60), max_size=26),
).map(
    lambda found: {
        kind: {
            year: period.date(year, 1 if kind == "spring" else 9, 1)
            + timedelta(days=shift)
            for year, shift in years.items()
        }
        for kind, years in found.items()
    }
)


@given(dates, tables, st.integers(1, 90))
def test_a_season_is_compared_with_as_many_days_of_the_year_before(day, table, length):
    now, then, name = festival.comparison_windows(day, length, table)
    assert now.end == day + timedelta(days=1)
    assert (now.end - now.start).days == (then.end - then.start).days == length
    assert 365 - 62 <= (now.end - then.end).days <= 366 + 62
    assert name in (None, *table)


@given(dates, tables)
def test_the_windows_of_a_day_are_two_years_without_a_hole(day, table):
    windows = period.period(day, table)
    numbers = windows.month_days()
    assert len(numbers) == period.MONTHS and all(27 < number < 32 for number in numbers)
    assert list(windows.starts) == sorted(set(windows.starts))
    end = day + timedelta(days=1)
    assert windows.starts[0] + timedelta(days=sum(numbers)) == end
    assert windows.year_start == period.months_before(day, 12)
    assert windows.season.now.end == end


@given(dates, st.integers(0, 60), st.integers(0, 60))
def test_months_before_add_up_but_for_a_short_month(day, one, other):
    twice = period.months_before(period.months_before(day, one), other)
    once = period.months_before(day, one + other)
    assert twice <= once
    assert (once - twice).days <= 3


@given(unknown_or(signed), signed, amounts)
def test_a_target_is_nearer_with_every_sale(actual, goal, more):
    found = target.achieved(actual, goal)
    assert (found is None) == (actual is None or goal <= 0)
    if found is not None:
        assert target.achieved(actual + more, goal) >= found
        assert abs(target.achieved(goal, goal) - 100) < NOISE


@given(
    dates, st.integers(0, 800), st.integers(-900, 900), unknown_or(st.floats(-50, 200))
)
def test_a_target_is_behind_only_by_what_is_known(first, length, passed, share):
    last, today = first + timedelta(days=length), first + timedelta(days=passed)
    over = target.elapsed(first, last, today)
    assert 0 <= over <= 100
    assert target.elapsed(first, last, today + timedelta(days=1)) >= over
    behind = target.is_behind(share, first, last, today)
    assert not behind or share is not None
    if share is not None and share >= 100:
        assert not behind


@given(rows(st.tuples(dates, amounts, amounts, amounts), 0, 12), dates)
def test_a_chart_holds_each_months_sums(found, until):
    months = [(row[0].replace(day=1), *row[1:]) for row in found]
    laid = trade_months.lay_out(months, until)
    assert len(laid) == trade_months.SHOWN
    shown = {month: now for month, now, _then in laid}
    assert until.replace(day=1) == max(shown)
    for month, now in shown.items():
        assert abs(now.sales - sum(row[1] for row in months if row[0] == month)) < NOISE
    assert laid == trade_months.lay_out(months, until)


@given(rows(st.tuples(st.integers(), amounts), 0, 8), st.integers(0, 5))
def test_named_shares_and_the_rest_are_the_whole(pairs, count):
    top, rest = trade_months.shares(pairs, count)
    total = sum(amount for _key, amount in pairs)
    assert abs(sum(amount for _key, amount, _share in top) + rest - total) < NOISE
    assert all(share is None or 0 <= share <= 100 for *_pair, share in top)
    assert [amount for _key, amount, _share in top] == sorted(
        (amount for _key, amount in pairs), reverse=True
    )[:count]


@given(rows(dates, 0, 6), dates)
def test_a_day_is_in_season_near_any_festival(days, day):
    table = {"feast": {one.year: one for one in days}}
    windows = festival.seasons(table)
    near = any(-60 <= (day - one).days < 15 for one in table["feast"].values())
    assert festival.within(day, windows) == near
    assert [*windows] == sorted(windows)

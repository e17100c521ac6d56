"""How late somebody pays, for how many days he owes, how old it is."""

from datetime import timedelta

from draw import NOISE, amounts, dates, days, rows, shuffled, signed, some, unknown_or
from formulas import ageing, dso, payment, promises, settlement
from hypothesis import given
from hypothesis import strategies as st

late = st.tuples(some, days)
months = rows(st.tuples(signed, st.integers(28, 31)), 0, 24)
promised = st.builds(
    promises.Promise, some, dates, rows(st.tuples(dates, amounts), 0, 4)
)


@given(unknown_or(st.floats(-1e6, 1e6)), st.floats(0, 1e6))
def test_the_index_falls_with_the_days_and_stays_between_1_and_100(day, more):
    index = payment.payment_index(day)
    if day is None:
        assert index is None
    else:
        assert 1 <= index <= 100
        assert payment.payment_index(day + more) <= index


@given(st.floats(1, 100))
def test_the_chart_reads_the_same_backwards(index):
    assert abs(payment.payment_index(payment.days_for_index(index)) - index) < NOISE


@given(shuffled(late), rows(st.tuples(some, st.integers(1, 800))))
def test_days_late_lie_between_the_extremes_in_any_order(paid, overdue):
    rows_, others = paid
    found = payment.weighted_days_late(rows_, overdue)
    again = payment.weighted_days_late(others, overdue[::-1])
    if not rows_ + overdue:
        assert found is None and again is None
        return
    lateness = [number for _amount, number in rows_ + overdue]
    assert min(lateness) - NOISE <= found <= max(lateness) + NOISE
    assert abs(found - again) < NOISE


@given(rows(late, 1), rows(st.tuples(some, st.integers(1, 800))))
def test_early_as_in_time_is_never_better(paid, overdue):
    kind = payment.weighted_days_late(paid, overdue)
    assert payment.weighted_days_late(paid, overdue, early_is_zero=True) >= kind - NOISE


@given(rows(amounts, 4, 4), amounts)
def test_the_bucket_estimate_stays_within_its_midpoints(overdue, current):
    total = sum(overdue) + current
    found = payment.days_beyond_terms_by_bucket(total, overdue)
    assert found is None if not total else 0 <= found <= 105 + NOISE


@given(unknown_or(amounts), months, amounts)
def test_the_count_back_grows_with_the_debt_and_ends_with_the_months(owed, row, more):
    found = dso.dso_countback(owed, row)
    if owed is None:
        assert found == (None, False)
        return
    assert 0 <= found.dso <= sum(number for _sales, number in row) + NOISE
    after = dso.dso_countback(owed + more, row)
    assert after.dso >= found.dso - NOISE
    assert after.exhausted >= found.exhausted
    if not found.exhausted:
        assert owed <= sum(sales for sales, _days in row if sales > 0) + NOISE


@given(
    unknown_or(amounts), unknown_or(amounts), unknown_or(signed), st.integers(1, 365)
)
def test_the_best_possible_dso_is_never_above_the_dso(owed, overdue, sales, number):
    found = dso.dso(owed, sales, number)
    best = dso.best_possible_dso(owed, overdue, sales, number)
    assert (found is None) == (None in (owed, sales) or sales <= 0)
    if best is not None:
        assert best <= found


@given(amounts, amounts, amounts, st.integers(1, 12), st.data())
def test_collection_is_at_most_full_and_falls_with_what_is_overdue(
    begin, sales, current, periods, data
):
    most = begin + sales / periods
    overdue = data.draw(st.floats(0, 1e6))
    found = dso.cei(begin, sales, current + overdue, current, periods)
    if most - current <= 0:
        assert found is None
    elif found is not None:
        assert found <= 100 + NOISE
        assert dso.cei(begin, sales, current + overdue + 1, current, periods) <= found


@given(shuffled(st.tuples(signed, st.integers(-800, 2000)), most=20))
def test_ageing_keeps_every_cent_in_any_order(items):
    row, other = items
    columns = ageing.spread(row)
    total = sum(residual for residual, _days in row)
    assert abs(sum(columns.values()) - total) < NOISE
    assert columns[ageing.UNALLOCATED] <= 0
    assert all(columns[one.key] >= 0 for one in ageing.BUCKETS)
    assert all(abs(columns[key] - ageing.spread(other)[key]) < NOISE for key in columns)


@given(st.integers(-2000, 2000))
def test_a_day_stands_in_one_column_and_never_goes_back(number):
    keys = [one.key for one in ageing.BUCKETS]
    column = next(one for one in ageing.BUCKETS if one.key == ageing.bucket(number))
    assert column.first is None or number >= column.first
    assert column.last is None or number <= column.last
    later = keys.index(ageing.bucket(number + 1))
    assert 0 <= later - keys.index(column.key) <= 1


@given(some, rows(st.tuples(dates, amounts), 0, 6), dates, st.integers(0, 400))
def test_a_residual_of_the_past_only_falls(total, paid, day, more):
    before = ageing.residual_as_of(total, paid, day)
    after = ageing.residual_as_of(total, paid, day + timedelta(days=more))
    assert after <= before + NOISE <= total + 2 * NOISE


@given(rows(promised, 0, 5), dates)
def test_promises_are_judged_within_their_bounds(row, day):
    ratios = promises.broken_ratios(row, day)
    states = [promises.promise_state(promise, day) for promise in row]
    if all(state == "open" for state in states):
        assert ratios == (None, None)
        return
    assert 0 <= ratios.by_count <= 1
    assert -NOISE <= ratios.by_amount <= 1
    assert promises.broken_ratios(row[::-1], day).by_count == ratios.by_count


@given(promised, amounts, st.integers(0, 3))
def test_more_money_in_time_never_makes_a_promise_worse(promise, amount, after):
    order = ["broken", "partially_kept", "kept"]
    day = promise.promised + timedelta(days=4)
    paid = (*promise.paid, (promise.promised + timedelta(days=after), amount))
    better = promises.promise_state(promise._replace(paid=paid), day)
    assert order.index(better) >= order.index(promises.promise_state(promise, day))


made = rows(st.tuples(dates, st.integers(0, 60), some), 0, 4).map(
    lambda found: [
        (day, day + timedelta(days=after), owed) for day, after, owed in found
    ]
)


@given(made, shuffled(st.tuples(dates, signed)))
def test_money_counts_for_one_promise_only(promised, both):
    found = promises.fulfil(promised, both[0])
    assert found == promises.fulfil(promised, both[1])
    assert [one.amount for one in found] == [amount for *_days, amount in promised]
    paid = [sum(part for _day, part in one.paid) for one in found]
    assert all(
        part <= one.amount + NOISE for part, one in zip(paid, found, strict=True)
    )
    assert sum(paid) <= sum(max(0, amount) for _day, amount in both[0]) + NOISE


@given(amounts, amounts, amounts)
def test_a_payment_splits_into_money_and_write_off_and_nothing_else(part, cash, credit):
    found = settlement.cash_split(part, cash, credit)
    assert abs(found.cash + found.write_off - part) < NOISE
    assert 0 <= found.cash <= part + NOISE
    assert settlement.cash_split(part, cash + 1, credit).cash >= found.cash - NOISE

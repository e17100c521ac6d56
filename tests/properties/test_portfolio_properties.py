"""Customers compared with each other: bins, classes, outliers, migration."""

from datetime import date

from draw import NOISE, rows, shares, shuffled, signed, some, unknown_or
from formulas import (
    abc_classes,
    anomaly,
    migration_matrix,
    migration_table,
    proportion,
    rfm,
    standing,
)
from hypothesis import assume, given
from hypothesis import strategies as st

STATES = ["AAA", "A", "C"]
portfolios = st.dictionaries(st.integers(1, 50), unknown_or(signed), max_size=12)
#: Few different values, so that there are ties.
tied = unknown_or(st.sampled_from((0.0, 1.5, 1.5, 7.0, 100.0)))
moves = st.tuples(
    unknown_or(st.sampled_from(STATES)), st.sampled_from([*STATES, "left"])
)


@given(shuffled(tied), st.integers(1, 5), st.booleans())
def test_bins_rise_with_the_value_and_ties_share_one(both, bins, lower):
    row, other = both
    found = rfm.rank_bins(row, bins, lower)
    by_value = {}
    for value, number in zip(row, found, strict=True):
        assert by_value.setdefault(value, number) == number
        assert (number is None) if value is None else 1 <= number <= bins
    known = sorted(
        (value, number) for value, number in by_value.items() if value is not None
    )
    numbers = [number for _value, number in known]
    assert numbers == sorted(numbers, reverse=lower)
    again = dict(zip(other, rfm.rank_bins(other, bins, lower), strict=True))
    assert again == by_value


@given(portfolios)
def test_whoever_buys_more_is_in_no_lower_class_in_any_order(sales):
    found = abc_classes.abc_classes(sales)
    assert abc_classes.abc_classes(dict(reversed(sales.items()))) == found
    assert all((found[key] is None) == (value is None) for key, value in sales.items())
    bought = sorted(
        (
            (-value, key)
            for key, value in sales.items()
            if value is not None and value > 0
        )
    )
    letters = [found[key] for _value, key in bought]
    assert letters == sorted(letters)
    assert letters[:1] in ([], ["A"])
    assert all(
        found[key] == "N"
        for key, value in sales.items()
        if value is not None and value <= 0
    )


@given(portfolios, st.integers(0, 51), some, some)
def test_a_customer_who_buys_more_keeps_the_class_at_least(sales, key, bought, more):
    order = "ABC"
    before = abc_classes.abc_classes({**sales, key: bought})[key]
    after = abc_classes.abc_classes({**sales, key: bought + more})[key]
    assert order.index(after) <= order.index(before)


@given(shuffled(signed, 1, 12), signed, st.integers(1, 100))
def test_outliers_do_not_depend_on_order_origin_or_unit(both, shift, unit):
    row, other = both
    found = anomaly.robust_z(row)
    scores = dict(zip(row, found.scores, strict=True))
    again = anomaly.robust_z(other)
    assert all(
        abs(scores[value] - score) < NOISE
        for value, score in zip(other, again.scores, strict=True)
    )
    moved = anomaly.robust_z([unit * 1000 * value for value in row])
    for one, two in zip(found.scores, moved.scores, strict=True):
        assert abs(one - two) <= 1e-3 * max(1, abs(one))
    if len(set(row)) == 1:
        assert set(found.scores) == {0.0}
    assert any(score >= 0 for score in found.scores)


@given(rows(signed, 0, 12), st.floats(0.1, 10), st.floats(0, 10))
def test_a_wider_limit_finds_no_more_outliers(row, limit, more):
    few = anomaly.outliers(row, limit + more)
    many = anomaly.outliers(row, limit)
    assert (many is None) == (len(row) < anomaly.MIN_VALUES)
    if many is not None:
        assert set(few) <= set(many)


@given(shuffled(moves, 0, 30))
def test_every_customer_who_had_a_state_is_counted_once(both):
    row, other = both
    columns = [*STATES, "left"]
    table = migration_table.migration_table(row, STATES, columns)
    assert table == migration_table.migration_table(other, STATES, columns)
    assert sum(sum(one.counts) for one in table) == sum(b is not None for b, _a in row)
    for one in table:
        assert bool(one.shares) == bool(sum(one.counts))
        if one.shares:
            assert abs(sum(one.shares) - 1) < NOISE
            assert all(0 <= share <= 1 for share in one.shares)


@given(rows(st.tuples(st.integers(0, 40), shares), 1, 6), st.floats(0.1, 20))
def test_a_small_row_lies_between_itself_and_all_rows(row, kappa):
    total = sum(share for _count, share in row)
    assume(total > 0)
    counts, pooled = [one for one, _ in row], [share / total for _, share in row]
    found = migration_matrix.shrunk_row(counts, pooled, kappa)
    assert abs(sum(found) - 1) < NOISE
    for share, count, other in zip(found, counts, pooled, strict=True):
        own = count / sum(counts) if sum(counts) else other
        assert min(own, other) - NOISE <= share <= max(own, other) + NOISE


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.1, 4))
def test_an_interval_holds_its_share_and_narrows_with_more_customers(k, n, z):
    assume(k <= n)
    low, high = proportion.wilson_interval(k, n, z)
    assert 0 <= low <= k / n + NOISE and k / n - NOISE <= high <= 1
    few = proportion.wilson_interval(k, n, z)
    many = proportion.wilson_interval(10 * k, 10 * n, z)
    assert many[1] - many[0] <= few[1] - few[0] + NOISE


trades = st.dictionaries(
    st.integers(1, 40),
    st.builds(
        standing.Trade,
        unknown_or(some),
        st.integers(0, 20),
        unknown_or(st.dates(date(2024, 1, 1), date(2026, 3, 31))),
        some,
    ),
    max_size=12,
)


@given(trades)
def test_shares_add_up_and_only_buyers_have_bins(known):
    sales = sum(one.turnover or 0 for one in known.values())
    owed = sum(one.owed for one in known.values())
    found = standing.standings(known, sales, owed)
    assert found.keys() == known.keys()
    for key, place in found.items():
        bins = place.recency, place.frequency, place.monetary
        assert (None in bins) == (known[key].last is None)
        assert all(number is None or 1 <= number <= 5 for number in bins)
    parts = [place.receivable_share for place in found.values()]
    assert None in parts or not parts or abs(sum(parts) - 100) < 1e-6


@given(trades)
def test_the_order_of_the_customers_does_not_matter(known):
    found = standing.standings(known, 1000, 1000)
    assert standing.standings(dict(reversed(known.items())), 1000, 1000) == found

"""Points, scores, ratings, grades and lights."""

from itertools import pairwise

import pytest
from draw import NOISE, amounts, percents, rows, signed, unknown_or
from formulas import (
    band_check,
    bands,
    feature_analysis,
    grade,
    grade_matrix,
    hysteresis,
    light,
    rating,
    scorecard,
)
from hypothesis import assume, given
from hypothesis import strategies as st

NAMES = [band.result for band in rating.SCALE]
names = st.sampled_from(NAMES)
raws = unknown_or(percents) | st.just(scorecard.NOT_APPLICABLE)
weighed = rows(st.tuples(st.integers(1, 20), raws), 1, 8)
policies = st.sampled_from(scorecard.MISSING_POLICIES)
states = st.builds(
    hysteresis.RatingState, names, st.sampled_from((-1, 1)), st.integers(0, 1)
)
bounds = unknown_or(st.integers(-20, 20))
tables = rows(
    st.tuples(bounds, bounds, st.booleans()).map(
        lambda row: bands.Band("x", row[0], row[1], row[2])
    ),
    1,
    5,
)


def _evaluate(row, policy=scorecard.RENORMALISE):
    items = [
        scorecard.Item(str(place), weight, factor=1)
        for place, (weight, _raw) in enumerate(row)
    ]
    facts = {str(place): raw for place, (_weight, raw) in enumerate(row)}
    return scorecard.evaluate(items, facts, policy)


@given(weighed, policies)
def test_a_score_stays_within_its_bounds_and_adds_up(row, policy):
    found = _evaluate(row, policy)
    assert 0 <= found.coverage <= 100
    for score in (found.score, found.score_unknown_zero, *found.subtotals().values()):
        assert score is None or -NOISE <= score <= 100 + NOISE
    if found.score is not None:
        assert found.score >= found.score_unknown_zero - NOISE
        assert abs(sum(found.contributions().values()) - found.score) < NOISE
    known = [raw for _weight, raw in row if isinstance(raw, float)]
    if not known and policy == scorecard.RENORMALISE:
        assert found.score is None and not found.rated
    assert all(one.loss >= two.loss for one, two in pairwise(found.reasons(99)))


@given(weighed.flatmap(lambda row: st.tuples(st.just(row), st.permutations(row))))
def test_a_score_does_not_know_the_order_of_its_items(both):
    one, other = map(_evaluate, both)
    assert (one.score, one.coverage, one.rated) == pytest.approx(
        (other.score, other.coverage, other.rated)
    )


@given(weighed, st.integers(0, 7), percents)
def test_a_better_fact_never_lowers_a_score(row, place, more):
    assume(place < len(row) and isinstance(row[place][1], float))
    weight, raw = row[place]
    better = [*row[:place], (weight, min(100.0, raw + more)), *row[place + 1 :]]
    assert _evaluate(better).score >= _evaluate(row).score - NOISE


@given(weighed, st.integers(0, 7))
def test_what_becomes_known_never_lowers_the_coverage(row, place):
    assume(place < len(row) and row[place][1] is None)
    known = [*row[:place], (row[place][0], 0.0), *row[place + 1 :]]
    assert _evaluate(known).coverage >= _evaluate(row).coverage
    assert _evaluate(known).score_unknown_zero == _evaluate(row).score_unknown_zero


@pytest.mark.parametrize("points", [-0.1, 100.1])
def test_points_beyond_the_scale_are_refused(points):
    for table in ({"values": {"A": points}}, {"bands": [bands.Band(points)]}):
        with pytest.raises(ValueError, match="between 0 and 100"):
            scorecard.Item("a", 1, **table)


marks = st.dictionaries(
    st.sampled_from([*feature_analysis.WEIGHTS]), unknown_or(st.integers(0, 10))
)


@given(marks, st.sampled_from([*feature_analysis.WEIGHTS]))
def test_a_feature_unknown_counts_nothing_and_a_better_mark_no_less(known, key):
    found = feature_analysis.feature_score(known)
    assert 0 <= found.missing_zero <= found.coverage + NOISE <= 100 + 2 * NOISE
    if all(mark is None for mark in known.values()):
        assert found.known_only is None
    else:
        assert found.missing_zero - NOISE <= found.known_only <= 100
    turned = feature_analysis.feature_score(dict(reversed(known.items())))
    assert turned == found
    mark = known.get(key)
    if mark is not None:
        better = feature_analysis.feature_score({**known, key: min(10, mark + 1)})
        assert better.missing_zero >= found.missing_zero
        assert better.known_only >= found.known_only


@given(states, unknown_or(percents), unknown_or(names), unknown_or(names), percents)
def test_a_rating_moves_a_notch_and_never_against_the_score(
    state, score, hard, cap, up
):
    after = hysteresis.next_state(state, score, hard, cap)
    place = NAMES.index(state.rating)
    if hard:
        assert NAMES.index(after.rating) == max(place, NAMES.index(hard))
    elif score is None:
        assert after.rating == rating.NOT_RATED
    else:
        assert abs(NAMES.index(after.rating) - place) <= 1
        better = hysteresis.next_state(state, min(100.0, score + up), hard, cap)
        assert NAMES.index(better.rating) <= NAMES.index(after.rating)


@given(names, percents, unknown_or(names))
def test_the_same_score_over_and_over_comes_to_rest_and_keeps_its_cap(
    start, score, cap
):
    state = hysteresis.RatingState(start)
    for _run in range(2 * len(NAMES)):
        state = hysteresis.next_state(state, score, ceiling=cap)
    assert hysteresis.next_state(state, score, ceiling=cap).rating == state.rating
    assert cap is None or NAMES.index(state.rating) >= NAMES.index(cap)


@given(percents, percents, rows(names, 0, 4))
def test_a_better_score_is_no_worse_rating_under_the_same_caps(one, other, caps):
    low, high = sorted((one, other))
    places = [
        NAMES.index(rating.capped(rating.rating(score), caps)) for score in (low, high)
    ]
    assert places == sorted(places, reverse=True)
    assert rating.capped(rating.rating(low), caps[::-1]) == NAMES[places[0]]


@given(tables)
def test_a_table_without_a_gap_has_a_band_for_every_value(row):
    numbered = [band._replace(result=place) for place, band in enumerate(row)]
    values = [number / 2 for number in range(-50, 51)]
    found = [bands.find(value, numbered) for value in values]
    hole = band_check.gap(row)
    assert (hole is None) == (None not in found)
    if hole is not None:
        assert bands.find(hole, numbered) is None
    useless = band_check.unreachable(row)
    assert (useless is None) == (set(range(len(row))) <= set(found))
    assert useless not in found or useless is None


@given(tables)
def test_two_bands_in_conflict_share_the_value_that_is_named(row):
    found = band_check.overlap(row)
    if found:
        first, second, value = found
        assert first < second
        assert row[first].contains(value) and row[second].contains(value)


grades = st.sampled_from((grade.KEY, grade.SPECIAL, grade.GENERAL))
matrices = st.fixed_dictionaries(dict.fromkeys(grade.MATRIX, grades))


@given(matrices, st.permutations((grade.KEY, grade.SPECIAL, grade.GENERAL)))
def test_a_contradiction_is_one_whatever_the_grades_are_called(matrix, words):
    calls = dict(zip((grade.KEY, grade.SPECIAL, grade.GENERAL), words, strict=True))
    renamed = {cell: calls[name] for cell, name in matrix.items()}
    found = grade_matrix.contradiction(matrix)
    assert (found is None) == (grade_matrix.contradiction(renamed) is None)
    if found:
        assert found[0].after == found[1].before


@given(rows(st.integers(0, 2), 7, 7))
def test_a_matrix_that_only_rises_contradicts_nothing(numbers):
    """A cell's grade that follows one scale over risk, and one over value."""
    steps = sorted(numbers)
    matrix = {
        (value, risk): str(steps[grade.VALUE_LEVELS.index(value) + place])
        for value in grade.VALUE_LEVELS
        for place, risk in enumerate(grade_matrix.RISING_RISK)
    }
    assert grade_matrix.contradiction(matrix) is None
    assert grade_matrix.missing(matrix, grade_matrix.RISING_RISK) == []


credits_ = st.builds(
    light.Credit,
    unknown_or(st.sampled_from(("unlimited", "limit", "cash_only"))),
    unknown_or(signed),
    unknown_or(amounts),
    unknown_or(st.integers(0, 400)),
    unknown_or(st.sampled_from([*NAMES, "N"])),
    st.booleans(),
    unknown_or(signed),
)


@given(credits_, st.integers(1, 400), amounts)
def test_a_light_never_turns_better_by_a_worse_fact(credit, days, amount):
    order = {"green": 0, "grey": 0, "amber": 1, "red": 2}
    colour = order[light.light(credit).colour]
    worse = [credit._replace(stopped=True)]
    if credit.oldest_overdue_days is not None:
        older = credit.oldest_overdue_days + days
        worse.append(credit._replace(oldest_overdue_days=older))
    if credit.headroom is not None:
        worse.append(credit._replace(headroom=credit.headroom - amount))
    if credit.group_headroom is not None:
        left = credit.group_headroom - amount
        worse.append(credit._replace(group_headroom=left))
    assert all(order[light.light(one).colour] >= colour for one in worse)


@given(credits_)
def test_green_knows_the_mode_the_debts_and_the_limit(credit):
    if light.light(credit).colour == "green":
        assert credit.credit_mode in ("unlimited", "limit")
        assert credit.oldest_overdue_days == 0
        assert not credit.stopped and credit.rating != "C"
        assert credit.credit_mode == "unlimited" or credit.headroom > 0
        assert credit.group_headroom is None or credit.group_headroom > 0

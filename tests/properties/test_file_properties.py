"""Exposure and limits, and how far a file is to be trusted."""

import json
from dataclasses import replace
from itertools import permutations

import pytest
from draw import NOISE, amounts, percents, rows, shuffled, signed, some, unknown_or
from formulas import (
    admiralty,
    canonical,
    commitment,
    completeness,
    exposure,
    ladder,
    limit_proposal,
    quality,
    rounding,
)
from hypothesis import given
from hypothesis import strategies as st

PARTS = [part for part, _sign in exposure.PARTS]
exposures = st.builds(exposure.Exposure, *[unknown_or(amounts)] * len(PARTS))
quantities = st.integers(0, 50)


@given(exposures, unknown_or(amounts))
def test_an_exposure_is_known_when_all_its_parts_are(found, limit):
    known = None not in [getattr(found, part) for part in PARTS]
    assert (found.net is not None) == known
    assert (found.headroom(limit) is not None) == (known and limit is not None)
    assert (found.utilisation(limit) is not None) == (known and bool(limit))
    if known and limit:
        over = found.utilisation(limit) > 100
        assert over == (found.headroom(limit) < 0) or abs(found.headroom(limit)) < NOISE


@given(
    st.builds(exposure.Exposure, *[amounts] * len(PARTS)),
    st.sampled_from(exposure.PARTS),
    some,
)
def test_more_of_a_part_moves_the_exposure_by_as_much(found, part, more):
    name, sign = part
    after = replace(found, **{name: getattr(found, name) + more})
    assert abs(after.gross - found.gross - sign * more) < NOISE
    assert abs(after.net - found.net - (sign or -1) * more) < NOISE


@given(exposures, exposures)
def test_two_exposures_add_up_in_either_order(one, other):
    assert one + other == other + one
    if (one + other).net is not None:
        assert abs((one + other).net - one.net - other.net) < NOISE


@given(quantities, quantities, quantities, amounts, st.floats(0.01, 100))
def test_an_order_line_is_split_within_what_was_ordered_or_sent(
    want, out, billed, price, rate
):
    line = exposure.split_order_line(want, out, billed, price, rate)
    assert min(line) >= 0
    if not want:
        assert sum(line) == 0
        return
    whole = price / rate * max(want, out, billed) / want
    assert sum(line) <= whole * (1 + NOISE)
    later = exposure.split_order_line(want, out, billed + 1, price, rate)
    assert sum(later) <= sum(line) + NOISE


@given(shuffled(signed))
def test_the_average_month_is_one_of_shipment(both):
    found = limit_proposal.average_month(both[0])
    shipped = [sales for sales in both[0] if sales > 0]
    if not shipped:
        assert found is None
    else:
        assert min(shipped) - NOISE <= found <= max(shipped) + NOISE
        assert abs(found - limit_proposal.average_month(both[1])) < NOISE


@given(unknown_or(some), unknown_or(st.integers(0, 12)))
def test_a_better_rating_is_never_given_less(month, term):
    limits = [
        limit_proposal.sales_limit(month, term, name) for name in limit_proposal.FACTORS
    ]
    if None in (month, term):
        assert set(limits) == {None}
    else:
        assert limits == sorted(limits, reverse=True)
    assert limit_proposal.sales_limit(month, term, "N") is None


@given(st.tuples(*[unknown_or(amounts)] * 2, unknown_or(signed), unknown_or(amounts)))
def test_the_lowest_method_binds_and_another_one_never_raises_it(known):
    found = limit_proposal.propose(*known)
    if found.limit is None:
        assert found.methods == {} and set(known) == {None}
    else:
        assert (
            0
            <= found.limit
            == min(found.methods.values())
            == found.methods[found.binding]
        )
    for place, amount in enumerate(known):
        if amount is not None and found.limit is not None:
            fewer = limit_proposal.propose(
                *known[:place], None, *known[place + 1 :]
            ).limit
            assert fewer is None or fewer >= found.limit


@given(amounts, amounts, unknown_or(amounts), st.sampled_from((1, 100, 1000, 5000)))
def test_a_limit_rises_slowly_and_falls_at_once(current, computed, first, step):
    found = limit_proposal.damped(current, computed, first_limit_cap=first, step=step)
    assert 0 <= found <= computed + NOISE
    assert abs(found / step - round(found / step)) < NOISE
    if current:
        assert found <= current * 1.25 + NOISE
    elif first is not None:
        assert found <= first + NOISE
    more = limit_proposal.damped(
        current, computed + step, first_limit_cap=first, step=step
    )
    assert more >= found


@given(amounts, amounts, percents)
def test_insurance_counts_once(limit, policy, percent):
    without = limit_proposal.insured_exposure(limit, policy, percent, False)
    included = limit_proposal.insured_exposure(limit, policy, percent, True)
    assert abs(without - included - policy) < NOISE
    assert without >= limit
    assert limit_proposal.seasonal_limit(limit, percent, True) >= limit
    assert limit_proposal.seasonal_limit(limit, percent, False) == limit


sections = st.tuples(st.integers(0, 30), st.integers(0, 9), st.integers(0, 9)).map(
    lambda row: completeness.Section(row[0], min(row[1:]), max(row[1:]))
)


@given(shuffled(sections))
def test_a_file_fills_up_and_its_sections_have_no_order(both):
    found = completeness.completeness(both[0])
    assert found == pytest.approx(completeness.completeness(both[1]))
    counting = [one for one in both[0] if one.applicable and one.weight]
    assert (found is None) == (not counting)
    if counting:
        assert 0 <= found <= 100
        fuller = [one._replace(filled=one.applicable) for one in both[0]]
        assert completeness.completeness(fuller) == 100


@given(unknown_or(st.integers(-10, 2000)), st.integers(1, 400), st.integers(0, 400))
def test_a_fact_is_worth_less_and_less(age, cycle, more):
    found = completeness.freshness(age, cycle)
    if age is None:
        assert found is None
    else:
        assert 0.1 <= completeness.freshness(age + more, cycle) <= found <= 1


@given(rows(st.tuples(percents, st.integers(0, 9)), 0, 6))
def test_a_mean_lies_between_its_values(pairs):
    found = quality.mean(pairs)
    weighed = [value for value, weight in pairs if weight]
    if not weighed:
        assert found is None
    else:
        assert min(weighed) - NOISE <= found <= max(weighed) + NOISE


codes = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456")).map("".join)


@given(unknown_or(codes), st.integers(-30, 3000), st.integers(0, 3000))
def test_a_note_is_worth_at_most_one_and_ages(code, age, more):
    found = admiralty.intelligence_weight(code, age)
    if code is None:
        assert found is None
    else:
        assert 0 <= admiralty.intelligence_weight(code, age + more) <= found <= 1


people = st.builds(
    admiralty.Source, st.sampled_from("LWH"), st.sampled_from(("court", "salesman"))
)


@given(st.sampled_from("123456"), shuffled(people, 0, 4), people)
def test_another_source_never_makes_a_note_less_credible(claimed, both, one_more):
    found = admiralty.allowed_credibility(claimed, both[0])
    assert found == admiralty.allowed_credibility(claimed, both[1])
    assert found >= claimed
    assert admiralty.allowed_credibility(claimed, [*both[0], one_more]) <= found
    if len({one.person for one in both[0]}) < 2:
        assert found >= "2"


plain = st.none() | st.booleans() | st.integers() | st.text()
contents = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(contents, contents)
def test_a_fingerprint_tells_contents_apart_and_not_their_order(one, other):
    salt = commitment.new_salt()
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (
        commitment.commitment(salt, one) == commitment.commitment(salt, other)
    ) == same
    if isinstance(one, dict):
        for items in list(permutations(one.items()))[:6]:
            assert canonical.canonical(dict(items)) == canonical.canonical(one)
    assert commitment.commitment(salt, one) != commitment.commitment(salt + "0", one)


@given(contents, st.floats())
def test_a_float_is_refused_however_deep_it_lies(content, number):
    for hidden in ([content, number], {"a": {"b": [number]}}, {"a": (content, number)}):
        with pytest.raises(TypeError):
            canonical.canonical(hidden)


@given(st.sampled_from((1, 1.5, None, True)), contents)
def test_a_key_that_is_no_text_is_refused(key, content):
    with pytest.raises(TypeError):
        canonical.canonical([{key: content}])


@given(unknown_or(st.integers(0, 400)), st.integers(0, 400))
def test_older_arrears_call_for_no_softer_step(days, more):
    order = [band.result for band in ladder.STEPS]
    found = ladder.sanction_step(days)
    if days is None:
        assert found is None
    else:
        assert order.index(ladder.sanction_step(days + more)) >= order.index(found)
        assert ladder.sanction_step(days, disputed=True) == ladder.NO_STEP


@given(signed, st.integers(0, 4), st.sampled_from((0.01, 1, 1000)))
def test_rounding_stays_near_and_keeps_the_sign(amount, digits, step):
    rounded = rounding.half_up(amount, digits)
    assert abs(rounded - amount) <= 0.5 * 10**-digits + NOISE
    assert rounding.half_up(-amount, digits) == -rounded
    assert rounding.half_up(rounded, digits) == rounded
    floor = rounding.floor_to(amount, step)
    assert floor - NOISE <= amount < floor + step + NOISE

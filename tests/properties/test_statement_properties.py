"""Loss rates and allowances, and what a balance sheet says."""

from dataclasses import replace

from draw import NOISE, amounts, rows, shares, signed, some, unknown_or
from formulas import altman, provision, statement, working_assets
from hypothesis import given
from hypothesis import strategies as st

pairs = rows(st.tuples(amounts, shares), 0, 6)
tables = st.integers(2, 6).flatmap(
    lambda width: rows(st.lists(amounts, min_size=width, max_size=width), 2, 5)
)
firms = st.builds(
    altman.Statement, signed, signed, signed, signed, some, some, unknown_or(some)
)


@given(pairs, st.floats(0, 3), st.floats(0, 3))
def test_an_allowance_is_at_most_the_gross_and_grows_with_the_outlook(row, one, more):
    gross, rates = [pair[0] for pair in row], [pair[1] for pair in row]
    found = provision.allowance(gross, rates, 2, one)
    assert all(0 <= a <= g for a, g in zip(found.buckets, gross, strict=True))
    assert abs(found.total - sum(found.buckets)) < 0.005
    assert provision.allowance(gross, rates, 2, one + more).total >= found.total
    turned = provision.allowance(gross[::-1], rates[::-1], 2, one)
    assert turned.buckets[::-1] == found.buckets
    assert turned.total == found.total


@given(some, rows(shares, 1, 6))
def test_what_reaches_a_later_bucket_of_a_cohort_is_lost_rather(sales, parts):
    paid, left = [], sales
    for part in parts:
        paid.append(round(left * part, 2))
        left = round(left - paid[-1], 2)
    found = provision.loss_rates_from_cohort(sales, paid)
    known = [rate for rate in found.loss_rates if rate is not None]
    assert all(0 <= rate <= 1 for rate in known)
    assert known == sorted(known)
    for balance, rate in zip(found.outstanding, found.loss_rates, strict=True):
        assert (rate is None) == (balance <= 0)


@given(tables)
def test_rates_of_migration_are_known_where_a_balance_stood(row):
    for rates in (provision.roll_rates(row), provision.migration_rates(row)):
        assert len(rates) == len(row[0]) - 1
        assert all(rate is None or rate >= 0 for rate in rates)
    for place, rate in enumerate(provision.roll_rates(row)):
        assert (rate is None) == all(not table[place] for table in row[:-1])


@given(tables, amounts)
def test_write_offs_are_no_collections(row, lost):
    without = provision.migration_rates(row)
    losses = [[lost] * len(row[0]) for _period in row[1:]]
    for before, after in zip(
        without, provision.migration_rates(row, losses), strict=True
    ):
        assert before is None or after >= before


@given(rows(unknown_or(shares), 0, 6), shares)
def test_losses_rise_towards_the_oldest_bucket(rates, last):
    chain = provision.loss_rates(rates, last)
    known = [rate for rate in chain if rate is not None]
    assert known == sorted(known)
    assert all(0 <= rate <= 1 for rate in known)
    assert len(chain) == len(rates) + 1
    # Behind an unknown rate nothing older is unknown, before it nothing is known.
    assert [rate is None for rate in chain] == sorted(
        (rate is None for rate in chain), reverse=True
    )


@given(amounts, amounts)
def test_the_movement_leads_to_what_is_required(required, existing):
    moved = provision.allowance_movement(required, existing)
    assert abs(existing + moved - required) < NOISE


@given(firms, amounts)
def test_a_score_rises_with_every_good_of_the_firm(firm, more):
    order = ["distress", "grey", "safe"]
    for kind in altman.WEIGHTS:
        score = altman.z_score(kind, firm)
        assert (score is None) == (kind != "z2" and firm.sales is None)
        if score is None:
            continue
        for name in ("working_capital", "retained_earnings", "ebit", "equity"):
            better = altman.z_score(
                kind, replace(firm, **{name: getattr(firm, name) + more})
            )
            assert better >= score - NOISE * abs(score)
        zone = altman.zone(kind, score)
        assert order.index(altman.zone(kind, score + more)) >= order.index(zone)


@given(firms, st.integers(2, 1000))
def test_a_score_does_not_know_the_unit(firm, unit):
    bigger = replace(
        firm,
        **{
            name: value * unit
            for name, value in zip(
                altman.Statement.__dataclass_fields__,
                (getattr(firm, name) for name in altman.Statement.__dataclass_fields__),
                strict=True,
            )
            if value is not None
        },
    )
    for kind in altman.WEIGHTS:
        one, other = altman.z_score(kind, firm), altman.z_score(kind, bigger)
        assert one is other is None or abs(one - other) <= NOISE * max(1, abs(one))


@given(unknown_or(st.floats(-10, 10)), st.floats(0, 10))
def test_the_percent_of_working_assets_never_falls(evaluation, more):
    found = working_assets.percent_of_working_assets(evaluation)
    if evaluation is None:
        assert found is None
    else:
        assert 0 <= found <= 25
        assert working_assets.percent_of_working_assets(evaluation + more) >= found


@given(amounts, amounts, amounts, amounts, signed)
def test_a_firm_is_never_given_a_negative_limit(assets, stock, short, debts, equity):
    found = working_assets.working_assets(assets, stock, short, debts, equity)
    if equity <= 0:
        assert (found.limit, found.evaluation) == (0, None)
    elif short <= 0:
        assert found.limit is None
    else:
        assert 0 <= found.limit <= max(0, found.working_assets) * 0.25 + NOISE


@given(st.builds(statement.Statement, *[unknown_or(amounts)] * 6))
def test_a_sheet_is_doubted_by_what_is_known_of_it(sheet):
    gap = statement.equity_gap(sheet)
    known = None not in (sheet.total_assets, sheet.total_liabilities, sheet.equity)
    assert (gap is None) != known
    for part, whole in statement.larger_parts(sheet):
        assert getattr(sheet, part) > getattr(sheet, whole)

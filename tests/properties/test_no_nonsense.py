"""NaN and infinity are refused, wherever a number may stand; nobody divides by zero."""

import math
import pkgutil
from datetime import date
from decimal import Decimal

import formulas
import pytest
from formulas import (
    abc_classes,
    admiralty,
    advice,
    ageing,
    altman,
    anomaly,
    attention,
    band_check,
    bands,
    bonus,
    completeness,
    contribution,
    dso,
    exposure,
    feature_analysis,
    gauges,
    growth,
    hold,
    hysteresis,
    ladder,
    light,
    limit_proposal,
    lunar,
    migration_matrix,
    payment,
    policy,
    promises,
    proportion,
    provision,
    provision_history,
    quality,
    rating,
    rfm,
    rhythm,
    rounding,
    satisfaction,
    scorecard,
    settlement,
    standing,
    statement,
    target,
    terms,
    trade_months,
    visits,
    working_assets,
    yearly,
)

DAY = date(2026, 3, 31)
TABLES = [[800, 300, 120], [820, 320, 150], [790, 340, 155]]
FIRM = (3.0, 1.2, 0.9, 5.0, 9.2, 4.2, 18.0)
TABLE = [bands.Band("a", lower=5, upper=9), bands.Band("b", upper=7)]


def _promise(function, amount, paid):
    return function(promises.Promise(amount, DAY, [(DAY, paid)]), DAY)


def _score(weight, factor, raw, least):
    item = scorecard.Item("a", weight, factor=factor)
    return scorecard.evaluate([item], {"a": raw}, min_coverage=least)


def _words(raw):
    return scorecard.evaluate([scorecard.Item("a", 1, values={"A": 1})], {"a": raw})


def _held(limit, net, cash, overdue, oldest, term, amount, percent, days):
    standing = hold.Standing("limit", limit, net, cash, overdue, oldest, term_days=term)
    return hold.reasons(standing, amount, {"over_limit": percent, "terms_worse": days})


def _terms(limit, amount, percent):
    layers = [terms.Layer(amount, percent), terms.Layer(mode="cash_only")]
    return terms.in_force(terms.Terms("limit", limit), layers)


#: Every formula that takes numbers, with arguments that are all right.
CALLS = [
    (payment.payment_index, 5),
    (payment.days_for_index, 50),
    (payment.risk_band, 60),
    (payment.weighted_days_late, [(100, 3)], [(50, 10)]),
    (payment.days_beyond_terms_by_bucket, 1000, [1, 2, 3, 4]),
    (dso.dso, 100, 200, 30),
    (dso.best_possible_dso, 100, 50, 200, 30),
    (dso.dso_countback, 500, [(230, 30), (190, 31), (200, 30)]),
    (dso.cei, 300, 300, 250, 100, 3),
    (ageing.bucket, 5),
    (ageing.spread, [(10, 5), (-3, 4)]),
    (ageing.residual_as_of, 100, [(DAY, 5)], DAY),
    (lambda *args: _promise(promises.promise_state, *args), 100, 50),
    (
        lambda *args: _promise(
            lambda one, day: promises.broken_ratios([one], day), *args
        ),
        100,
        50,
    ),
    (promises.fulfil, [(DAY, DAY, 300)], [(DAY, 100), (DAY, 50)]),
    (settlement.cash_split, 100, 90, 100),
    (lambda *args: provision.allowance(*args[:2], 2, args[2]), [100], [0.1], 1.05),
    (provision.loss_rates_from_cohort, 100, [20, 30]),
    (provision.roll_rates, TABLES),
    (provision.migration_rates, TABLES, [[1, 2, 3], [1, 2, 3]]),
    (provision.loss_rates, [0.5, 0.4], 1.0),
    (provision.allowance_movement, 300, 120),
    (
        lambda *args: provision_history.history_rates("due", [0, 1, 31], *args),
        [[800, 300, 9, 9], [820, 320, 150, 9]],
        [[0, 0, 0, 0]],
        1.0,
    ),
    (lambda *firm: altman.z_score("z", altman.Statement(*firm)), *FIRM),
    (lambda x: altman.z_score("z", altman.Statement(*FIRM), x), 1.0),
    (lambda *firm: altman.balances(altman.Statement(*firm)), *FIRM),
    (lambda *firm: altman.emerging_market_score(altman.Statement(*firm)), *FIRM),
    (lambda score: altman.zone("z2", score), 1.1),
    (working_assets.percent_of_working_assets, 0.3),
    (working_assets.working_assets, 6, 2.5, 3, 4.2, 5),
    (working_assets.working_assets, 6, 2.5, 3, 4.2, -5),
    (feature_analysis.feature_score, {"a": 5, "b": 3}, {"a": 1, "b": 2}),
    (_score, 3, 1.5, 40, 60),
    (_words, 1.5),
    (lambda *args: hysteresis.next_state(hysteresis.RatingState("A"), *args), 72),
    (lambda score: hysteresis.next_state(hysteresis.RatingState(), score, "C"), 72),
    (rating.rating, 72),
    (rfm.rank_bins, [1, 2, 3]),
    (abc_classes.abc_classes, {1: 5, 2: 3}, 80, 95),
    (growth.growth_rate, 110, 100),
    (growth.growth_class, 110, 100, 900, True, None, 5),
    (growth.effects, [growth.ProductChange(100, 10, 80, 12)]),
    (rhythm.rhythm, [30, 28, 33], 76, 60),
    (rhythm.silence_probability, 30, 75),
    (rhythm.pooled_silence_probability, 2, 60, 20, 600, 75),
    (anomaly.robust_z, [1, 2, 4]),
    (anomaly.outliers, [1, 2, 3, 4, 5, 6, 7, 99], 3.5),
    (anomaly.outliers, [1, 2], 3.5),
    (anomaly.newest_order_score, [8, 1, 2, 3, 2, 1, 2, 3, 2]),
    (
        lambda *args: standing.standings(
            {1: standing.Trade(*args[:1], 2, DAY, *args[1:2])}, *args[2:]
        ),
        5,
        6,
        70,
        80,
    ),
    (standing.share, 5, 80),
    (migration_matrix.shrunk_row, [12, 5], [0.7, 0.3], 3),
    (limit_proposal.average_month, [100, 0]),
    (lambda *args: limit_proposal.sales_limit(*args, "A"), 100, 1.5),
    (limit_proposal.propose, 240, 180, 2500, 9000),
    (limit_proposal.damped, 100, 180, 0.25, 20, 10),
    (limit_proposal.damped, 0, 180, 0.25, 20, 10),
    (lambda *args: limit_proposal.insured_exposure(*args, True), 100, 50, 50),
    (lambda *args: limit_proposal.seasonal_limit(*args, False), 200, 50),
    (_terms, 100, 20, -30),
    (_held, 1000, 900, 900, 50, 31, 30, 200, 100, 30),
    (
        lambda left, amount: hold.reasons(
            hold.Standing("limit", group_headroom=left), amount, {"over_group": 0}
        ),
        *(50, 100),
    ),
    (
        lambda *args: hold.is_worse(
            hold.Release(*args[:2]), hold.Standing("limit", net=args[2]), args[3]
        ),
        *(1000, 500, 500, 1000),
    ),
    (completeness.completeness, [completeness.Section(25, 8, 10)]),
    (completeness.freshness, 30, 60),
    (lambda age: admiralty.intelligence_weight("B2", age), 30),
    (contribution.contribution, contribution.Sold(*map(Decimal, (3, 10, 1, 4)))),
    (target.achieved, 30, 120),
    (lambda share: target.is_behind(share, DAY, DAY, DAY), 50),
    (exposure.Exposure, 1, 2, 3, 4, 5, 6, 7, 8),
    (exposure.Exposure(5).utilisation, 10),
    (exposure.Exposure(5).headroom, 10),
    (exposure.split_order_line, 10, 6, 4, 11300, 0.14),
    (
        lambda *args: attention.attention(attention.Trouble(light.GREEN, "C", *args)),
        *(1, 500.0),
    ),
    (light.light, light.Credit("limit", 5000.0, 60.0, 0, "A", False, 9.0)),
    (
        lambda *args: attention.attention(attention.Trouble(light.GREEN, "C", *args)),
        *(1, 500.0),
    ),
    (proportion.wilson_interval, 3, 50, 1.96),
    (lambda value: bands.find(value, TABLE), 6),
    (band_check.gap, TABLE),
    (band_check.unreachable, TABLE),
    (band_check.overlap, TABLE),
    (quality.mean, [(1, 2), (3, 4)]),
    (statement.equity_gap, statement.Statement(9, 6, 3, 4, 2, 5)),
    (statement.larger_parts, statement.Statement(9, 6, 3, 4, 2, 5)),
    (trade_months.lay_out, [(DAY.replace(day=1), 90, 10, 0)], DAY),
    (lambda pairs: trade_months.shares(pairs, 2), [("a", 60), ("b", 30)]),
    (ladder.sanction_step, 30),
    (lambda *args: advice.suggest(*args, DAY), [20, 50, 80, 110], [9, 10, 11, 10]),
    (lambda *args: advice.answered_on(args[0], DAY, DAY, [(DAY, args[1])]), 9, 10),
    (bonus.bonus, 800000, [bonus.Rate(500000, 2), bonus.Rate(900000, 3)]),
    (lambda *args: ladder.may_be_rewarded("AA", args[0], "stable", args[1]), 0, 70),
    (gauges.gauge, {"cooperation": 90, "rhythm": 60}, gauges.RELATION),
    (gauges.quadrant, 80, 20),
    (gauges.freshness_mark, 30),
    (gauges.payment_mark, 40),
    (policy.price_verdict, 500.0, 498.0, True, 0.01, 2.0),
    (policy.least_verdict, 19.0, 20.0, 5.0),
    (policy.compliance, 3, 1),
    (policy.passed_on, 200, 150),
    (visits.window, 30, DAY),
    (lunar.yearly, 4, 5, DAY, DAY),
    (lambda *args: lunar.yearly(*args, DAY, DAY, lunar=True), 4, 5),
    (satisfaction.fall, satisfaction.Marks(3, 2), satisfaction.Marks(4, 2)),
    (lambda amount: yearly.a_year(amount, date(2025, 3, 31), DAY), 5),
    (rounding.clean, 5),
    (rounding.half_up, 5.5),
    (rounding.floor_to, 61900, 1000),
]
#: Modules without a number of their own that a caller could spoil.
WITHOUT_NUMBERS = {
    *("canonical", "changes", "commitment", "festival", "grade", "grade_matrix"),
    *("life_stage", "migration_table", "period", "provision_buckets", "schedule"),
    "try_out",
    # a part of scorecard, and compositions of the formulas above over sums of SQL
    *("scorecard_item", "figures", "sums"),
}


def spoiled(value, bad):
    """Yield copies of a value with one of its numbers gone bad."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float | Decimal):
        yield Decimal(str(bad)) if isinstance(value, Decimal) else bad
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from ({**value, key: other} for other in spoiled(part, bad))
    elif isinstance(value, list | tuple):
        for place, part in enumerate(value):
            for other in spoiled(part, bad):
                parts = [*value[:place], other, *value[place + 1 :]]
                make = getattr(type(value), "_make", type(value))
                yield make(parts)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf], ids=str)
@pytest.mark.parametrize(
    "call", CALLS, ids=lambda call: getattr(call[0], "__name__", "")
)
def test_no_formula_takes_what_is_no_number(call, bad):
    function, *args = call
    function(*args)
    tried = 0
    for wrong in spoiled(args, bad):
        tried += 1
        with pytest.raises(ValueError):
            found = function(*wrong)
            pytest.fail(f"{wrong} gives {found}")
    assert tried


def test_every_module_is_asked():
    """A module that is imported here is used here: ruff sees to it."""
    modules = {info.name for info in pkgutil.iter_modules(formulas.__path__)}
    assert modules - WITHOUT_NUMBERS - globals().keys() == set()


ZEROS = [
    (bonus.bonus, 0, [bonus.Rate(0, 2)]),
    (payment.weighted_days_late, [(0, 3)], [(0, 10)]),
    (payment.days_beyond_terms_by_bucket, 0, [0, 0, 0, 0]),
    (dso.dso, 0, 0, 0),
    (dso.dso_countback, 5, [(0, 0)]),
    (dso.cei, 0, 0, 0, 0),
    (settlement.cash_split, 0, 0, 0),
    (provision.allowance, [0], [0]),
    (provision.loss_rates_from_cohort, 0, [0, 0]),
    (provision.roll_rates, [[0, 0], [0, 0]]),
    (provision.migration_rates, [[0, 0], [0, 0]]),
    (altman.z_score, "z", altman.Statement(0, 0, 0, 0, 0, 0, 0)),
    (working_assets.working_assets, 0, 0, 0, 0, 0),
    (working_assets.working_assets, 0, 0, 0, 0, 1),
    (rfm.rank_bins, [0, 0]),
    (standing.share, 5, 0),
    (standing.standings, {}, 0, 0),
    (anomaly.newest_order_score, [0] * 9),
    (promises.fulfil, [], [(DAY, -5)]),
    (abc_classes.abc_classes, {1: 0, 2: 0}),
    (growth.growth_rate, 0, 0),
    (growth.growth_class, 0, 0, 0, True),
    (rhythm.rhythm, [0, 0, 0], 0),
    (rhythm.silence_probability, 0, 0),
    (anomaly.robust_z, [0, 0]),
    (limit_proposal.average_month, [0]),
    (limit_proposal.propose, 0, 0, 0, 0),
    (limit_proposal.damped, 0, 0),
    (completeness.completeness, [completeness.Section(0, 0, 0)]),
    (completeness.completeness, [completeness.Section(0, 0, 1)]),
    (target.achieved, 0, 0),
    (terms.in_force, terms.Terms(), [terms.Layer(0, 0)]),
    (hold.reasons, hold.Standing("limit"), 0, {"over_limit": 0}),
    (exposure.Exposure().utilisation, 0),
    (exposure.split_order_line, 0, 0, 0, 0, 0),
    (exposure.split_order_line, 1, 0, 0, 5, 0),
    (proportion.wilson_interval, 0, 0),
    (quality.mean, [(0, 0)]),
    (trade_months.shares, [("a", 0)], 1),
    (gauges.gauge, {}, {}),
    (satisfaction.fall, satisfaction.Marks(0, 0), satisfaction.Marks()),
    (yearly.a_year, 0, DAY, DAY),
    (policy.compliance, 0, 0),
    (policy.passed_on, 0, 0),
    (promises.broken_ratios, [promises.Promise(0, DAY)], date(2026, 5, 1)),
]
#: Where nothing to divide by is nonsense and not a fact.
REFUSED = [
    (dso.cei, 1, 1, 1, 1, 0),
    (feature_analysis.feature_score, {"a": 5}, {"a": 0}),
    (feature_analysis.feature_score, {}, {}),
    (rhythm.pooled_silence_probability, 0, 0, 0, 0, 0),
    (migration_matrix.shrunk_row, [0], [0], 0),
    (limit_proposal.damped, 1, 1, 0.25, None, 0),
    (completeness.freshness, 5, 0),
    (target.elapsed, DAY, date(2026, 3, 30), DAY),
    (rounding.floor_to, 5, 0),
    (policy.price_verdict, 5, 0, True),
    (policy.price_verdict, 5, 5, True, 0),
    (policy.least_verdict, 5, 0),
    (scorecard.Item, "a", 0, [], {}, 1.0),
]


@pytest.mark.parametrize("call", ZEROS, ids=lambda call: call[0].__name__)
def test_nothing_is_divided_by_zero(call):
    function, *args = call
    function(*args)


@pytest.mark.parametrize("call", REFUSED, ids=lambda call: call[0].__name__)
def test_nonsense_to_divide_by_is_refused_in_words(call):
    function, *args = call
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        function(*args)

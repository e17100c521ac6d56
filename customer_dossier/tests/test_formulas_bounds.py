from datetime import date

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    abc_classes,
    admiralty,
    ageing,
    altman,
    anomaly,
    completeness,
    dso,
    exposure,
    feature_analysis,
    festival,
    growth,
    ladder,
    light,
    limit_proposal,
    migration_matrix,
    payment,
    promises,
    provision,
    rfm,
    rhythm,
    scorecard,
    settlement,
    working_assets,
)
from odoo.addons.customer_dossier.formulas.hysteresis import RatingState, next_state

#: Product defaults, each with the value that the specification prints.
DEFAULTS = (
    (abc_classes.A_SHARE, 80),
    (abc_classes.B_SHARE, 95),
    (admiralty.CAP_WEIGHT, 0.48),
    (admiralty.RELIABILITY["D"], 0.4),
    (admiralty.CREDIBILITY["4"], 0.4),
    (anomaly.LIMIT, 3.5),
    (festival.SEASON_BEFORE, 60),
    (festival.SEASON_AFTER, 15),
    (growth.NEW_DAYS, 365),
    (light.NEARLY_FULL, 90),
    (migration_matrix.FEW_CUSTOMERS, 10),
    (rhythm.FESTIVAL_PATIENCE, 1.2),
    (rhythm.MAX_GAPS, 12),
    (rhythm.MIN_GAPS, 3),
    (scorecard.MIN_COVERAGE, 60),
    (sum(feature_analysis.WEIGHTS.values()), 100),
    (
        tuple(feature_analysis.WEIGHTS.values()),
        (2, 4, 5, 5, 7, 5, 6, 3, 4, 4, 8, 3, 12, 6, 6, 6, 8, 6),
    ),
    (altman.WEIGHTS["z"], (1.2, 1.4, 3.3, 0.6, 0.999)),
)


@tagged("-at_install", "post_install", "formulas")
class TestFormulasBounds(BaseCase):
    """On the bound, one step before it and one behind."""

    def assertAll(self, function, cases):
        for args, expected in cases:
            args = args if isinstance(args, tuple) else (args,)
            with self.subTest(function=function.__name__, args=args):
                self.assertEqual(function(*args), expected)

    def test_defaults_are_those_of_the_specification(self):
        for actual, expected in DEFAULTS:
            self.assertEqual(actual, expected)

    def test_payment(self):
        self.assertAll(payment.risk_band, [(50, "medium"), (49.99, "high")])
        three_days = [(date(2025, 3, 13), 999.999)]
        promise = promises.Promise(1000, date(2025, 3, 10), three_days)
        self.assertEqual(
            promises.promise_state(promise, date(2025, 3, 14)), "partially_kept"
        )
        exact = promises.Promise(0.3, date(2025, 3, 10), [(date(2025, 3, 1), 0.1)] * 3)
        self.assertEqual(promises.promise_state(exact, date(2025, 3, 1)), "kept")
        self.assertAll(
            settlement.cash_split,
            [((100, 120, 100), (100, 0)), ((100, 50, 0), (0, 100))],
        )

    def test_dso_and_collection(self):
        self.assertEqual(dso.cei(300, 300, 250, 100, periods=3), 50)
        self.assertIsNone(dso.cei(100, 0, 100, 100))
        self.assertAlmostEqual(dso.cei(100, 0.5, 100, 100), 100)
        self.assertEqual(dso.dso_countback(10, [(0, 30), (10, 30)]), (0, True))
        self.assertEqual(dso.dso_countback(10, [(0.5, 30), (9.5, 30)]), (60, False))
        self.assertEqual(dso.dso_countback(-5, [(10, 30)]), (0, False))

    def test_exposure(self):
        parts = exposure.Exposure(draft_invoices=7, deposits=2, guarantees=1)
        self.assertEqual((parts.gross, parts.net), (7, 4))
        self.assertEqual(exposure.Exposure().net, 0)
        self.assertEqual(ageing.spread([(0.5, 3)])["1_30"], 0.5)
        self.assertEqual(ageing.spread([(-0.5, 3)])["unallocated"], -0.5)

    def test_growth(self):
        self.assertAll(
            growth.growth_class,
            [
                ((150, 100, 364, True), "new"),
                ((150, 100, 365, True), "fast_growing"),
                ((150, 100, None, True), "fast_growing"),
                ((105, 100, 900, True, None, 5), "stable"),
                ((140, 100, 900, True, None, 40), "fast_growing"),
                ((140, 100, 900, True, None, 40.01), "stable"),
                ((0.5, 100, 900, True), "fast_declining"),
                ((1.3, 1, 900, True), "fast_growing"),
            ],
        )
        self.assertEqual(growth.growth_rate(3, 0.5), 5)
        self.assertEqual(abc_classes.abc_classes({1: 0.5, 2: 0}), {1: "A", 2: "N"})

    def test_rhythm(self):
        states = [
            (([10, 10, 10], days, silence), state)
            for days, silence, state in (
                (15, None, "on_rhythm"),
                (25, None, "late"),
                (40, None, "at_risk"),
                (41, None, "lost"),
                (48, 40, "late"),
                (49, 40, "lost"),
                (0, None, "on_rhythm"),
            )
        ]
        self.assertAll(lambda *args: rhythm.rhythm(*args).state, states)
        self.assertEqual(rhythm.rhythm([10, 10], 5).state, "insufficient")

    def test_festival(self):
        table = {"spring": {2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}}
        names = [
            festival.comparison_windows(date(*day), 30, table).festival
            for day in (
                # the season runs from 19 December 2025 to 3 March 2026
                (2025, 12, 18),
                (2025, 12, 19),
                (2026, 4, 1),
                (2026, 4, 2),
                # no festival of 2024 to compare with
                (2025, 1, 15),
            )
        ]
        self.assertEqual(names, [None, "spring", "spring", None, None])
        leap = festival.comparison_windows(date(2028, 2, 29), 1, {})
        self.assertEqual(leap.then.start, date(2027, 2, 28))
        march = festival.comparison_windows(date(2025, 3, 29), 1, {})
        self.assertEqual(march.then.start, date(2024, 3, 29))
        dates = table["spring"]
        window = festival.season_window(dates, 2026, before=1, after=2)
        self.assertEqual(window, (date(2026, 2, 16), date(2026, 2, 19)))

    def test_small_portfolios_and_few_orders(self):
        self.assertEqual(rfm.rank_bins([1, 2, 3], 3), [1, 2, 3])
        self.assertIsNone(anomaly.outliers([1, 2, 3, 4, 5, 6, 99]))
        self.assertIsNone(anomaly.outliers([], minimum=0))
        # deviations 1, 1, 1 and 3.5 / 0.6745: a score of 3.5 itself is none
        edge = [-1.0, 0.0, 0.0, 1.0, 3.5 / 0.6745]
        self.assertEqual(anomaly.outliers(edge, minimum=5), [])

    def test_scorecard(self):
        items = [scorecard.Item(key, 1, factor=1) for key in "abcde"]
        self.assertTrue(scorecard.evaluate(items, {"a": 1, "b": 1, "c": 1}).rated)
        self.assertFalse(scorecard.evaluate(items, {"a": 1, "b": 1}).rated)
        self.assertEqual(scorecard.evaluate([], {}).coverage, 0)
        self.assertEqual(items[0].points(-3), 0)
        self.assertEqual(items[0].points(0.5), 0.5)

    def test_hysteresis_starts_afresh_after_a_move(self):
        self.assertEqual(RatingState(), (None, 0, 0))
        first = next_state(RatingState("A"), 50)
        self.assertEqual(first, ("A", -1, 1))
        self.assertEqual(next_state(first, 95), ("A", 1, 1))
        self.assertEqual(next_state(first, 50), ("B", 0, 0))
        self.assertEqual(next_state(RatingState("A", -1, 1), 72), ("A", 0, 0))
        self.assertEqual(next_state(RatingState("A"), 50, confirm=1).rating, "B")

    def test_light(self):
        good = light.Credit("limit", 100.0, 89.99, 0, "A")
        self.assertAll(
            lambda credit: light.light(credit).reason,
            [
                ((good,), "free"),
                ((good._replace(utilisation=90.0),), "nearly_full"),
                ((good._replace(oldest_overdue_days=30),), "overdue"),
                ((good._replace(oldest_overdue_days=31),), "overdue_long"),
                ((good._replace(headroom=0.0),), "nearly_full"),
                ((good._replace(headroom=0.5),), "free"),
                ((good._replace(headroom=-0.01),), "over_limit"),
                ((light.Credit("unlimited", -1.0, 99.0, 0),), "free"),
                ((light.Credit("unlimited", None, None, 0),), "free"),
            ],
        )

    def test_limits(self):
        self.assertIsNone(limit_proposal.average_month([0]))
        self.assertEqual(limit_proposal.average_month([0.5]), 0.5)
        self.assertEqual(limit_proposal.propose(net_worth=-5).limit, 0)
        self.assertEqual(limit_proposal.insured_exposure(1000, 400, 50, False), 1200)
        self.assertAll(
            ladder.sanction_step,
            [(0, "none"), (60, "credit_stop_limit_cut"), (90.5, ladder.STEPS[-1][0])],
        )

    def test_completeness(self):
        section = completeness.Section
        self.assertEqual(completeness.completeness([section(5, 1, 1)]), 100)
        with self.assertRaises(ValueError):
            completeness.completeness([section(5, 2, 1)])

    def test_provision(self):
        self.assertEqual(provision.allowance([100.555], [1]).buckets, [100.56])
        self.assertEqual(provision.allowance([1, 1], [0, 1]).total, 1)
        for wrong in (-0.01, 1.01):
            with self.assertRaises(ValueError):
                provision.allowance([1], [wrong])
        cohort = provision.loss_rates_from_cohort(100, [100, 0])
        self.assertEqual(cohort.loss_rates, [0, None])
        self.assertEqual(provision.loss_rates_from_cohort(0.5, [0]).loss_rates, [1])
        self.assertEqual(provision.roll_rates([[0, 1], [5, 1]]), [None])
        self.assertEqual(provision.roll_rates([[0.5, 1], [5, 0.25]]), [0.5])
        three = [[100, 50, 10], [100, 40, 30]]
        self.assertEqual(provision.migration_rates(three), [0.4, 0.5])
        losses = [[10, 6, 0]]
        self.assertEqual(provision.migration_rates(three, losses), [0.5, 0.6])

    def test_statements(self):
        zones = [
            ((("z"), score), name)
            for score, name in (
                (1.809, "distress"),
                (1.81, "grey"),
                (2.99, "grey"),
                (2.991, "safe"),
            )
        ]
        self.assertAll(altman.zone, zones)
        firm = altman.Statement(3.0, 1.2, 0.9, 5.0, 9.2, 4.2)
        self.assertIsNone(altman.z_score("z1", firm))
        self.assertIsNotNone(altman.z_score("z2", firm))
        small = altman.Statement(0.1, 0.1, 0.1, 0.2, 0.5, 0.3, 0)
        self.assertIsNotNone(altman.z_score("z1", small))
        for assets, debts in ((0, 1), (1, 0), (-1, 1)):
            shell = altman.Statement(1, 1, 1, 1, assets, debts, 1)
            self.assertIsNone(altman.z_score("z2", shell))
        self.assertTrue(altman.balances(altman.Statement(0, 0, 0, 1, 3.005, 2), 0.0051))
        self.assertFalse(altman.balances(altman.Statement(0, 0, 0, 1, 3.006, 2)))
        percents = [(-1.8, 10.0), (-0.4, 15.0), (0.3, 17.5), (-1.79, 12.5)]
        self.assertAll(working_assets.percent_of_working_assets, percents)

    def test_a_firm_without_debts_has_no_working_asset_limit(self):
        free = working_assets.working_assets(5, 1, 0, 0, 5)
        self.assertIsNone(free.limit)
        self.assertEqual(working_assets.working_assets(5, 1, 1, 1, 0).limit, 0)
        self.assertGreater(working_assets.working_assets(5, 1, 0.5, 0.5, 0.5).limit, 0)

    def test_marks_outside_the_scale_are_refused(self):
        for mark in (-0.1, 10.1):
            with self.assertRaises(ValueError):
                feature_analysis.feature_score({"a": mark}, {"a": 1})
        self.assertEqual(
            feature_analysis.feature_score({"a": 0}, {"a": 1}), (0, 0, 100)
        )

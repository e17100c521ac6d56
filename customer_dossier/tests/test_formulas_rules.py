import math
from datetime import date, timedelta
from itertools import pairwise, permutations, product

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    abc_classes,
    ageing,
    dso,
    exposure,
    festival,
    grade,
    growth,
    hysteresis,
    light,
    payment,
    provision,
    rating,
    rfm,
    rhythm,
    scorecard,
)

from .vectors.festivals import load_festivals


@tagged("-at_install", "post_install", "formulas")
class TestFormulasRules(BaseCase):
    """What must hold for every input, beyond the vectors."""

    def test_unknown_never_becomes_zero(self):
        self.assertIsNone(payment.payment_index(payment.weighted_days_late([])))
        self.assertIsNone(dso.dso_countback(None, [(1, 30)]).dso)
        self.assertIsNone(dso.best_possible_dso(100, None, 100, 30))
        self.assertIsNone(growth.growth_class(None, 1, 900, True))
        self.assertIsNone(growth.growth_class(1, None, 900, True))
        self.assertIsNone(exposure.Exposure(5).utilisation(None))
        self.assertIsNone(exposure.Exposure(5).headroom(None))
        self.assertIsNone(ageing.bucket(None))
        self.assertIsNone(rhythm.rhythm([30, 30, 30], None).ratio)
        self.assertEqual(rating.rating(None), rating.NOT_RATED)
        self.assertEqual(grade.risk_level(None), "unknown")
        self.assertEqual(abc_classes.abc_classes({1: None, 2: 5}), {1: None, 2: "A"})

    def test_nan_is_refused(self):
        nan = math.nan
        calls = (
            (payment.payment_index, nan),
            (payment.weighted_days_late, [(1, nan)]),
            (rating.rating, nan),
            (dso.dso_countback, nan, []),
            (dso.dso, nan, 1, 30),
            (abc_classes.abc_classes, {1: nan}),
            (scorecard.Item("x", 1, factor=1).points, nan),
            (growth.growth_class, nan, 1, 900, True),
        )
        for function, *args in calls:
            with self.subTest(function), self.assertRaises(ValueError):
                function(*args)

    def test_later_payment_never_improves_the_index(self):
        indexes = [payment.payment_index(days / 4) for days in range(-200, 900)]
        self.assertTrue(all(new <= old for old, new in pairwise(indexes)))
        self.assertEqual({min(indexes), max(indexes)}, {1.0, 100.0})

    def test_every_day_falls_in_the_bucket_that_names_it(self):
        for days in range(-400, 800):
            (column,) = [
                b
                for b in ageing.BUCKETS
                if (b.first is None or b.first <= days)
                and (b.last is None or days <= b.last)
            ]
            self.assertEqual(ageing.bucket(days), column.key)

    def test_ageing_loses_no_cent(self):
        items = [(days * 1.01 - 50, days * 7 - 100) for days in range(100)]
        total = sum(residual for residual, _days in items)
        self.assertAlmostEqual(sum(ageing.spread(items).values()), total)

    def test_count_back_equals_the_set_based_sum(self):
        """dso = sum(days * clamp((receivable - newer sales) / sales, 0, 1))."""
        for receivable, sales in product(
            (0, 1, 99.5, 100, 250, 1000), permutations((100, 40, 260))
        ):
            newer, expected = 0, 0.0
            for month in sales:
                expected += 30 * min(1, max(0, (receivable - newer) / month))
                newer += month
            result = dso.dso_countback(receivable, [(month, 30) for month in sales])
            self.assertAlmostEqual(result.dso, expected)
            self.assertEqual(result.exhausted, receivable > sum(sales))

    def test_what_is_invoiced_ahead_is_never_counted_twice(self):
        """Invoiced, delivered ahead and open add up to the line, or to what went out."""
        for ordered, delivered, invoiced in product(range(1, 6), range(7), range(7)):
            line = exposure.split_order_line(
                ordered, delivered, invoiced, ordered * 2.0
            )
            self.assertGreaterEqual(min(line), 0)
            total = invoiced * 2 + sum(line)
            self.assertEqual(total, 2 * max(ordered, delivered, invoiced))

    def test_what_is_given_up_counts_no_more_and_what_comes_after_does(self):
        for ordered, delivered, invoiced in product(range(1, 6), range(7), range(7)):
            settled = max(delivered, invoiced)
            more = max(ordered, settled) + 2
            for quantity, out, expected in (
                (ordered, delivered, (0, 0)),
                (more, delivered, (0, 4)),
                (more, settled + 3, (6, 2 * max(more - max(ordered, settled + 3), 0))),
            ):
                line = exposure.split_order_line(
                    quantity,
                    out,
                    invoiced,
                    quantity * 2.0,
                    ordered_closed=ordered,
                    delivered_closed=delivered,
                )
                self.assertEqual(line, expected)

    def test_an_order_line_without_quantity_adds_nothing(self):
        self.assertEqual(sum(exposure.split_order_line(0, 3, 0, 0)), 0)
        self.assertEqual(sum(exposure.split_order_line(-5, -5, 0, -500)), 0)

    def test_foreign_order_lines_are_converted(self):
        line = exposure.split_order_line(10, 0, 0, 1400, currency_rate=0.14)
        self.assertAlmostEqual(line.open_order, 10000)

    def test_growth_bounds_hold_for_any_amount(self):
        """A bound met on paper is met in floats, whatever the sales are."""
        bounds = {1.3: "fast_growing", 1.1: "growing", 0.9: "declining"}
        for cents in range(1001, 100000, 997):
            for factor, expected in {**bounds, 0.7: "fast_declining"}.items():
                last = cents / 100
                now = last * factor
                self.assertEqual(growth.growth_class(now, last, 900, True), expected)

    def test_volume_and_price_always_add_up(self):
        products = [
            growth.ProductChange(q1, p1, q1 * 0.7 + 3, p1 * 1.1 - 1)
            for q1, p1 in product((0, 5, 80.5), (0, 9.9, 300))
        ]
        result = growth.effects(products)
        self.assertAlmostEqual(result.delta, result.volume + result.price)

    def test_comparison_windows_have_equal_length_and_distance_to_the_festival(self):
        festivals = load_festivals()
        spring = festivals["spring"]
        start = date(2023, 1, 1)
        for as_of in (start + timedelta(days=7 * week) for week in range(400)):
            now, then, name = festival.comparison_windows(as_of, 60, festivals)
            self.assertEqual(now.end - now.start, then.end - then.start)
            self.assertEqual(now.end, as_of + timedelta(days=1))
            years = now.end.year, now.end.year - 1
            if name == "spring" and now.end <= spring[years[0]]:
                distances = spring[years[0]] - now.end, spring[years[1]] - then.end
                self.assertEqual(*distances)
            if name is None:
                self.assertIn((now.end - then.end).days, (365, 366))

    def test_windows_outside_the_table_compare_calendar_years(self):
        leap_day = date(2044, 2, 29)
        now, then, name = festival.comparison_windows(leap_day, 30, load_festivals())
        self.assertIsNone(name)
        self.assertEqual((now.end - then.end).days, 366)

    def test_abc_does_not_depend_on_the_order_of_reading(self):
        sales = {1: 300, 2: 300, 3: 200, 4: 100, 5: 100, 6: None, 7: -4}
        expected = abc_classes.abc_classes(sales)
        for rows in list(permutations(sales.items()))[::37]:
            self.assertEqual(abc_classes.abc_classes(dict(rows)), expected)

    def test_equal_customers_share_a_bin(self):
        values = [5, 1, 5, 9, 1, 1, 9, 2]
        bins = rfm.rank_bins(values)
        for value in set(values):
            same = {b for b, other in zip(bins, values, strict=True) if other == value}
            self.assertEqual(len(same), 1)

    def test_caps_never_lift_a_rating(self):
        names = [band.result for band in rating.SCALE]
        for name, cap in product(names, names):
            capped = rating.capped(name, [cap])
            self.assertEqual(capped, names[max(names.index(name), names.index(cap))])

    def test_a_cap_pulls_a_rating_down_after_its_confirmations(self):
        state = hysteresis.RatingState("AA")
        seen = []
        for _run in range(5):
            state = hysteresis.next_state(state, 95, ceiling="B")
            seen.append(state.rating)
        self.assertEqual(seen, ["AA", "A", "A", "B", "B"])

    def test_a_first_rating_respects_its_cap(self):
        state = hysteresis.next_state(hysteresis.RatingState(), 95, ceiling="B")
        self.assertEqual(state.rating, "B")

    def test_a_hard_trigger_never_lifts_a_rating(self):
        state = hysteresis.next_state(hysteresis.RatingState("C"), 95, hard="B")
        self.assertEqual(state.rating, "C")

    def test_no_score_is_not_rated_and_a_new_score_starts_afresh(self):
        state = hysteresis.next_state(hysteresis.RatingState("A"), None)
        self.assertEqual(state.rating, "N")
        self.assertEqual(hysteresis.next_state(state, 85).rating, "AA")

    def test_the_grade_matrix_has_every_cell(self):
        cells = set(product(grade.VALUE_LEVELS, grade.RISK_LEVELS))
        self.assertEqual(set(grade.MATRIX), cells)
        self.assertEqual(set(grade.MATRIX.values()), set(grade.REVIEW_DAYS))

    def test_roll_rates_and_the_cohort_agree_on_one_cohort(self):
        cohort = provision.loss_rates_from_cohort(1000, [500, 270, 150, 60])
        balances = [*cohort.outstanding, cohort.unpaid]
        tables = [
            [balances[k] if k == place else 0 for k in range(5)] for place in range(5)
        ]
        rolled = provision.loss_rates(provision.roll_rates(tables))
        for expected, actual in zip(cohort.loss_rates, rolled, strict=False):
            self.assertAlmostEqual(actual, expected)

    def test_the_light_is_never_green_without_knowledge(self):
        for mode in (None, "limit", "cash_only", "unlimited"):
            found = light.light(light.Credit(mode))
            self.assertIn(found.colour, ("grey", "amber"), mode)

    def test_a_worse_fact_never_gives_a_better_light(self):
        order = ["green", "amber", "red"]
        base = light.Credit("limit", 100.0, 50.0, 0, "A")
        worse = (
            base._replace(utilisation=95.0),
            base._replace(headroom=-0.01, utilisation=100.01),
            base._replace(oldest_overdue_days=1),
            base._replace(oldest_overdue_days=31),
            base._replace(rating="C"),
            base._replace(credit_mode="cash_only"),
            base._replace(stopped=True),
        )
        start = order.index(light.light(base).colour)
        for credit in worse:
            self.assertGreater(order.index(light.light(credit).colour), start, credit)

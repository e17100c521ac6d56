"""Values exactly on a bound, and tables as they were agreed on: found by mutants."""

from datetime import date, timedelta

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    advice,
    altman,
    anomaly,
    attention,
    band_check,
    bonus,
    gauges,
    settlement,
    terms,
)
from odoo.addons.customer_dossier.formulas.bands import Band
from odoo.addons.customer_dossier.formulas.light import Light

DAY = date(2026, 4, 1)


@tagged("-at_install", "post_install", "formulas")
class TestFormulasEdges(BaseCase):
    """A bound belongs to one side, and somebody has decided to which."""

    def test_the_tables_of_the_gauges_are_those_of_the_guide(self):
        self.assertEqual(
            gauges.RELATION, {"cooperation": 3, "rhythm": 2, "growth": 2, "contact": 1}
        )
        self.assertEqual(
            gauges.CONTROL,
            {"compliance": 3, "payment": 2, "work": 2, "goods": 1, "reading": 1},
        )
        self.assertEqual(list(gauges.RHYTHM_MARKS.values()), [100, 60, 30, 0])
        self.assertEqual(
            list(gauges.GROWTH_MARKS.values()), [100, 80, 70, 60, 30, 10, 0]
        )

    def test_a_gauge_needs_half_of_its_weights(self):
        for other, known in ((5, 40.0), (6, None)):
            with self.subTest(other=other):
                found = gauges.gauge({"a": 40}, {"a": 5, "b": other})
                self.assertEqual(found.value, known)

    def test_a_mark_reaches_from_0_to_100(self):
        for mark in (0, 100):
            self.assertEqual(gauges.gauge({"a": mark}, {"a": 1}).value, mark)
        for mark in (-0.5, 100.5):
            with self.subTest(mark=mark), self.assertRaises(ValueError):
                gauges.gauge({"a": mark}, {"a": 1})

    def test_a_gauge_keeps_one_digit(self):
        marks, weights = {"a": 0, "b": 100}, {"a": 2, "b": 1}
        self.assertEqual(gauges.gauge(marks, weights).value, 33.3)

    def test_a_gauge_is_high_from_60_on(self):
        self.assertEqual(gauges.quadrant(60, 60), "balanced")
        self.assertEqual(gauges.quadrant(60, 59.9), "pampered")
        self.assertEqual(gauges.quadrant(59.9, 60), "strained")

    def test_no_payment_index_is_no_mark_below_zero(self):
        self.assertEqual(gauges.payment_mark(-5), 0)
        self.assertEqual(gauges.payment_mark(0), 0)

    def test_an_order_follows_advice_for_14_days(self):
        for days, followed in ((14, True), (15, False)):
            day = DAY + timedelta(days=days)
            found = advice.answered_on(100, DAY - timedelta(days=9), DAY, [(day, 100)])
            self.assertEqual(found, day if followed else None)

    def test_advice_is_for_today_at_the_earliest_and_looks_at_the_newest_orders(self):
        many = [90 + number * (number + 9) for number in range(advice.MAX_GAPS + 1)]
        amounts = [100.0 + number for number in range(len(many))]
        late = advice.suggest(many, amounts, DAY)
        self.assertEqual(late.day, DAY)
        # An older order counts neither for the rhythm nor for the size.
        self.assertEqual(advice.suggest([*many, 900], [*amounts, 9e9], DAY), late)
        self.assertEqual(late.amount, 100.0 + advice.MAX_GAPS / 2)
        few = many[: advice.MIN_GAPS]
        self.assertIsNone(advice.suggest(few, amounts[: len(few)], DAY))

    def test_a_bonus_of_the_whole_and_of_nothing(self):
        for percent, amount in ((0, 0.0), (100, 50.0)):
            self.assertEqual(bonus.bonus(50, [bonus.Rate(0, percent)]).amount, amount)
        for percent in (-0.5, 100.5):
            table = [bonus.Rate(0, 5), bonus.Rate(10, percent)]
            with self.subTest(percent=percent), self.assertRaises(ValueError):
                bonus.bonus(50, table)

    def test_a_bonus_needs_sales(self):
        table = [bonus.Rate(-5, 4)]
        for sales, percent in ((-1, 0.0), (0, 0.0), (0.5, 4)):
            self.assertEqual(bonus.bonus(sales, table).percent, percent)

    def test_two_points_make_one_of_the_worst(self):
        for points, worst in ((1, False), (2, True)):
            found = attention.Attention(points, 0.0, ())
            self.assertEqual(attention.is_worst(found), worst)

    def test_what_asks_for_attention_weighs_as_agreed(self):
        green = Light("green", "good", "go_on")
        for severe, points in ((1, 2), (3, 6), (4, 6)):
            trouble = attention.Trouble(green, severe=severe)
            self.assertEqual(attention.attention(trouble).points, points)
        overdue = attention.Trouble(Light("amber", "overdue", "remind"))
        self.assertEqual(attention.attention(overdue).points, 1)

    def test_a_balance_may_be_off_by_its_tolerance(self):
        firm = altman.Statement(3.0, 1.2, 0.9, 5.0, 9.0, 3.0)
        self.assertTrue(altman.balances(firm, tolerance=1.0))
        self.assertFalse(altman.balances(firm, tolerance=0.9))

    def test_a_score_looks_at_24_orders_and_passes_over_days_without_one(self):
        orders = [90, 100, 98, 103, 101, 99, 102, 97] * 3
        score = anomaly.newest_order_score(orders)
        self.assertEqual(anomaly.newest_order_score([*orders, 9e9]), score)
        self.assertNotEqual(anomaly.newest_order_score([*orders[:-1], 9e9]), score)
        self.assertEqual(anomaly.newest_order_score([orders[0], 0, *orders[1:]]), score)
        self.assertIsNone(anomaly.newest_order_score([0, *orders]))

    def test_bands_that_hold_each_other_contradict_where_both_have_ends(self):
        wide, narrow = Band(1, lower=0, upper=50), Band(2, lower=10, upper=20)
        self.assertEqual(band_check.overlap([wide, narrow]), (0, 1, 15.0))
        self.assertEqual(band_check.overlap([narrow, wide]), (0, 1, 15.0))
        # An open band below catches what is left over.
        self.assertIsNone(band_check.overlap([narrow, Band(3, upper=90)]))
        self.assertIsNone(band_check.overlap([narrow, Band(3)]))
        self.assertEqual(band_check.overlap([narrow, Band(3, lower=15)]), (0, 1, 17.5))

    def test_what_is_not_said_stops_no_supply(self):
        self.assertEqual(terms.Terms(), terms.Terms("unlimited", 0.0, False))
        lifted = [terms.Layer(amount=5)]
        self.assertFalse(terms.in_force(terms.Terms("limit", 9), lifted).stopped)

    def test_a_payment_of_cents_is_money(self):
        self.assertEqual(settlement.cash_split(0.5, 0.5, 0.5), (0.5, 0.0))

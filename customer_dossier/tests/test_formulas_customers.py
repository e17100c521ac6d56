"""What customers keep, promise and buy, exactly on the bounds: found by mutants."""

from datetime import date, timedelta
from decimal import Decimal

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    migration_table,
    policy,
    promises,
    proportion,
    provision_history,
    rhythm,
)
from odoo.addons.customer_dossier.formulas.contribution import (
    Contribution,
    Sold,
    contribution,
)

MADE, DUE = date(2026, 3, 1), date(2026, 3, 10)
LAST = DUE + timedelta(days=3)


def _parts(*sold):
    return [float(part) for part in contribution(Sold(*map(Decimal, sold)))]


@tagged("-at_install", "post_install", "formulas")
class TestFormulasCustomers(BaseCase):
    """A bound belongs to one side, and somebody has decided to which."""

    def test_a_tolerance_moves_the_bound_towards_the_customer(self):
        for price, floor, tolerance, result, gap in (
            (450.0, True, 10, "kept", -10.0),
            (449.99, True, 10, "breached", -10.0),
            (550.0, False, 10, "kept", 10.0),
            (550.01, False, 10, "breached", 10.0),
            (0.01, True, 100, "kept", -100.0),
            (1000.0, False, 100, "kept", 100.0),
            (333.33, True, 0, "breached", -33.33),
        ):
            with self.subTest(price=price, floor=floor):
                found = policy.price_verdict(price, 500.0, floor, tolerance=tolerance)
                self.assertEqual(found, policy.Verdict(result, gap))

    def test_no_bound_no_step_no_such_tolerance(self):
        for bound, step, tolerance in ((0, 1, 0), (1, 0, 0), (1, 1, -1), (1, 1, 100.5)):
            with self.subTest(bound=bound, step=step), self.assertRaises(ValueError):
                policy.price_verdict(5, bound, True, step, tolerance)
        for least, tolerance in ((0, 0), (1, -1), (1, 100.5)):
            with self.subTest(least=least), self.assertRaises(ValueError):
                policy.least_verdict(5, least, tolerance)
        self.assertEqual(policy.price_verdict(1.0, 0.5, True).result, "kept")
        self.assertEqual(policy.least_verdict(1.0, 0.5).result, "kept")

    def test_a_count_may_be_short_by_the_tolerance(self):
        for number, tolerance, found in (
            (18, 10, ("kept", -10.0)),
            (17.99, 10, ("breached", -10.05)),
            (0, 100, ("kept", -100.0)),
            (13, 0, ("breached", -35.0)),
            (None, 0, ("not_comparable", None)),
        ):
            with self.subTest(number=number):
                self.assertEqual(policy.least_verdict(number, 20, tolerance), found)
        self.assertEqual(policy.least_verdict(2, 3).gap, -33.33)

    def test_promotion_goods_prove_from_nothing_to_all(self):
        self.assertEqual(policy.passed_on(1, 0), 0.0)
        self.assertEqual(policy.passed_on(1, -5), 0.0)
        self.assertEqual(policy.passed_on(0.5, 0.25), 50.0)

    def test_a_promise_is_kept_but_for_a_rounding(self):
        for paid, state in (
            (100, "kept"),
            (100 - 1e-9, "kept"),
            (99.9, "partially_kept"),
            (1e-9, "broken"),
        ):
            with self.subTest(paid=paid):
                promise = promises.Promise(100, DUE, [(DUE, paid)])
                found = promises.promise_state(promise, LAST + timedelta(days=1))
                self.assertEqual(found, state)

    def test_money_counts_from_the_day_of_the_promise_to_the_end_of_grace(self):
        for day, counts in (
            (MADE - timedelta(days=1), False),
            (MADE, True),
            (LAST, True),
            (LAST + timedelta(days=1), False),
        ):
            with self.subTest(day=day):
                [found] = promises.fulfil([(MADE, DUE, 100)], [(day, 60)])
                self.assertEqual(found.paid, [(day, 60)] if counts else [])

    def test_money_counts_once_for_the_promise_due_first(self):
        later = (MADE, DUE + timedelta(days=1), 50)
        found = promises.fulfil([later, (MADE, DUE, 80)], [(DUE, 100)])
        self.assertEqual([one.paid for one in found], [[(DUE, 20)], [(DUE, 80)]])

    def test_what_bounced_takes_the_newest_money_first(self):
        days = [MADE + timedelta(days=n) for n in range(3)]
        receipts = [(days[0], 100), (days[1], 0.5), (days[1], 50), (days[2], -70)]
        [found] = promises.fulfil([(MADE, DUE, 500)], receipts)
        self.assertEqual(found.paid, [(days[0], 80.5)])
        [found] = promises.fulfil([(MADE, DUE, 500)], [(days[0], 0.5), (days[1], 0)])
        self.assertEqual(found.paid, [(days[0], 0.5)])

    def test_sales_without_a_price_then_or_now(self):
        for sold, parts in (
            # Gone and new: all volume.
            ((10, 100, 0, 0), [-100, -100, 0, 0]),
            ((0, 0, 10, 100), [100, 100, 0, 0]),
            # Amounts beside the quantities: no price tells them.
            ((10, 100, 0, 5), [-95, 0, 0, -95]),
            ((0, 5, 10, 100), [95, 0, 0, 95]),
            ((10, 100, -1, 0), [-100, 0, 0, -100]),
            ((-10, 100, 0, 0), [-100, 0, 0, -100]),
            ((0, 0, -10, 100), [100, 0, 0, 100]),
            ((-1, 0, 10, 100), [100, 0, 0, 100]),
            ((10, 100, -5, -50), [-150, 0, 0, -150]),
            ((0, 100, 0, 0), [-100, 0, 0, -100]),
            ((0, 0, 0, 100), [100, 0, 0, 100]),
            ((0.5, 1, 0.5, 2), [1, 0, 1, 0]),
        ):
            with self.subTest(sold=sold):
                self.assertEqual(_parts(*sold), parts)
        self.assertEqual(contribution(Sold()), Contribution(0, 0, 0, 0))

    def test_an_order_rate_needs_a_shape_and_a_scale(self):
        for r, alpha in ((0, 1), (1, 0), (-1, 5), (5, -1)):
            with self.subTest(r=r, alpha=alpha), self.assertRaises(ValueError):
                rhythm.pooled_silence_probability(r, alpha, 1, 1, 1)
        found = rhythm.pooled_silence_probability(0.5, 0.5, 0, 0.5, 0)
        self.assertEqual(found, 1.0)

    def test_the_chance_of_a_silence_needs_a_gap(self):
        self.assertIsNone(rhythm.silence_probability(0, 5))
        self.assertIsNone(rhythm.silence_probability(-1, 5))
        self.assertAlmostEqual(rhythm.silence_probability(0.5, 0.5), 0.367879, 6)

    def test_a_row_of_few_customers_leans_on_all(self):
        few = migration_table.FEW_CUSTOMERS
        for number, shrunk in ((few - 1, True), (few, False)):
            moves = [("A", "A")] * (number - 1) + [("A", "B")] + [("B", "B")] * few
            row = migration_table.migration_table(moves, "AB", "AB")[0]
            with self.subTest(number=number):
                self.assertEqual(row.few, shrunk)
                own = (number - 1) / number
                self.assertEqual(row.shares[0] == own, not shrunk)
        [empty] = migration_table.migration_table([], "A", "A")
        self.assertEqual((empty.counts, empty.shares, empty.few), ([0], (), True))

    def test_nobody_says_nothing_and_everybody_everything(self):
        self.assertEqual(proportion.wilson_interval(0, 0), (None, None))
        self.assertEqual(proportion.wilson_interval(4, 4)[1], 1.0)

    def test_history_reaches_a_year_and_a_quarter_of_a_decade(self):
        self.assertEqual(provision_history.TABLES, {"due": 13, "age": 4})
        self.assertEqual(provision_history.misfit("due", [5]), 5)
        self.assertEqual(provision_history.misfit("due", [0, 2]), 2)
        self.assertEqual(provision_history.fine_bounds("due", [0, 1]), [0, 1, 31])
        self.assertEqual(provision_history.fine_bounds("age", [0]), [0])

    def test_a_wide_bucket_gets_the_mean_of_its_steps_and_never_more_than_all(self):
        tables = [[1000, 0, 0], [0, 400, 0], [0, 0, 100]]
        found = provision_history.history_rates(
            "age", [0, 24], tables, [[0] * 3, [0] * 3], 1.0
        )
        # 0.4 and then a quarter of it: 0.1 and 0.25.
        self.assertEqual(found, [0.175, 1.0])
        found = provision_history.history_rates("age", [0], [[1], [1]], [[0]], 1.5)
        self.assertEqual(found, [1.0])

"""Where a customer stands and where it goes, worked out by hand: found by mutants."""

from datetime import date, datetime

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    satisfaction,
    schedule,
    standing,
    statement,
    target,
    try_out,
)
from odoo.addons.customer_dossier.formulas.scorecard import evaluate
from odoo.addons.customer_dossier.formulas.scorecard_item import Item

FIRST, LAST = date(2026, 1, 1), date(2026, 1, 10)


def _card(**weights):
    return [Item(key, weight, factor=1) for key, weight in weights.items()]


@tagged("-at_install", "post_install", "formulas")
class TestFormulasPortfolio(BaseCase):
    """One customer among all of them, and after a change."""

    def test_shares_of_the_company_and_of_the_territory(self):
        trades = {
            1: standing.Trade(60.0, 3, date(2026, 3, 1), 30.0, territory=7),
            2: standing.Trade(20.0, 1, date(2026, 1, 1), 0.0, territory=7),
            # Took back more than it bought, and never bought.
            3: standing.Trade(-40.0, 1, date(2026, 2, 1), 10.0, territory=7),
            4: standing.Trade(None, 0, None, 0.0, territory=8),
            5: standing.Trade(5.0, 1, date(2026, 1, 1), 0.0),
        }
        found = standing.standings(trades, 200.0, 40.0)
        shares = {key: one[4:] for key, one in found.items()}
        self.assertEqual(
            shares,
            {
                1: (30.0, 75.0, 75.0),
                2: (10.0, 0.0, 25.0),
                3: (-20.0, 25.0, -50.0),
                4: (None, 0.0, None),
                5: (2.5, 0.0, None),
            },
        )
        self.assertEqual(found[4][1:4], (None, None, None))
        self.assertEqual(standing.share(0.25, 0.5), 50.0)
        self.assertIsNone(standing.share(1, -1))

    def test_the_reason_of_a_move_goes_with_the_score(self):
        raws = {"a": 80, "b": 40, "c": 60}
        cases = (
            # Up by a, though b gives up more than a brings.
            ({"a": 1, "b": 1}, {"a": 3, "b": 1}, ("a", 20.0)),
            ({"a": 3, "b": 1}, {"a": 1, "b": 1}, ("a", -20.0)),
            ({"a": 1, "b": 1}, {"a": 1, "b": 1}, None),
            # What is new, and what is gone.
            ({"b": 1}, {"b": 1, "a": 1}, ("a", 40.0)),
            ({"b": 1, "a": 1}, {"b": 1}, ("a", -40.0)),
        )
        for before, after, reason in cases:
            with self.subTest(before=before, after=after):
                found = try_out.biggest_reason(
                    evaluate(_card(**before), raws), evaluate(_card(**after), raws)
                )
                self.assertEqual(found and tuple(found), reason)
        first = try_out.biggest_reason(None, evaluate(_card(a=1, b=1, c=2), raws))
        self.assertEqual(tuple(first), ("c", 30.0))

    def test_a_score_that_stays_is_told_by_what_moved_most(self):
        raws = {"a": 60, "b": 60, "c": 60}
        found = try_out.biggest_reason(
            evaluate(_card(a=2, b=1, c=1), raws), evaluate(_card(a=1, b=1, c=2), raws)
        )
        self.assertEqual((found.key, abs(found.change)), ("a", 15.0))

    def test_no_score_brings_nothing(self):
        nothing = evaluate(_card(a=1), {})
        self.assertIsNone(try_out.biggest_reason(nothing, nothing))
        found = try_out.biggest_reason(nothing, evaluate(_card(a=1), {"a": 50}))
        self.assertEqual(tuple(found), ("a", 50.0))
        self.assertEqual(nothing.contributions(), {"a": 0.0})

    def test_the_heaviest_unknown_comes_first(self):
        result = evaluate(_card(a=1, b=3, c=2), {})
        self.assertEqual([line.item.key for line in result.missing()], ["b", "c", "a"])

    def test_a_target_may_lag_ten_points(self):
        half = date(2026, 1, 5)
        for today, share, behind in (
            (half, 40.0, False),
            (half, 39.9, True),
            (LAST, 90.0, False),
            (date(2026, 1, 11), 100.0, False),
            (date(2026, 1, 11), 99.9, True),
            (half, None, False),
        ):
            with self.subTest(today=today, share=share):
                self.assertEqual(target.is_behind(share, FIRST, LAST, today), behind)
        self.assertEqual(target.achieved(1, 0.5), 200.0)

    def test_a_statement_may_be_off_by_a_rounding(self):
        for assets, gap in ((10.004, 0.0), (9.996, 0.0), (10.01, 0.01), (9.99, -0.01)):
            with self.subTest(assets=assets):
                books = statement.Statement(
                    total_assets=assets, total_liabilities=4, equity=6
                )
                self.assertEqual(statement.equity_gap(books), gap)
        for part, larger in ((5.004, False), (5.01, True)):
            books = statement.Statement(total_assets=5, current_assets=part)
            self.assertEqual(bool(statement.larger_parts(books)), larger)

    def test_two_means_of_two_marks(self):
        one, two = satisfaction.Marks(4.0, 1), satisfaction.Marks(4.0, 2)
        none = satisfaction.Marks()
        self.assertEqual(none.count, 0)
        for now, before in ((one, two), (two, one), (none, two), (two, none)):
            self.assertIsNone(satisfaction.fall(now, before))
        self.assertEqual(satisfaction.fall(two, two), 0.0)

    def test_quiet_hours_of_one_day(self):
        for hour, quiet in ((7, False), (8, True), (11, True), (12, False)):
            with self.subTest(hour=hour):
                now = datetime(2026, 3, 31, hour)
                self.assertIs(schedule.quiet(now, "UTC", 8, 12), quiet)
        self.assertFalse(schedule.quiet(datetime(2026, 3, 31, 8), "UTC", 8, 8))

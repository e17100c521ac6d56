"""How sums become figures, each worked out by hand: found by mutants."""

from datetime import date

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import figures
from odoo.addons.customer_dossier.formulas.period import period
from odoo.addons.customer_dossier.formulas.sums import (
    OpenSums,
    OrderDays,
    PaymentSums,
    SalesSums,
)

DAY = date(2026, 6, 30)
SPRING = {"spring": {2025: date(2025, 1, 29), 2026: date(2026, 2, 17)}}
MONTHLY = OrderDays(date(2026, 1, 31), 5, [10, 40, 70, 110, 150], [90.0, 1, 2, 3, 4])


def _sales(turnover, prior=0.0, months=()):
    return SalesSums(turnover, prior, 7.0, 5.0, (*months, *[0.0] * (24 - len(months))))


@tagged("-at_install", "post_install", "formulas")
class TestFormulasFigures(BaseCase):
    """The one place where the formulas are put together."""

    def setUp(self):
        super().setUp()
        self.period = period(DAY, {})

    def test_what_is_owed_by_age(self):
        columns = (40.0, 10.0, 20.0, 5.0, 6.0, 10.0, 11.0)
        sums = OpenSums(102.0, -30.0, columns, 400, 55.0, 1000.0, 45.0)
        self.assertEqual(
            figures.ageing_figures(sums),
            {
                "receivable": 72.0,
                "overdue": 62.0,
                "overdue_disputed": 7.0,
                "overdue_undisputed_30": 45.0,
                "oldest_overdue_days": 400,
                "arrears": 1000.0,
                "unallocated_credit": 30.0,
                "not_due": 40.0,
                "overdue_1_30": 10.0,
                "overdue_31_60": 20.0,
                "overdue_61_90": 5.0,
                "overdue_91_180": 6.0,
                "overdue_181_365": 10.0,
                "overdue_over_365": 11.0,
            },
        )
        nothing = figures.ageing_figures(OpenSums())
        self.assertEqual(str(nothing["unallocated_credit"]), "0.0")
        self.assertIsNone(nothing["oldest_overdue_days"])

    def test_nothing_sold_is_not_zero(self):
        found = figures.sales_figures(None, None, self.period)
        known = {"growth_class", "order_count", "rhythm"}
        self.assertEqual(
            {name for name, value in found.items() if value}, known - {"order_count"}
        )
        self.assertEqual(
            [found[name] for name in sorted(known)], ["prospect", 0, "insufficient"]
        )
        self.assertEqual({found[name] for name in found.keys() - known}, {None})

    def test_sales_growth_and_the_last_order(self):
        found = figures.sales_figures(_sales(1200.0, 1000.0), MONTHLY, self.period)
        self.assertEqual(
            found,
            {
                "turnover": 1200.0,
                "turnover_prior": 1000.0,
                "season_turnover": 7.0,
                "season_turnover_prior": 5.0,
                "growth": 20.0,
                "growth_class": "new",
                "order_count": 5,
                "first_order_date": date(2026, 1, 31),
                "last_order_date": date(2026, 6, 20),
                "last_order_amount": 90.0,
                "order_anomaly": None,
                "rhythm": "on_rhythm",
                # The median of the gaps 30, 30, 40 and 40.
                "rhythm_ratio": 10 / 35,
            },
        )

    def test_old_customers_grow_and_silent_ones_are_lost(self):
        old = MONTHLY._replace(first=date(2024, 1, 1))
        silent = old._replace(ages=[age + 200 for age in MONTHLY.ages])
        for orders, growth in ((old, "growing"), (silent, "lost")):
            found = figures.sales_figures(_sales(1200.0, 1000.0), orders, self.period)
            with self.subTest(growth=growth):
                self.assertEqual(found["growth_class"], growth)

    def test_the_rhythm_looks_at_twelve_gaps(self):
        ages = [1, *(1 + 10 * number for number in range(1, 13))]
        fast = OrderDays(date(2020, 1, 1), 9, ages, [1.0] * len(ages))
        slow = fast._replace(ages=[*ages, *(1000 * n for n in range(1, 30))])
        for orders in (fast, slow):
            self.assertEqual(figures.order_rhythm(orders, self.period).expected_gap, 10)

    def test_a_silence_like_last_year_s_festival_is_excused(self):
        day = date(2026, 3, 1)
        ages = [*range(35, 376, 10), *range(419, 500, 10)]
        orders = OrderDays(date(2020, 1, 1), 40, ages, [1.0] * len(ages))
        self.assertEqual(figures.festival_silence(ages, period(day, SPRING)), 44)
        self.assertIsNone(figures.festival_silence(ages, period(day, {})))
        for festivals, state in (({}, "at_risk"), (SPRING, "late")):
            with self.subTest(state=state):
                found = figures.order_rhythm(orders, period(day, festivals))
                self.assertEqual((found.state, found.ratio), (state, 3.5))

    def test_who_ordered_only_since_was_not_silent_then(self):
        day = date(2026, 3, 1)
        self.assertIsNone(figures.festival_silence([35, 45, 380], period(day, SPRING)))

    def test_an_order_is_compared_within_its_season(self):
        # Festival orders of a thousand among ordinary ones of a hundred.
        day = date(2026, 2, 20)
        ages = [*range(10), *range(100, 110)]
        amounts = [1000.0 + n for n in range(10)] + [100.0 + n for n in range(10)]
        orders = OrderDays(date(2020, 1, 1), 20, ages, amounts)
        found = [
            figures.sales_figures(_sales(1.0), orders, period(day, festivals))
            for festivals in (SPRING, {})
        ]
        own = figures.newest_order_score(amounts[:10])
        every = figures.newest_order_score(amounts)
        self.assertNotEqual(own, every)
        self.assertEqual([one["order_anomaly"] for one in found], [own, every])

    def test_payment_behaviour_needs_something_to_see(self):
        opened = OpenSums(1000.0, 0.0, (0.0, 1000.0, *[0.0] * 5), 15, 1000.0, 15000.0)
        cases = (
            (3, 0, 10.0),
            (2, 89, None),
            (2, 90, 10.0),
            (0, 0, None),
        )
        for lines, history, days in cases:
            paid = PaymentSums(1000.0, 5000.0, lines, 400.0, 4000.0)
            orders = OrderDays(
                date.fromordinal(DAY.toordinal() - history), 1, [1], [1.0]
            )
            found = figures.payment_figures(opened, paid, orders, self.period)
            with self.subTest(lines=lines, history=history):
                self.assertEqual(found["days_beyond_terms"], days)
                self.assertEqual(found["payment_index"] is None, days is None)
                self.assertEqual(found["late_days_recent"], 10.0)
                self.assertAlmostEqual(found["late_days_before"], 1000 / 600, 9)

    def test_nothing_paid_says_nothing(self):
        found = figures.payment_figures(OpenSums(), PaymentSums(), None, self.period)
        self.assertEqual(set(found.values()), {None})

    def test_days_of_sales_counted_back(self):
        # The newest month has 31 days, the one before 30.
        sums = OpenSums(500.0, -50.0, (200.0, 300.0, *[0.0] * 5))
        sold = _sales(600.0, months=(300.0, 300.0))
        found = figures.dso_figures(sums, sold, self.period)
        self.assertEqual(found, {"dso": 31 + 15.0, "best_possible_dso": 15.5})

    def test_more_than_two_years_of_sales_is_no_number_of_days(self):
        sums = OpenSums(700.0, 0.0, (700.0, *[0.0] * 6))
        for sold in (None, _sales(0.0), _sales(600.0, months=(300.0, 300.0))):
            found = figures.dso_figures(sums, sold, self.period)
            self.assertEqual(set(found.values()), {None})


@tagged("-at_install", "post_install", "formulas")
class TestPeriod(BaseCase):
    """The windows that figures look at."""

    def test_a_year_and_a_quarter_begin_after_their_eve(self):
        found = period(DAY, {})
        self.assertEqual(found.year_start, date(2025, 6, 30))
        self.assertEqual(found.quarter_start, date(2026, 3, 30))
        self.assertEqual(found.starts[-3], date(2026, 3, 31))

    def test_a_season_has_sixty_days(self):
        now = period(DAY, {}).season.now
        self.assertEqual((now.end - now.start).days, 60)

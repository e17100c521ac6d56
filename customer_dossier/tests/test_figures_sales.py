from datetime import date

from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresSales(LedgerCommon):
    """What a customer buys, how often, and whether that grows."""

    def test_a_credit_note_lowers_turnover_and_stands_apart_until_it_is_used(self):
        invoice = self._invoice(self.partner, 1000, -20)
        refund = self._refund(self.partner, 200, -10)
        self.assertFigures(
            {
                "turnover": 800,
                "receivable": 800,
                "overdue": 1000,
                "unallocated_credit": 200,
            }
        )
        self._reconcile(invoice, refund)
        self.assertFigures({"overdue": 800, "unallocated_credit": 0, "turnover": 800})

    def test_growth_compares_twelve_months_with_the_twelve_before(self):
        self._invoice(self.partner, 1000, date(2025, 3, 31))
        self._invoice(self.partner, 1300, date(2025, 4, 1))
        self.assertFigures(
            {
                "turnover_prior": 1000.0,
                "turnover": 1300.0,
                "growth": 30.0,
                "growth_class": "fast_growing",
            }
        )

    def test_the_season_is_compared_at_the_same_distance_to_the_festival(self):
        # 30 days before the Spring Festival, which moved by 19 days.
        self._invoice(self.partner, 500, date(2025, 1, 1))
        self._invoice(self.partner, 500, date(2026, 1, 20))
        self.assertFigures(
            {"season_turnover": 500.0, "season_turnover_prior": 500.0},
            as_of=date(2026, 2, 1),
        )

    def test_orders_and_their_invoices_are_one_purchase(self):
        self.product.invoice_policy = "order"
        order = self._order(self.partner, 1, 100, days=-50)
        invoice = order._create_invoices()
        invoice.invoice_date = self._day(-40)
        invoice.action_post()
        self._invoice(self.partner, 100, -20)
        self.assertFigures(
            {
                "order_count": 2,
                "first_order_date": self._day(-50),
                "last_order_date": self._day(-20),
            }
        )

    def test_a_dealer_silent_for_long_has_lost_the_rhythm(self):
        for days in (-300, -270, -240, -210):
            self._invoice(self.partner, 100, days)
        self.assertFigures(
            {"rhythm": "lost", "rhythm_ratio": 7.0, "growth_class": "new"}
        )

    def test_a_silence_like_last_years_after_the_festival_is_no_alarm(self):
        # Spring Festival: 29 January 2025 and 17 February 2026.
        for day in (
            date(2024, 12, 20),
            date(2024, 12, 27),
            date(2025, 1, 10),
            date(2025, 4, 30),
            date(2025, 5, 7),
            date(2026, 1, 8),
            date(2026, 1, 15),
            date(2026, 1, 22),
            date(2026, 1, 29),
        ):
            self._invoice(self.partner, 100, day)
        self.assertFigures({"rhythm": "late"})

    def test_the_class_of_a_customer_depends_on_the_others(self):
        dossiers = self.dossier
        for amount in (5000, 100):
            partner = self._create_customer(f"Dealer {amount}")
            self._invoice(partner, amount, -10)
            dossiers += self._create_dossier(partner)
        dossiers[1:]._refresh_figures()
        dossiers[0]._refresh_figures()
        self.assertEqual(dossiers.mapped("abc_class"), ["N", "A", "C"])
        figures = dossiers[2]._figures()
        self.assertEqual(figures[dossiers[2].id]["abc_class"], "C")

from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresStanding(LedgerCommon):
    """Where a customer stands among the others, and what does not look like them."""

    def _dealer(self, name, *invoices):
        partner = self._create_customer(name)
        for amount, days in invoices:
            self._invoice(partner, amount, days)
        return self._create_dossier(partner)

    def test_bins_and_shares_come_from_the_whole_company(self):
        big = self._dealer("Big", (600, -10), (100, -40))
        small = self._dealer("Small", (200, -90))
        # A customer without a dossier counts in the company's sales and receivable.
        self._invoice(self._create_customer("Passer-by"), 100, -5)
        dossiers = big + small + self.dossier
        dossiers._refresh_figures()
        self.assertEqual(dossiers.mapped("sales_share"), [70.0, 20.0, False])
        self.assertEqual(dossiers.mapped("receivable_share"), [70.0, 20.0, 0.0])
        bins = [(one.recency, one.frequency, one.monetary) for one in (big, small)]
        self.assertEqual(bins, [("2", "2", "2"), ("1", "1", "1")])
        # Who never ordered has no bins: not the worst ones.
        self.assertFalse(self.dossier.recency)

    def test_equal_customers_share_a_bin(self):
        dealers = self.dossier.union(
            *(self._dealer(f"Dealer {n}", (100, -10)) for n in range(4))
        )
        dealers._refresh_figures()
        self.assertEqual(set((dealers - self.dossier).mapped("monetary")), {"1"})

    def test_only_changed_places_are_written(self):
        big = self._dealer("Big", (600, -10))
        (big + self.dossier)._refresh_figures()
        query = "SELECT id, xmin::text FROM customer_dossier_figures ORDER BY id"
        self.env.cr.execute(query)
        before = self.env.cr.fetchall()
        self.dossier._store_standings(self.company)
        self.env.cr.execute(query)
        self.assertEqual(self.env.cr.fetchall(), before)

    def test_the_trend_of_payment_tells_of_late_from_before(self):
        for due, paid in ((-300, -300), (-200, -190), (-60, -20), (-50, -20)):
            self._pay(self._invoice(self.partner, 100, due - 10, due=due), paid)
        self.assertFigures({"late_days_before": 5.0, "late_days_recent": 35.0})

    def test_arrears_weigh_amounts_by_their_days(self):
        self._invoice(self.partner, 100, -40, due=-30)
        self._invoice(self.partner, 50, -20, due=-10)
        self._invoice(self.partner, 70, -5, due=5)
        self.assertFigures({"arrears": 3500.0})

    def test_an_order_unlike_the_others_stands_out_among_those_of_its_season(self):
        # Summer orders only: the festivals' own are compared among themselves.
        for days, amount in enumerate((97, 102, 99, 101, 103, 98, 100)):
            self._invoice(self.partner, amount, self._day(-1000 + days))
        self.assertFigures({"order_anomaly": None})
        self._invoice(self.partner, 900, self._day(-990))
        self._refresh_anomaly(lambda score: score > 3.5)
        self.assertEqual(self.dossier.last_order_amount, 900)
        self._invoice(self.partner, 9, self._day(-989))
        self._refresh_anomaly(lambda score: score < -3.5)

    def _refresh_anomaly(self, holds):
        self.dossier._refresh_figures()
        self.assertTrue(holds(self.dossier.order_anomaly), self.dossier.order_anomaly)

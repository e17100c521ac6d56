from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import (
    admiralty,
    altman,
    dso,
    limit_proposal,
    payment,
    proportion,
    provision,
    rfm,
    rhythm,
    working_assets,
)

#: Percent of working assets at both ends of every row that is printed (newton.com.tw).
WORKING_ASSETS = (
    (0, -99, -4.6),
    (2.5, -4.59, -3.9),
    (5, -3.89, -3.2),
    (7.5, -3.19, -2.5),
    (10, -2.49, -1.8),
    (12.5, -1.79, -1.1),
    (15, -1.09, -0.4),
    (17.5, -0.39, 0.3),
    (20, 0.31, 1.0),
    (25, 1.01, 99),
)
#: Days and index of the value chart (docs.dnb.com, dandb.com).
CHART = (
    *((-30, 100), (-29, 99), (-25, 95), (-20, 90), (-16, 88), (-10, 85), (0, 80)),
    *((15, 70), (22, 60), (30, 50), (33, 49), (45, 45), (48, 44)),
    *((60, 40), (90, 30), (120, 20)),
)
#: Bad customers, customers, 95 % interval in percent; models.md 6.4.
INTERVALS = ((3, 50, 2.1, 16.2), (25, 500, 3.4, 7.3), (150, 5000, 2.6, 3.5))


@tagged("-at_install", "post_install", "formulas")
class TestFormulasPublished(BaseCase):
    """Numbers that the sources print beside their tables of examples."""

    def test_every_printed_row_of_the_working_asset_table(self):
        for percent, *ends in WORKING_ASSETS:
            for evaluation in ends:
                found = working_assets.percent_of_working_assets(evaluation)
                self.assertEqual(found, percent, evaluation)

    def test_the_value_chart_in_both_directions(self):
        for days, index in CHART:
            self.assertAlmostEqual(payment.payment_index(days), index, delta=0.001)
            self.assertAlmostEqual(payment.days_for_index(index), days, delta=0.001)

    def test_the_illustrative_example_12_of_ifrs_9(self):
        gross = [15_000_000, 7_500_000, 4_000_000, 2_500_000, 1_000_000]
        found = provision.allowance(gross, [0.003, 0.016, 0.036, 0.066, 0.106])
        self.assertEqual(found.buckets, [45_000, 120_000, 144_000, 165_000, 106_000])
        self.assertEqual((found.total, found.gross_total), (580_000, 30_000_000))
        self.assertAlmostEqual(found.total / found.gross_total, 0.01933, 5)

    def test_roll_rates_of_one_cohort_give_what_was_never_paid(self):
        """0.5 x 0.46 x 0.348 x 0.25 = 2 %"""
        found = provision.loss_rates([0.5, 0.46, 0.348, 0.25])
        self.assertAlmostEqual(found[0], 0.02, 4)

    def test_the_count_back_of_the_oracle_table_is_right_and_not_as_printed(self):
        months = [
            (2500, 30),
            (1750, 31),
            (2250, 31),
            (2500, 30),
            (2000, 31),
            (2250, 30),
        ]
        self.assertAlmostEqual(dso.dso_countback(12000, months).dso, 166.33, 2)
        self.assertAlmostEqual(dso.dso_countback(13000, months).dso, 179.67, 2)

    def test_the_altman_family_as_printed(self):
        self.assertEqual(altman.WEIGHTS["z"], (1.2, 1.4, 3.3, 0.6, 0.999))
        self.assertEqual(altman.WEIGHTS["z1"], (0.717, 0.847, 3.107, 0.420, 0.998))
        self.assertEqual(altman.WEIGHTS["z2"], (6.56, 3.26, 6.72, 1.05, 0.0))
        for kind, distress, safe in (
            ("z", 1.81, 2.99),
            ("z1", 1.23, 2.9),
            ("z2", 1.1, 2.6),
        ):
            bounds = (distress - 0.01, distress, safe, safe + 0.01)
            self.assertEqual(
                [altman.zone(kind, score) for score in bounds],
                ["distress", "grey", "grey", "safe"],
            )

    def test_intervals_of_rates_of_the_bad(self):
        for bad, customers, *percents in INTERVALS:
            found = proportion.wilson_interval(bad, customers)
            for bound, percent in zip(found, percents, strict=True):
                self.assertAlmostEqual(100 * bound, percent, delta=0.051)

    def test_the_1218_one_time_buyers_of_cdnow_share_a_bin(self):
        """ntile() spreads them over three bins: 472, 472 and 274."""
        orders = [1] * 1218 + [2 + number % 20 for number in range(2357 - 1218)]
        bins = rfm.rank_bins(orders)
        self.assertEqual(set(bins[:1218]), {1})
        self.assertNotIn(1, bins[1218:])

    def test_a_buyer_of_every_month_is_at_risk_after_three(self):
        self.assertEqual(rhythm.rhythm([30, 30, 30], 90).state, "at_risk")
        self.assertEqual(rhythm.rhythm([30, 30, 30], 150).state, "lost")

    def test_factors_of_a_limit_by_class(self):
        factors = {"AAA": 1.5, "AA": 1.0, "A": 0.8, "B": 0.6, "C": 0}
        self.assertEqual(dict(limit_proposal.FACTORS), factors)

    def test_only_notes_of_usually_reliable_and_possible_weight_may_cap(self):
        """B2 and B3 may, C3 may not."""
        weights = {
            code: admiralty.intelligence_weight(code, 0) for code in ("B3", "C3")
        }
        self.assertGreaterEqual(weights["B3"], admiralty.CAP_WEIGHT)
        self.assertLess(weights["C3"], admiralty.CAP_WEIGHT)

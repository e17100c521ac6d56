from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestSignalKinds(JudgedCommon):
    """What each shipped rule finds, and what it leaves alone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})

    def _found(self, **figures):
        """Kinds of the signals that are open with these figures."""
        self._set_figures(self.dossier, as_of="2026-06-30", **figures)
        self.dossier._raise_signals()
        open_ones = self.dossier.signal_ids.filtered(lambda one: one.state == "open")
        return {signal.kind: signal for signal in open_ones}

    def test_arrears_weigh_amount_days_and_grade(self):
        figures = {"overdue": 50000, "oldest_overdue_days": 20, "arrears": 1600000}
        self.assertFalse(self._found(**figures))
        special = self.env.ref("customer_dossier.grade_special")
        self.dossier.sudo().grade_id = special
        found = self._found(**figures)
        self.assertEqual(set(found), {"arrears"})
        self.assertIn("for 32 days on average", found["arrears"].explanation)

    def test_a_limit_to_be_renewed_is_said_in_time(self):
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 1000})
        for day, told in (("2026-08-02", False), ("2026-07-31", True)):
            self.dossier.sudo().credit_renewal_date = day
            self.assertEqual("limit_ending" in self._found(), told)
        self.assertIn("by 2026-07-31", self._found()["limit_ending"].explanation)
        self.dossier.sudo().credit_mode = "cash_only"
        self.assertFalse(self._found())

    def test_payment_getting_worse_needs_both_times_and_lateness(self):
        for before, now, told in (
            (2, 20, True),
            (2, 16, False),
            (-30, -5, False),
            (-30, 16, True),
            (False, 40, False),
        ):
            found = self._found(late_days_before=before, late_days_recent=now)
            self.assertEqual(set(found), {"payment_worse"} if told else set(), before)

    def test_an_order_unlike_the_others_is_news_for_a_month(self):
        last = {"last_order_date": "2026-06-20", "last_order_amount": 90000}
        found = self._found(**last, order_anomaly=4.2)
        self.assertEqual(set(found), {"large_order"})
        self.assertIn("2026-06-20", found["large_order"].explanation)
        self.assertEqual(set(self._found(**last, order_anomaly=-4)), {"small_order"})
        self.assertFalse(self._found(**last, order_anomaly=3.4))
        last["last_order_date"] = "2026-05-20"
        self.assertFalse(self._found(**last, order_anomaly=9))

    def test_concentration_and_payments_that_were_undone(self):
        alone = self._found(receivable_share=25.1, not_due=100)
        self.assertFalse(alone, "of a few debtors each one is a large part")
        others = [
            self._create_dossier(self._create_customer(f"Dealer {n}")) for n in range(9)
        ]
        self._set_figures(self.dossier.union(*others), not_due=100)
        self.assertEqual(set(self._found(receivable_share=25.1)), {"concentration"})
        self.assertFalse(self._found(receivable_share=25))
        self.env["customer.dossier.undone.payment"]._append(
            [
                {
                    "dossier_id": self.dossier.id,
                    "company_id": self.company.id,
                    "invoice": f"INV/{day}",
                    "paid_on": day,
                    "amount": 700,
                    "undone_on": day,
                    "user_id": self.env.uid,
                }
                for day in (date(2026, 3, 1), date(2026, 6, 1))
            ]
        )
        found = self._found()
        self.assertEqual(found["undone_payment"].evidence, {"count": 1, "amount": 700})

    def test_a_rating_two_steps_below_the_best_of_a_year(self):
        best = {self.dossier.id: "AA"}
        self.patch(type(self.dossier), "_best_ratings", lambda _self, _since: best)
        for rating, told in (("A", False), ("B", True), ("N", False)):
            self.dossier.sudo().rating = rating
            self.assertEqual("rating_down" in self._found(), told, rating)

    def test_whose_rating_changed_is_looked_at_again(self):
        self._assess({"computed_at": "2026-06-30 01:00:00"}, lawsuit=False)
        for mark, again in ((False, False), (True, True)):
            with self.subTest(mark=mark):
                self.dossier.sudo()._raise_signals()
                self.assertNotIn(self.dossier, self.dossier._unchecked(10**6))
                self._assess(lawsuit=mark)
                found = self.dossier._unchecked(10**6)
                self.assertEqual(self.dossier in found, again)

    def test_the_best_rating_is_of_the_last_year(self):
        for day, index in (("2025-06-30", 99.0), ("2026-01-10", 60.0)):
            with freeze_time(day):
                self._assess({"payment_index": index, "as_of": day})
        since = date(2025, 7, 1)
        found = self.dossier._best_ratings(since).get(self.dossier.id)
        kept = self.dossier.assessment_ids.filtered(lambda one: one.date.year == 2026)
        self.assertIn(found, (None, *kept.mapped("rating")))

    def test_a_balance_sheet_in_distress_and_a_lapsed_revision(self):
        [sheet] = self.dossier.sheet_ids.filtered(
            lambda sheet: sheet.section_id.code == "performance"
        )
        self.env["customer.dossier.statement"].create(
            {
                "sheet_id": sheet.id,
                "name": "2025",
                "period_end": "2025-12-31",
                "current_assets": 100,
                "inventory": 10,
                "total_assets": 200,
                "current_liabilities": 400,
                "total_liabilities": 450,
                "equity": -250,
                "retained_earnings": -300,
                "operating_profit": -80,
                "revenue": 90,
            }
        )
        self.assertIn("2025-12-31", self._found()["distress"].explanation)
        for due, told in (("2026-06-17", False), ("2026-06-16", True)):
            self.dossier.sudo().next_revision_date = due
            self.assertEqual("revision_lapsed" in self._found(), told, due)

    def test_the_grade_moves_severity_and_owner(self):
        overdue = {"overdue": 500, "oldest_overdue_days": 45}
        grade = self.env.ref("customer_dossier.grade_general")
        self.dossier.sudo().grade_id = grade
        grade.write({"signal_step": "-1", "signal_owner": "archivist"})
        signal = self._found(**overdue)["overdue"]
        self.assertEqual(signal.severity, "medium")
        self.assertEqual(signal.owner_id, self.archivist)
        grade.signal_step = "1"
        rule = signal.rule_id
        self.assertEqual(rule._severity(self.dossier), "high")
        with self.assertRaisesRegex(Exception, "signal_weight_positive"):
            with self.cr.savepoint(), mute_logger("odoo.sql_db"):
                grade.signal_weight = 0
                grade.flush_recordset()

    def test_every_kind_has_a_rule_and_words(self):
        Rule = self.env["customer.dossier.signal.rule"]
        self.assertEqual(
            set(Rule.with_context(active_test=False).search([]).mapped("kind")),
            set(Rule._kinds()),
        )
        for code, kind in Rule._kinds().items():
            self.assertEqual(bool(kind.evidence), bool(kind.sentence), code)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.env.ref("customer_dossier.signal_rule_arrears").threshold = -1

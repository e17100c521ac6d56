from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSignalBacktest(LedgerCommon):
    """What a rule would have raised, by the figures of past months' ends."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().state = "active"
        with freeze_time(NOW):
            # Overdue from June on, paid in October, and overdue again in January.
            paid = cls._invoice(cls.partner, 900, date(2025, 4, 1), date(2025, 4, 20))
            cls._pay(paid, date(2025, 10, 10))
            cls._invoice(cls.partner, 500, date(2025, 11, 1), date(2025, 12, 10))

    def _run(self, user, rule="overdue", **numbers):
        Backtest = self.env["customer.dossier.signal.backtest"].with_user(user)
        form = Form(Backtest)
        form.rule_id = self.env.ref(f"customer_dossier.signal_rule_{rule}")
        for name, value in numbers.items():
            form[name] = value
        test = form.save()
        test.action_run()
        return test

    def test_months_in_a_row_are_one_signal(self):
        test = self._run(self.leader)
        self.assertRecordValues(
            test, [{"raised_count": 2, "found_count": 1, "threshold": 30}]
        )
        self.assertEqual(
            [(str(row.first_day), str(row.last_day)) for row in test.row_ids],
            [("2025-05-31", "2025-09-30"), ("2026-01-31", "2026-02-28")],
        )
        self.assertIn("for 41 days", test.row_ids[0].explanation)

    def test_another_threshold_is_tried_without_touching_the_rule(self):
        test = self._run(self.leader, threshold=170)
        self.assertEqual(test.raised_count, 0)
        again = self._run(self.leader, threshold=30, min_amount=600)
        self.assertEqual(again.raised_count, 1)
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        self.assertEqual((rule.threshold, rule.min_amount), (30, 0))

    def test_one_sees_ones_own_dossiers_and_ones_own_tests(self):
        test = self._run(self.account_manager)
        self.assertEqual(test.found_count, 1)
        rows = test.row_ids
        self.dossier.sudo().account_manager_id = self.leader
        self.assertEqual(self._run(self.account_manager).dossier_count, 0)
        with self.assertRaises(AccessError):
            rows.with_user(self.credit).read(["explanation"])
        for user in (self.contributor, self.auditor, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self.env["customer.dossier.signal.backtest"].with_user(user).create({})

    def test_what_past_figures_do_not_tell_is_refused(self):
        with self.assertRaisesRegex(UserError, "looks at more than the ledger"):
            self._run(self.leader, "few_sources")

    def test_the_queries_do_not_grow_with_the_customers(self):
        few = self._query_count(lambda: self._run(self.leader))
        for number in range(8):
            partner = self._create_customer(f"Dealer {number}")
            self._create_dossier(partner, state="active")
            self._invoice(partner, 100, date(2025, 4, 1))
        self.assertLessEqual(self._query_count(lambda: self._run(self.leader)), few + 8)

from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTimedLimit(LedgerCommon):
    """More credit for a time comes and goes by its days; what was agreed stays."""

    def setUp(self):
        super().setUp()
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 200000})
        self.Limit = self.env["customer.dossier.timed.limit"]

    def _raise(self, user=None, **vals):
        return self.Limit.with_user(user or self.credit).create(
            {
                "dossier_id": self.dossier.id,
                "kind": "temporary",
                "reason": "Wedding season",
                "amount": 50000,
                "date_from": self._day(0),
                "date_until": self._day(30),
                **vals,
            }
        )

    def _season(self, **vals):
        return self._raise(
            **{
                "kind": "seasonal",
                "amount": False,
                "percent": 50,
                "festival": "mid_autumn",
                "date_until": False,
                **vals,
            }
        )

    def assertLimit(self, expected, day):
        with freeze_time(f"{day} 04:00:00"):
            self.dossier.sudo()._settle_terms()
            self.env.invalidate_all()
            self.assertEqual(self.dossier.sudo().credit_limit, expected, day)

    def test_a_temporary_limit_ends_by_itself(self):
        limit = self._raise(date_from=self._day(2))
        for days, expected, state in (
            (0, 200000, "to_come"),
            (2, 250000, "in_force"),
            (30, 250000, "in_force"),
            (31, 200000, "over"),
        ):
            self.assertLimit(expected, self._day(days))
            with freeze_time(f"{self._day(days)} 04:00:00"):
                limit.invalidate_recordset()
                self.assertEqual(limit.state, state)
        self.assertEqual(self.dossier.sudo().agreed_limit, 200000)

    def test_what_is_over_lies_over_the_terms_no_more(self):
        self._raise()
        policy = (
            self.env["customer.dossier.insurance"]
            .with_user(self.credit)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": "insurance",
                    "issuer": "PICC",
                    "amount": 5,
                    "date_until": self._day(20),
                }
            )
        )
        for days, layered in ((20, 2), (21, 1), (31, 0)):
            with freeze_time(f"{self._day(days)} 04:00:00"):
                self.Limit._cron_turn()
                self.env.invalidate_all()
                self.assertEqual(len(self.dossier.sudo().layer_ids), layered)
                self.assertEqual(self.dossier.sudo().is_layered, bool(layered))
        self.assertFalse(policy._layers())

    def test_a_seasonal_limit_comes_back_every_year(self):
        # Vector CL-11: 200,000 and 50 percent inside the window are 300,000.
        limit = self._season()
        # Mid-Autumn Festivals on 2026-09-25 and 2027-09-15.
        self.assertEqual(
            (limit.next_from, limit.next_until), (date(2026, 7, 27), date(2026, 10, 9))
        )
        for day, expected in (
            ("2026-07-26", 200000),
            ("2026-07-27", 300000),
            ("2026-10-09", 300000),
            ("2026-10-10", 200000),
        ):
            self.assertLimit(expected, day)
        with freeze_time("2026-10-10 04:00:00"):
            self.Limit._cron_turn()
            self.Limit._cron_turn()
        for day, expected in (("2027-07-16", 200000), ("2027-07-17", 300000)):
            self.assertLimit(expected, day)
        self.assertEqual(len(limit._layers()), 1)

    def test_a_season_ends_with_the_last_day_agreed_on(self):
        limit = self._season(date_until="2026-09-01")
        self.assertLimit(300000, "2026-09-01")
        self.assertLimit(200000, "2026-09-02")
        with freeze_time("2026-10-10 04:00:00"):
            self.Limit._cron_turn()
            self.assertFalse(limit._layers())

    def test_a_lapsed_dossier_is_not_raised_now_nor_by_the_job(self):
        self._season()
        self.dossier.sudo().write(
            {"state": "active", "next_revision_date": self._day(-1)}
        )
        with self.assertRaisesRegex(UserError, "not raised"):
            self._raise()
        with freeze_time("2026-10-10 04:00:00"):
            self.Limit._cron_turn()
        self.assertLimit(200000, "2027-08-01")
        with freeze_time("2026-10-11 04:00:00"):
            self.dossier.sudo().next_revision_date = "2026-12-01"
            self.Limit._cron_turn()
        self.assertLimit(300000, "2027-08-01")

    def test_it_says_how_the_limit_adds_up(self):
        self._raise()
        cut = self._season(percent=-10, festival="spring", days_before=0, days_after=60)
        self.env.invalidate_all()
        dossier = self.dossier.with_user(self.account_manager)
        words = dossier.terms_words.replace("\xa0", " ")
        self.assertRegex(words, r"200,000.00.* agreed, − 10 % until 04/17/2026, \+ ")
        self.assertRegex(
            words, r"50,000.00.* until 04/30/2026 = .*230,000.00.* in force"
        )
        cut.remark = "Sold out"
        cut.action_call_off()
        self.assertNotIn("10 %", self.dossier.sudo().terms_words)
        self.assertFalse(self._create_dossier(self._create_customer("B")).terms_words)

    def test_called_off_it_leaves_no_trace_in_the_terms(self):
        limit = self._raise()
        self.dossier.sudo().agreed_limit = 120000
        self.assertLimit(170000, self._day(0))
        limit.remark = "The order was cancelled"
        limit.action_call_off()
        self.assertLimit(120000, self._day(0))

    def test_nonsense_is_refused(self):
        for vals, words in (
            ({"amount": 0}, "raised by an amount"),
            ({"amount": -5}, "raised by an amount"),
            ({"date_until": False}, "raised by an amount"),
            ({"kind": "seasonal", "percent": 300, "festival": "spring"}, "percent"),
            ({"kind": "seasonal", "percent": 50, "festival": False}, "festival"),
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaisesRegex(ValidationError, words),
            ):
                self._raise(**vals)
        self.dossier.sudo().credit_mode = "cash_only"
        with self.assertRaisesRegex(ValidationError, "no credit limit"):
            self._raise()

    def test_credit_and_leaders_raise_readers_read(self):
        limit = self._raise()
        self._raise(self.leader)
        for user in (self.account_manager, self.archivist, self.leader):
            self.assertEqual(limit.with_user(user).amount, 50000)
        for user in (self.account_manager, self.archivist):
            with self.assertRaises(AccessError):
                self._raise(user)
        for user in (self.contributor, self.auditor, self.manager, self.salesperson):
            with self.assertRaises(AccessError):
                limit.with_user(user).read(["amount"])

from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT
from .measure_common import MeasureCommon

CASH = {"cash_only"}


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestMeasureLadder(MeasureCommon):
    """The ladder suggests, people propose and decide (models.md 7.3)."""

    def _suggested(self, dossier=None):
        drafts = (dossier or self.dossier).sudo().measure_ids
        drafts.invalidate_recordset()
        return {
            one.type_id.code
            for one in (dossier or self.dossier).sudo().measure_ids
            if one.state == "draft" and one.ladder_step
        }

    def _overdue(self, days, **figures):
        self._set_figures(
            self.dossier,
            **LATE | {"oldest_overdue_days": days, "overdue": 400.0 if days else 0.0},
            **figures,
        )
        self.dossier._suggest_measures()
        return self._suggested()

    def test_step_by_step(self):
        for days, codes in (
            (0, set()),
            (1, {"remind"}),
            (30, {"remind"}),
            (31, {"limit_cut"}),
            (60, {"limit_cut"}),
            (61, CASH),
            (90, CASH),
            (0, set()),
        ):
            with self.subTest(days=days), self.cr.savepoint():
                self.assertEqual(self._overdue(days), codes)

    def test_what_is_disputed_does_not_climb(self):
        # The stored figure is of the oldest undisputed item; what is disputed is owed.
        self.assertEqual(self._overdue(0, overdue_disputed=400.0), set())

    def test_it_suggests_and_applies_nothing(self):
        self._overdue(45)
        draft = self.dossier.sudo().measure_ids
        self.assertEqual(
            (draft.state, draft.ladder_step), ("draft", "credit_stop_limit_cut")
        )
        self.assertIn("45 days overdue", draft.evidence)
        self.assertFalse(draft.proposed_by_id)
        self.assertEqual(draft.activity_ids.user_id, self.account_manager)
        draft.with_user(self.account_manager).action_propose()
        draft.with_user(self.credit).action_approve()
        self.assertEqual(draft.state, "in_force")

    def test_one_at_a_time(self):
        for _night in range(3):
            self._overdue(45)
        self.assertEqual(len(self.dossier.sudo().measure_ids), 1)

    def test_what_was_refused_rests(self):
        self._overdue(45)
        draft = self.dossier.sudo().measure_ids
        draft.with_user(self.archivist).action_withdraw()
        self.assertEqual(self._overdue(50), set())
        with self._on("2026-08-01"):
            self.assertEqual(self._overdue(55), {"limit_cut"})

    def test_a_paid_customer_s_suggestion_goes_by_itself(self):
        self._overdue(45)
        draft = self.dossier.sudo().measure_ids
        self.assertEqual(self._overdue(0), set())
        self.assertEqual(draft.state, "withdrawn")

    def test_what_somebody_took_up_stays(self):
        self._overdue(45)
        draft = self.dossier.sudo().measure_ids
        draft.with_user(self.account_manager).action_propose()
        self._overdue(0)
        self.assertEqual(draft.state, "proposed")

    def test_only_what_can_be_done(self):
        self.dossier.sudo().credit_mode = "unlimited"
        self.assertEqual(self._overdue(45), set())
        self.dossier.sudo().credit_mode = "cash_only"
        self.assertEqual(self._overdue(75), set())
        support = self._in_force("staff_support")
        self.assertEqual(self._overdue(75), {"withdraw_staff"})
        support.with_user(self.leader).action_end()

    def test_good_standing_may_be_rewarded(self):
        self._assess(PROMPT)
        self._set_figures(self.dossier, oldest_overdue_days=0, completeness=80)
        self.assertEqual(self.dossier.rating, "AAA")
        # More credit is nothing to whoever uses half of what they have.
        self.assertFalse(self.dossier._suggest_measures())
        self._set_figures(self.dossier, utilisation=80)
        self.dossier._suggest_measures()
        self.assertEqual(self._suggested(), {"more_credit"})
        draft = self.dossier.sudo().measure_ids
        self.assertIn("Rated AAA", draft.evidence)
        draft.with_user(self.archivist).action_withdraw()
        with self._on("2026-09-01"):
            self.dossier._suggest_measures()
        self.assertEqual(self._suggested(), set())

    def test_never_a_deterrent(self):
        codes = self.env["customer.dossier.measure.type"].search(
            [("polarity", "=", "deterrent")]
        )
        self.assertEqual(codes.mapped("ladder_step"), [False] * 4)
        self.assertFalse(self._overdue(400) & set(codes.mapped("code")))

    def test_the_night_asks_about_everybody(self):
        self._set_figures(self.dossier, **LATE | {"oldest_overdue_days": 45})
        self.env.ref("customer_dossier.cron_suggest_measures").method_direct_trigger()
        self.assertEqual(self._suggested(), {"limit_cut"})

    def test_a_constant_number_of_queries(self):
        many = self.dossier
        for number in range(20):
            many |= self._create_dossier(self._create_customer(f"Dealer {number}"))
        many.sudo().write(
            {"state": "active", "credit_mode": "limit", "credit_limit": 9}
        )
        self._set_figures(many, **LATE | {"oldest_overdue_days": 45})
        few = self._query_count(lambda: many[:5]._suggest_measures())
        more = self._query_count(lambda: many[5:]._suggest_measures())
        self.assertLessEqual(more, few + 3)

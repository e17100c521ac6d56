from datetime import date

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestSignal(JudgedCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})

    def _raise(self, **figures):
        self._set_figures(self.dossier, as_of="2026-06-30", **figures)
        return self.dossier._raise_signals()

    def _raise_overdue(self, days=45):
        return self._raise(overdue=500.0, oldest_overdue_days=days)

    def test_what_is_disputed_raises_nothing_and_is_not_in_the_amount(self):
        self.assertFalse(
            self._raise(overdue=500.0, overdue_disputed=500.0, oldest_overdue_days=45)
        )
        signal = self._raise(
            overdue=500.0, overdue_disputed=200.0, oldest_overdue_days=45
        )
        self.assertEqual(signal.evidence["amount"], 300)

    def test_overdue_beyond_the_threshold_raises_one_signal_only(self):
        self.assertFalse(self._raise_overdue(days=30))
        signal = self._raise_overdue(days=31)
        self.assertEqual(signal.kind, "overdue")
        self.assertEqual(signal.severity, "high")
        self.assertEqual(signal.evidence, {"days": 31, "amount": 500.0})
        self.assertFalse(self._raise_overdue(days=40))
        self.assertEqual(signal.evidence["days"], 40)
        self.assertEqual(self.dossier.open_signal_count, 1)

    def test_over_the_limit_counts_in_the_credit_mode_limit_only(self):
        figures = {"exposure": 1500.0}
        self.dossier.credit_limit = 1000
        self.assertFalse(self._raise(**figures))
        self.dossier.credit_mode = "limit"
        signal = self._raise(**figures)
        self.assertEqual(signal.evidence, {"exposure": 1500.0, "limit": 1000.0})
        self.dossier.credit_limit = 0
        self._raise(**figures)
        self.assertEqual(signal.evidence["limit"], 0)
        self.dossier.credit_limit = 1500
        self._raise(**figures)
        self.assertEqual(signal.state, "closed")

    def test_sales_are_compared_with_the_same_season(self):
        self.assertFalse(self._raise(season_turnover=70, season_turnover_prior=100))
        signal = self._raise(season_turnover=60, season_turnover_prior=100)
        self.assertEqual(signal.kind, "sales_fallen")
        self.assertEqual(signal.evidence["percent"], 40)
        self.assertFalse(self._raise(season_turnover=0, season_turnover_prior=0))
        self.assertEqual(signal.state, "closed")

    def test_lost_rhythm_needs_more_than_lateness(self):
        self.assertFalse(self._raise(rhythm="late", rhythm_ratio=9.0))
        self.assertFalse(self._raise(rhythm="at_risk", rhythm_ratio=4.0))
        signal = self._raise(
            rhythm="lost", rhythm_ratio=4.1, last_order_date="2026-01-05"
        )
        self.assertEqual(signal.evidence, {"times": 4.1, "last": "2026-01-05"})

    def test_each_kind_says_its_evidence_in_words(self):
        self.dossier.write({"credit_mode": "limit", "credit_limit": 1000})
        signals = self._raise(
            overdue=500.0,
            oldest_overdue_days=45,
            exposure=1500.0,
            season_turnover=60,
            season_turnover_prior=100,
            rhythm="lost",
            rhythm_ratio=4.1,
            last_order_date="2026-01-05",
        )
        words = {signal.kind: signal.explanation for signal in signals}
        self.assertIn("the oldest of it for 45 days", words["overdue"])
        self.assertIn("500.00", words["overdue"])
        self.assertIn("against a credit limit of", words["over_limit"])
        self.assertIn("fell by 40 % against the same season", words["sales_fallen"])
        self.assertIn("4.1 times the usual interval", words["lost_rhythm"])

    def test_a_condition_that_ended_closes_its_signal(self):
        signal = self._raise_overdue()
        signal.with_user(self.archivist).action_acknowledge()
        self._raise(overdue=0, oldest_overdue_days=0)
        self.assertRecordValues(
            signal,
            [{"state": "closed", "closed_reason": "ended", "closed_by_id": False}],
        )
        self.assertTrue(self._raise_overdue())

    def test_what_a_person_closed_rests_before_it_is_raised_again(self):
        signal = self._raise_overdue()
        signal.outcome = "They pay on Friday."
        signal.with_user(self.archivist).action_close()
        self.assertFalse(self._raise_overdue())
        with freeze_time("2026-07-31"):
            self.assertTrue(self._raise_overdue())

    def test_small_sums_and_silent_rules_raise_nothing(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        rule.min_amount = 500.01
        self.assertFalse(self._raise_overdue())
        rule.write({"min_amount": 500, "active": False})
        self.assertFalse(self._raise_overdue())
        rule.active = True
        self.assertTrue(self._raise_overdue())

    def test_a_rule_of_another_company_does_not_look_here(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        rule.company_id = self._create_company("Second Distillery")
        self.assertFalse(self._raise_overdue())

    def test_drafts_and_dossiers_without_figures_raise_nothing(self):
        self.assertFalse(self.dossier._raise_signals())
        self.dossier.sudo().state = "draft"
        self.assertFalse(self._raise_overdue())

    def test_the_database_keeps_one_open_signal_for_a_rule_and_dossier(self):
        signal = self._raise_overdue()
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            signal.copy()

    def test_the_owner_finds_a_neutral_reminder_on_the_desk(self):
        signal = self._raise_overdue()
        self.assertEqual(signal.owner_id, self.account_manager)
        activity = signal.activity_ids
        self.assertEqual(activity.user_id, self.account_manager)
        self.assertEqual(activity.date_deadline, date(2026, 7, 2))
        self.assertEqual(activity.summary, "Risk signal to look at")
        self.assertEqual(activity.res_name, f"Signal {signal.id}")
        self.assertFalse(activity.note)
        signal.with_user(self.account_manager).action_acknowledge()
        self.assertFalse(signal.activity_ids)

    def test_without_an_account_manager_the_archivist_owns_it(self):
        self.dossier.account_manager_id = self.employee
        self.assertEqual(self._raise_overdue().owner_id, self.archivist)

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        dossiers = self.dossier.browse().union(
            *(
                self._create_dossier(self._create_customer(f"D{n}"), state="active")
                for n in range(12)
            )
        )
        self._set_figures(
            dossiers, as_of="2026-06-30", overdue=5, oldest_overdue_days=50
        )
        dossiers._raise_signals()
        few = self._query_count(dossiers[:3]._raise_signals)
        self.assertEqual(self._query_count(dossiers._raise_signals), few)
        self.assertLessEqual(few, 16)

    def test_the_cron_looks_at_new_figures_once(self):
        self._set_figures(
            self.dossier,
            as_of="2026-06-30",
            computed_at="2026-06-30 20:00:00",
            overdue=5,
            oldest_overdue_days=50,
        )
        Dossier = self.env["customer.dossier"]
        self.assertIn(self.dossier, Dossier._unchecked(1000))
        with self.enter_registry_test_mode():
            self.env.ref("customer_dossier.cron_raise_signals").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.dossier.open_signal_count, 1)
        self.assertNotIn(self.dossier, Dossier._unchecked(1000))
        self._set_figures(self.dossier, computed_at="2026-07-01 20:00:00")
        self.assertIn(self.dossier, Dossier._unchecked(1000))


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestSignalRights(JudgedCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})
        cls.dossier.figures_id.sudo().write(
            {"as_of": "2026-06-30", "overdue": 500, "oldest_overdue_days": 45}
        )
        cls.signal = cls.dossier._raise_signals()

    def test_readers_of_the_dossier_acknowledge_and_close(self):
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            signal = self.signal.with_user(user)
            self.assertIn("45 days", signal.explanation)
            signal.action_acknowledge()
            self.assertEqual(signal.acknowledged_by_id, user)
            with self.assertRaisesRegex(UserError, "past this step"):
                signal.action_acknowledge()
            for outcome in (False, "  "):
                signal.outcome = outcome
                with self.assertRaisesRegex(UserError, "write down the outcome"):
                    signal.action_close()
            signal.outcome = "Visited, they pay on Friday."
            signal.action_close()
            self.assertEqual((signal.state, signal.closed_by_id), ("closed", user))
            with self.assertRaisesRegex(UserError, "closed signal stays"):
                signal.outcome = "Never mind"
            signal.sudo().write({"state": "open", "outcome": False})

    def test_everybody_else_sees_none(self):
        others = self.contributor, self.auditor, self.manager, self.employee
        for user in (*others, self.salesperson):
            with self.assertRaises(AccessError):
                self.signal.with_user(user).read(["display_name"])
            with self.assertRaises(AccessError):
                self.signal.with_user(user).search([])
            with self.assertRaises(AccessError):
                self.signal.with_user(user).action_acknowledge()

    def test_rules_keep_to_own_customers_and_own_dossiers(self):
        self.dossier.sudo().write(
            {"account_manager_id": self.leader.id, "archivist_id": self.leader.id}
        )
        for user in (self.account_manager, self.archivist):
            self.assertFalse(self.signal.with_user(user).search([]))
            for step in ("action_acknowledge", "action_close"):
                with self.assertRaises(AccessError):
                    getattr(self.signal.with_user(user), step)()

    def test_no_client_writes_what_rules_and_steps_write(self):
        for vals in (
            {"state": "closed"},
            {"evidence": {"days": 1}},
            {"severity": "low"},
            {"owner_id": self.leader.id},
            {"closed_reason": "ended"},
        ):
            with self.assertRaises(AccessError):
                self.signal.with_user(self.leader).write(vals)
        with self.assertRaises(AccessError):
            self.signal.with_user(self.leader).unlink()
        with self.assertRaises(AccessError):
            self.signal.with_user(self.leader).create({"dossier_id": self.dossier.id})

    def test_only_who_keeps_the_dossier_looks_for_signals_by_hand(self):
        self.dossier.with_user(self.archivist).action_raise_signals()
        self.assertEqual(self.signal.closed_reason, "ended")
        for user in (self.account_manager, self.contributor, self.manager):
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).action_raise_signals()

    def test_administrators_keep_the_rules_and_readers_read_them(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        rule.with_user(self.manager).threshold = 40
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self.assertEqual(rule.with_user(user).threshold_unit, "days overdue")
            with self.assertRaises(AccessError):
                rule.with_user(user).write({"threshold": 1})
        for user in (self.contributor, self.auditor, self.employee, self.salesperson):
            with self.assertRaises(AccessError):
                rule.with_user(user).read(["threshold"])

    def test_nonsense_in_a_rule_is_refused_by_name(self):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        for vals in (
            {"threshold": -1},
            {"min_amount": float("nan")},
            {"threshold": float("inf")},
            {"cool_off_days": -1},
        ):
            with self.assertRaisesRegex(ValidationError, "Overdue for more"):
                with self.cr.savepoint():
                    rule.write(vals)

    def test_another_company_is_out_of_sight(self):
        dossier = self._second_company_dossier()
        dossier.sudo().state = "active"
        self._set_figures(
            dossier, as_of="2026-06-30", overdue=5, oldest_overdue_days=50
        )
        signal = dossier._raise_signals()
        here = signal.with_user(self.leader).with_context(
            allowed_company_ids=self.company.ids
        )
        self.assertEqual(here.search([]), self.signal)
        with self.assertRaises(AccessError):
            here.read(["state"])

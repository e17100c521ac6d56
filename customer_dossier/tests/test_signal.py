from datetime import date

from psycopg2 import IntegrityError
from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError
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

    def test_a_reminder_that_is_marked_done_says_nothing_to_anybody(self):
        activity = self._raise_overdue().activity_ids.with_user(self.account_manager)
        models = ("mail.message", "mail.mail", "mail.followers", "mail.notification")

        def counted():
            self.env.flush_all()
            return [self.env[name].sudo().search_count([]) for name in models]

        before = counted()
        self.assertFalse(activity.action_feedback(feedback="They are insolvent"))
        self.assertEqual(counted(), before)
        self.assertFalse(activity.active)

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
        self.assertLessEqual(few, 26)

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

    def test_what_came_of_it_is_counted_in_money_and_against_the_rule(self):
        signal = self._raise_overdue().with_user(self.account_manager)
        self.assertIs(signal.loss_avoided, False)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                signal.loss_avoided = -1
                signal.flush_recordset()
        signal.write({"loss_avoided": 500, "loss_suffered": 0, "outcome": "Paid"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.cr.savepoint():
                signal.false_alarm = True
                signal.flush_recordset()
        signal.invalidate_recordset()
        signal.action_close()
        self.assertEqual((signal.loss_avoided, signal.loss_suffered), (500.0, 0.0))
        with self.assertRaises(UserError):
            signal.loss_suffered = 7
        rule = signal.rule_id.with_user(self.leader)
        self.assertEqual((rule.closed_count, rule.false_alarm_count), (1, 0))

    def test_false_alarms_are_counted_of_the_dossiers_one_reads(self):
        signal = self._raise_overdue().with_user(self.account_manager)
        signal.write({"false_alarm": True, "outcome": "A mistake of the bank"})
        signal.action_close()
        for user, counts in (
            (self.leader, (1, 1)),
            (
                self._create_user("other", "customer_dossier.group_account_manager"),
                (0, 0),
            ),
        ):
            rule = signal.rule_id.with_user(user)
            rule.invalidate_recordset()
            with self.subTest(user=user.login):
                self.assertEqual((rule.closed_count, rule.false_alarm_count), counts)
        with self.assertRaises(AccessError):
            signal.rule_id.with_user(self.manager).read(["false_alarm_count"])

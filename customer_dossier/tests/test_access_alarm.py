from datetime import datetime, timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .access_log_common import AccessLogCommon
from .common import ROLES

# A Wednesday; 10:00 in Shanghai.
NOON = datetime(2026, 7, 1, 2, 0)


@tagged("post_install", "-at_install")
@freeze_time(NOON)
class TestAccessAlarm(AccessLogCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.tz = "Asia/Shanghai"
        cls.Alarm = cls.env["customer.dossier.access.alarm"]
        cls.rules = cls.env["customer.dossier.access.alarm.rule"].search([])
        cls.position = 0

    def _rule(self, kind, **vals):
        """The one rule at work, with a threshold that tests can reach.

        Set by SQL: a change of a rule would be a row of the log, among those counted.
        """
        rule = self.rules.filtered(lambda rule: rule.kind == kind)
        self.env.cr.execute(
            SQL(
                "UPDATE customer_dossier_access_alarm_rule SET active = (id = %s)",
                rule.id,
            )
        )
        for name, value in {"threshold": 2, **vals}.items():
            self.env.cr.execute(
                SQL(
                    "UPDATE customer_dossier_access_alarm_rule SET %s = %s WHERE id = %s",
                    SQL.identifier(name),
                    value,
                    rule.id,
                )
            )
        self.env.invalidate_all()
        return rule

    def _rows(self, number=1, user=None, action="opened", hours=0, **vals):
        """Rows of the log at a time of our choice; alarms do not ask for the chain."""
        for _row in range(number):
            type(self).position += 1
            self.Log._append(
                [
                    {
                        "company_id": self.company.id,
                        "position": self.position,
                        "user_id": (user or self.archivist).id,
                        "login": (user or self.archivist).login,
                        "action": action,
                        "road": "screen",
                        "dossiers": [[self.dossier.id, self.dossier.name]],
                        "dossier_count": 1,
                        "at": (NOON + timedelta(hours=hours)).isoformat(),
                        "previous_hash": "0",
                        "hash": "0",
                        **vals,
                    }
                ]
            )

    def _watch(self):
        """What a run of the job raises."""
        before = self.Alarm.search([])
        self.env["customer.dossier.access.watch"]._cron_watch()
        return self.Alarm.search([]) - before

    def test_all_five_kinds_come_with_a_rule(self):
        kinds = dict(self.rules._selection_kind())
        self.assertEqual(sorted(self.rules.mapped("kind")), sorted(kinds))

    def test_reading_in_bulk_raises_an_alarm_beyond_the_threshold(self):
        rule = self._rule("bulk_reading", window_hours=1)
        self._rows(2)
        self.assertFalse(self._watch())
        self._rows(1)
        self.assertRecordValues(
            self._watch(),
            [
                {
                    "rule_id": rule.id,
                    "kind": "bulk_reading",
                    "user_id": self.archivist.id,
                    "company_id": self.company.id,
                    "count": 3,
                    "threshold": 2,
                    "severity": "high",
                    "state": "open",
                    "window_start": NOON - timedelta(hours=1),
                    "window_end": NOON,
                    "explanation": "3 dossiers opened in 1 h. The rule allows 2.",
                }
            ],
        )

    def test_an_outside_program_that_lists_has_read(self):
        self._rule("bulk_reading")
        self._rows(1, action="listed", dossier_count=80)
        self.assertFalse(self._watch())
        self._rows(1, action="listed", dossier_count=80, road="rpc")
        self.assertEqual(self._watch().count, 80)

    def test_slow_reading_is_no_bulk(self):
        self._rule("bulk_reading", window_hours=1)
        for hour in range(5):
            self._rows(1, hours=2 * hour)
        self.assertFalse(self._watch())

    def test_a_span_is_counted_across_two_runs_of_the_job(self):
        self._rule("bulk_reading", window_hours=2)
        self._rows(2)
        self.assertFalse(self._watch())
        self._rows(1, hours=1)
        self.assertEqual(self._watch().count, 3)

    def test_what_happened_while_the_job_slept_is_found(self):
        self._rule("bulk_reading", window_hours=1)
        self._rows(3)
        self._rows(1, hours=100)
        alarm = self._watch()
        self.assertEqual((alarm.count, alarm.window_end), (3, NOON))

    def test_each_person_counts_alone(self):
        self._rule("bulk_reading")
        self._rows(2)
        self._rows(2, user=self.leader)
        self.assertFalse(self._watch())

    def test_nights_and_weekends_are_outside_office_hours(self):
        self._rule("off_hours", office_from=8, office_to=19)
        self._rows(3)
        self._rows(3, hours=8.9)
        self.assertFalse(self._watch())
        self._rows(3, hours=9)
        self.assertEqual(self._watch().user_id, self.archivist)
        self._rows(3, user=self.credit, hours=-2.1)
        self.assertEqual(self._watch().user_id, self.credit)
        saturday = 3 * 24
        self._rows(3, user=self.leader, hours=saturday)
        self.assertEqual(self._watch().user_id, self.leader)

    def test_a_weekend_can_be_office_time(self):
        self._rule("off_hours", weekend=True)
        self._rows(3, hours=3 * 24)
        self.assertFalse(self._watch())

    def test_who_is_refused_at_night_has_not_worked(self):
        self._rule("off_hours")
        self._rows(3, action="refused", hours=12)
        self.assertFalse(self._watch())

    def test_reading_outside_ones_customers_is_found(self):
        self._rule("outside_own")
        other = self._create_dossier(
            self._create_customer("Other"),
            archivist_id=self.leader.id,
            account_manager_id=False,
        )
        self._rows(5)
        self.assertFalse(self._watch(), "their own dossier")
        foreign = {"dossiers": [[other.id, other.name]]}
        self._rows(5, user=self.credit, **foreign)
        self.assertFalse(self._watch(), "keeps none, so none is outside")
        self._rows(3, **foreign)
        self.assertEqual(self._watch().user_id, self.archivist)

    def test_many_copies_are_found(self):
        self._rule("many_exports")
        for action in ("exported", "printed"):
            self._rows(1, action=action)
        self._rows(5)
        self.assertFalse(self._watch())
        self._rows(1, action="downloaded")
        self.assertEqual(self._watch().kind, "many_exports")

    def test_repeated_refusals_are_found(self):
        self._rule("refusals")
        self._rows(2, action="refused", user=self.employee)
        self._rows(5, user=self.employee)
        self.assertFalse(self._watch())
        self._rows(1, action="flooded", user=self.employee)
        self.assertEqual(self._watch().user_id, self.employee)

    def test_a_rule_of_another_company_does_not_look_here(self):
        second = self._create_company("Second Distillery")
        self._rule("bulk_reading", company_id=second.id)
        self._rows(5)
        self.assertFalse(self._watch())

    def test_one_open_alarm_grows_instead_of_a_second_one(self):
        self._rule("bulk_reading")
        self._rows(3)
        alarm = self._watch()
        self._rows(1, hours=1)
        self.assertFalse(self._watch())
        self.assertEqual(
            (alarm.count, alarm.window_end), (4, NOON + timedelta(hours=1))
        )

    def test_rows_are_looked_at_once(self):
        self._rule("bulk_reading")
        self._rows(3)
        alarm = self._watch()
        self._handle(alarm)
        self.assertFalse(self._watch())

    def test_what_was_handled_does_not_count_again(self):
        self._rule("bulk_reading")
        self._rows(3)
        self._handle(self._watch())
        self._rows(2)
        self.assertFalse(self._watch())
        self._rows(1)
        self.assertEqual(self._watch().count, 3)

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        rule = self._rule("bulk_reading", threshold=10**6)
        watch = self.env["customer.dossier.access.watch"]

        def cost(number):
            self._rows(number)
            self.env.flush_all()
            before = self.cr.sql_log_count
            rule._found(self.company, 0, self.position)
            watch._watch(self.company)
            return self.cr.sql_log_count - before

        cost(1)
        few = cost(2)
        self.assertEqual(cost(60), few)

    def _handle(self, alarm, user=None):
        mine = alarm.with_user(user or self.leader)
        mine.note = "Asked; it was the yearly review."
        mine.action_handle()

    def _alarm(self, user=None):
        self._rule("bulk_reading")
        self._rows(3, user=user)
        return self._watch()

    def test_leaders_and_auditors_are_told_in_neutral_words(self):
        stranger = self._create_company("Elsewhere")
        far = self._create_user(
            "far_leader", "base.group_user,customer_dossier.group_leader"
        )
        far.write({"company_id": stranger.id, "company_ids": [(6, 0, stranger.ids)]})
        alarm = self._alarm()
        activities = alarm.activity_ids
        self.assertEqual(activities.user_id, self.leader | self.auditor)
        for activity in activities:
            self.assertEqual(activity.summary, "Access alarm to look at")
            self.assertEqual(activity.res_name, f"Alarm {alarm.id}")
            self.assertFalse(activity.note)
        self._handle(alarm)
        self.assertFalse(alarm.activity_ids)

    def test_a_leader_is_not_told_about_themselves(self):
        alarm = self._alarm(user=self.leader)
        self.assertEqual(alarm.activity_ids.user_id, self.auditor)

    def test_handling_needs_a_note_and_is_done_once(self):
        alarm = self._alarm()
        mine = alarm.with_user(self.leader)
        with self.assertRaisesRegex(UserError, "write down what you found out"):
            mine.action_handle()
        self._handle(alarm)
        self.assertRecordValues(
            alarm,
            [
                {
                    "state": "handled",
                    "handled_by_id": self.leader.id,
                    "handled_at": NOON,
                }
            ],
        )
        with self.assertRaisesRegex(UserError, "handled already"):
            mine.action_handle()
        with self.assertRaisesRegex(UserError, "stays as it is"):
            mine.note = "Something else"

    def test_nobody_handles_an_alarm_about_themselves(self):
        alarm = self._alarm(user=self.leader)
        with self.assertRaisesRegex(UserError, "about yourself"):
            self._handle(alarm)
        self._handle(
            alarm,
            self._create_user(
                "leader2", "base.group_user,customer_dossier.group_leader"
            ),
        )

    def test_leaders_write_the_note_and_nothing_else(self):
        mine = self._alarm().with_user(self.leader)
        for name, value in (("state", "handled"), ("count", 0), ("severity", "low")):
            with self.assertRaises(AccessError):
                mine.write({name: value})
        for operation in ("create", "unlink"):
            self.assertFalse(mine.has_access(operation))

    def test_auditors_read_alarms_and_handle_none(self):
        alarm = self._alarm().with_user(self.auditor)
        self.assertIn("3 dossiers opened", alarm.explanation)
        self.assertIn(alarm, alarm.search([]))
        with self.assertRaises(AccessError):
            alarm.note = "mine"
        with self.assertRaises(AccessError):
            alarm.action_handle()

    def test_others_read_no_alarm(self):
        alarm = self._alarm()
        for role in {*ROLES, "salesperson", "employee"} - {"leader", "auditor"}:
            with self.subTest(role=role), self.assertRaises(AccessError):
                alarm.with_user(getattr(self, role)).read(["kind"])

    def test_another_companys_alarms_are_closed(self):
        alarm = self._alarm()
        second = self._create_company("Second Distillery")
        for user in (self.leader, self.auditor):
            mine = alarm.with_user(user).with_context(allowed_company_ids=second.ids)
            self.assertFalse(mine.search([]))
            with self.assertRaises(AccessError):
                mine.read(["kind"])

    def test_the_rows_behind_an_alarm_are_shown(self):
        self._rows(1, hours=-100)
        self._rows(1, user=self.credit)
        alarm = self._alarm().with_user(self.auditor)
        found = self.Log.with_user(self.auditor).search(
            alarm.action_view_rows()["domain"]
        )
        self.assertEqual(len(found), 3)
        self.assertEqual(found.user_id, self.archivist)

    def test_administrators_set_the_rules_and_see_no_alarm(self):
        rule = self.rules[0].with_user(self.manager)
        rule.threshold = 5
        rule.copy({"name": "A second one"}).unlink()
        for user in (self.leader, self.auditor):
            mine = rule.with_user(user)
            self.assertEqual(mine.threshold_unit, "dossiers opened")
            with self.assertRaises(AccessError):
                mine.threshold = 1000
        for role in {*ROLES, "employee"} - {"leader", "auditor", "manager"}:
            with self.assertRaises(AccessError):
                rule.with_user(getattr(self, role)).read(["name"])

    def test_a_rule_with_senseless_numbers_is_refused(self):
        rule = self.rules[0].with_user(self.manager)
        for vals in (
            {"threshold": -1},
            {"window_hours": 0},
            {"window_hours": 745},
            {"office_from": 19, "office_to": 8},
            {"office_to": 25},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                rule.write(vals)
                rule.flush_recordset()

    def test_nobody_sees_how_far_the_rules_have_read(self):
        watch = self.env["customer.dossier.access.watch"]
        for role in ROLES:
            with self.assertRaises(AccessError):
                watch.with_user(getattr(self, role)).search([])

    def test_a_broken_log_raises_one_alarm_that_no_rule_can_stop(self):
        self._rule("refusals", active=False)
        self._rows(1)
        with mute_logger(
            "odoo.addons.customer_dossier.models.customer_dossier_access_verify"
        ):
            self.Log._cron_verify()
            self.Log._cron_verify()
        alarm = self.Alarm.search([]).with_user(self.leader)
        self.assertRecordValues(
            alarm,
            [{"kind": "broken_record", "severity": "high", "user_id": False}],
        )
        self.assertIn("Row 1 does not follow", alarm.explanation)
        self.assertEqual(alarm.sudo().activity_ids.user_id, self.leader | self.auditor)

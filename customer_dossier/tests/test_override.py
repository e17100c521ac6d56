from psycopg2.errors import CheckViolation, RaiseException, UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import LATE, PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestOverride(JudgedCommon):
    """A person's rating in place of the scorecard's: for a time, by two people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_leader = cls._create_user(
            "other_leader", "base.group_user,customer_dossier.group_leader"
        )
        cls.dossier.sudo().state = "active"

    def setUp(self):
        super().setUp()
        self.judged = self._assess(PROMPT)

    def _request(self, user=None, **vals):
        Override = self.env["customer.dossier.override"]
        return Override.with_user(user or self.archivist).create(
            {
                "dossier_id": self.dossier.id,
                "rating": "A",
                "date_until": "2026-08-31",
                "reason": "Their main outlet burnt down last week.",
                "evidence": "Visit on 30 June, photographs in the section.",
                **vals,
            }
        )

    def _in_force(self, **vals):
        override = self._request(**vals)
        override.with_user(self.leader).action_approve()
        return override

    def test_from_the_request_to_the_rating(self):
        self.assertEqual(self.judged.rating, "AAA")
        override = self._request()
        self.assertRecordValues(
            override,
            [{"state": "requested", "rating_before": "AAA", "decided_on": False}],
        )
        self.assertEqual(self.dossier.rating, "AAA")
        override.with_user(self.leader).action_approve()
        last = self.dossier.assessment_id
        self.assertRecordValues(
            last,
            [
                {
                    "rating": "A",
                    "rating_by_card": "AAA",
                    "override_id": override.id,
                    "overridden": 100,
                }
            ],
        )
        self.assertEqual(self.dossier.rating, "A")
        self.assertIn("Rated A by a person until", last.summary)
        self.assertIn("main outlet burnt down", last.summary)
        self.assertIn("The scorecard alone says AAA", last.summary)

    def test_grade_and_risk_follow(self):
        self._in_force(rating="A")
        self.assertEqual(self.dossier.risk_level, "low")
        self.dossier.assessment_id.override_id.with_user(self.leader).action_end()
        self.assertEqual(self.dossier.rating, "AAA")

    def test_the_light_follows(self):
        self._assess(LATE | {"overdue": 0, "oldest_overdue_days": 0, "utilisation": 50})
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 5000})
        before = self.dossier._light()[self.dossier.id]
        self.assertEqual(before.reason, "rated_low")
        override = self._request(rating="B")
        override.with_user(self.leader).action_approve()
        self.assertEqual(self.dossier._light()[self.dossier.id].colour, "green")

    def test_nobody_decides_on_their_own_request(self):
        own = self._request(user=self.leader)
        for step in ("action_approve", "action_refuse"):
            with self.assertRaisesRegex(AccessError, "that they asked for"):
                getattr(own.with_user(self.leader), step)()
            # Not as superuser either: the real user is asked.
            with self.assertRaisesRegex(AccessError, "that they asked for"):
                getattr(own.with_user(self.leader).sudo(), step)()
        own.with_user(self.other_leader).action_approve()
        self.assertEqual(own.state, "in_force")

    def test_nobody_asks_in_another_s_name(self):
        override = self._request(requested_by_id=self.credit.id)
        self.assertEqual(override.requested_by_id, self.archivist)

    def test_the_database_knows_two_people(self):
        override = self._request().sudo()
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            override.write({"decided_by_id": self.archivist.id})
            override.flush_recordset()

    def test_only_leaders_decide(self):
        override = self._request()
        for user in (self.credit, self.account_manager, self.manager, self.auditor):
            with self.assertRaises(AccessError):
                override.with_user(user).action_approve()
        self.assertEqual(override.state, "requested")

    def test_who_may_ask(self):
        for user in (self.account_manager, self.auditor, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self._request(user=user)

    def test_a_request_finds_the_other_leaders(self):
        override = self._request(user=self.leader)
        people = override.sudo().activity_ids.user_id
        self.assertIn(self.other_leader, people)
        self.assertNotIn(self.leader, people)
        override.with_user(self.other_leader).action_refuse()
        self.assertFalse(override.sudo().activity_ids)

    def test_it_ends_by_its_day_with_the_next_assessment(self):
        override = self._in_force()
        with self._on("2026-08-31"):
            self.assertEqual(self._assess(PROMPT).override_id, override)
        with self._on("2026-09-01"):
            last = self._assess(PROMPT)
        self.assertEqual((last.rating, last.overridden), ("AAA", 0))
        self.assertEqual((override.state, last.override_id.id), ("expired", False))

    def test_it_ends_by_its_day_without_one(self):
        override = self._in_force()
        with self._on("2026-09-01"):
            self.env["customer.dossier.override"]._cron_end()
        self.assertEqual((override.state, self.dossier.rating), ("expired", "AAA"))

    def test_a_hard_trigger_breaks_it_at_once(self):
        override = self._in_force()
        self.dossier.with_user(self.archivist).write({"lawsuit": True})
        self.assertEqual(override.state, "broken")
        self.assertEqual(self.dossier.rating, "C")
        self.assertFalse(self.dossier.assessment_id.override_id)

    def test_a_hard_trigger_acts_at_once_without_any_override(self):
        self.dossier.with_user(self.archivist).write({"insolvent": True})
        self.assertEqual(self.dossier.rating, "C")
        count = len(self.dossier.assessment_ids)
        self.dossier.with_user(self.archivist).write({"insolvent": True})
        self.assertEqual(len(self.dossier.assessment_ids), count)

    def test_no_override_stands_against_a_hard_trigger(self):
        asked = self._request()
        self.dossier.sudo().lawsuit = True
        with self.assertRaisesRegex(ValidationError, "hard trigger"):
            asked.with_user(self.leader).action_approve()
        asked.with_user(self.archivist).action_withdraw()
        with self.assertRaisesRegex(ValidationError, "hard trigger"):
            with self.cr.savepoint():
                self._request(rating="B")

    def test_what_may_not_be_asked_for(self):
        for pattern, vals in (
            ("one or two steps", {"rating": "B"}),
            ("one or two steps", {"rating": "AAA"}),
            ("within 90 days", {"date_until": "2026-06-30"}),
            ("within 90 days", {"date_until": "2026-09-30"}),
            ("Write down: Reason", {"reason": "  "}),
            ("Write down: Evidence", {"evidence": "\n"}),
        ):
            with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
                self._request(**vals)

    def test_an_unrated_customer_is_at_best_a(self):
        self._assess({**dict.fromkeys(PROMPT), "growth_class": "new"})
        self.assertEqual(self.dossier.rating, "N")
        with self.assertRaisesRegex(ValidationError, "at best to A"):
            with self.cr.savepoint():
                self._request(rating="AA")
        self._in_force(rating="A")
        self.assertEqual(self.dossier.rating, "A")

    def test_one_at_a_time(self):
        self._request()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            with self.cr.savepoint():
                self._request(user=self.credit)

    def test_what_was_asked_for_stays(self):
        override = self._request()
        for vals in ({"rating": "AA"}, {"date_until": "2026-07-02"}, {"reason": "x"}):
            for record in (override, override.with_user(self.leader), override.sudo()):
                with self.assertRaisesRegex(UserError, "as it was made"):
                    record.write(vals)
        for vals in ({"state": "in_force"}, {"decided_by_id": self.leader.id}):
            with self.assertRaises(AccessError):
                override.write(vals)
        with self.assertRaisesRegex(UserError, "stays on record"):
            override.sudo().unlink()

    def test_what_has_ended_is_closed_in_the_database(self):
        override = self._in_force()
        override.with_user(self.leader).action_end()
        self.env.flush_all()
        for query in ("UPDATE %s SET state = 'in_force'", "DELETE FROM %s"):
            with (
                self.assertRaises(RaiseException),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                # pylint: disable=sql-injection
                self.cr.execute(query % override._table)
        with self.assertRaisesRegex(UserError, "past this step"):
            override.with_user(self.leader).action_end()

    def test_whoever_asked_takes_it_back(self):
        override = self._request()
        with self.assertRaises(AccessError):
            override.with_user(self.leader).action_withdraw()
        override.action_withdraw()
        self.assertEqual(override.state, "withdrawn")

    def test_the_override_rate_by_month(self):
        self._in_force()
        Assessment = self.env["customer.dossier.assessment"].with_user(self.leader)
        [row] = Assessment.formatted_read_group(
            [("dossier_id", "=", self.dossier.id)],
            ["date:month"],
            ["overridden:avg", "__count"],
        )
        self.assertEqual((row["overridden:avg"], row["__count"]), (50, 2))

    def test_confirmation_goes_on_under_an_override(self):
        self._in_force()
        with self._on("2026-07-02"):
            again = self._assess(PROMPT)
        self.assertEqual((again.rating, again.rating_by_card), ("A", "AAA"))

    def test_the_button_opens_what_is_under_way(self):
        action = self.dossier.with_user(self.archivist).action_request_override()
        self.assertFalse(action["res_id"])
        override = self._request()
        action = self.dossier.with_user(self.archivist).action_request_override()
        self.assertEqual(action["res_id"], override.id)

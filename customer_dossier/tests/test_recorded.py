from psycopg2 import Error
from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_log_common import AccessLogCommon

RULE = "customer_dossier.alarm_rule_bulk_reading"


@tagged("post_install", "-at_install")
class TestRecorded(AccessLogCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env.ref(RULE).with_user(cls.manager)

    def setUp(self):
        super().setUp()
        self._changes()

    def _changes(self):
        """What was written since the last question: rows, the last one first."""
        rows = self.Log.search([("id", ">", getattr(self, "last", 0))])
        self.last = rows[:1].id or getattr(self, "last", 0)
        return rows

    def test_who_changed_which_threshold_from_what_to_what_is_on_record(self):
        self.rule.threshold = 600
        row = self._changes()
        self.assertRecordValues(
            row,
            [
                {
                    "user_id": self.manager.id,
                    "action": "changed",
                    "section": "alarm_rule",
                    "company_id": self.company.id,
                    "subjects": "",
                    "explanation": f"{self.rule.name}: Threshold 60 → 600",
                }
            ],
        )

    def test_whom_a_hold_rule_no_longer_holds_is_on_record(self):
        rules = self.env["customer.dossier.hold.rule"].with_user(self.credit)
        rule = rules.search([("kind", "=", "over_limit")], limit=1)
        rule.excluded_ids = self.dossier
        row = self._changes()
        number = self.dossier.name
        self.assertEqual(row.user_id, self.credit)
        self.assertEqual(row.section, "hold")
        self.assertEqual(
            row.explanation, f"{rule.name}: Not these dossiers – → {number}"
        )
        rule.excluded_ids = False
        self.assertIn(f"{number} → –", self._changes().explanation)

    def test_leaders_and_auditors_see_it_in_words(self):
        self.rule.write({"severity": "low", "active": False})
        row = self._changes()
        self.assertIn("Severity High → Low", row.explanation)
        self.assertIn("Active yes → no", row.explanation)
        for user in (self.leader, self.auditor):
            self.assertTrue(row.with_user(user).explanation)
        with self.assertRaises(AccessError):
            row.with_user(self.manager).read(["explanation"])

    def test_what_is_set_to_what_it_was_is_no_change(self):
        self.rule.write({"threshold": 60, "sequence": 7})
        self.assertFalse(self._changes())

    def test_what_the_database_refuses_is_no_change(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"):
            self.rule.threshold = -1
        self.assertFalse(self._changes())

    def test_a_change_is_told_once(self):
        self.rule.threshold = 600
        self.env.flush_all()
        self.assertEqual(len(self._changes()), 1)

    def test_new_and_deleted_rules_are_on_record(self):
        rule = self.rule.create(
            {"name": "Mine", "kind": "refusals", "threshold": 3, "severity": "low"}
        )
        self.assertIn("Mine: Name – → Mine", self._changes().explanation)
        rule.unlink()
        self.assertIn("Threshold 3 → –", self._changes().explanation)

    def test_a_rule_for_all_stands_in_the_log_of_each_company(self):
        second = self._create_company("Second Distillery")
        self.rule.threshold = 600
        rows = self._changes()
        self.assertEqual(
            rows.company_id, self.env["res.company"].search([]), "every company"
        )
        self.rule.company_id = second
        self._changes()
        self.rule.threshold = 60
        self.assertEqual(self._changes().company_id, second)

    def test_what_a_role_asks_for_is_on_record(self):
        requirement = self.env["customer.dossier.clearance.requirement"].search(
            [("role", "=", "leader")]
        )
        requirement.with_user(self.manager).min_years = 0.5
        row = self._changes()
        self.assertEqual(row.section, "requirement")
        self.assertEqual(
            row.explanation, f"{requirement.display_name}: Years of service 3.0 → 0.5"
        )

    def test_the_settings_of_a_company_are_on_record(self):
        second = self._create_company("Second Distillery")
        self._changes()
        self.env["res.config.settings"].with_company(second).create(
            {"dossier_log_retention_years": 1}
        ).execute()
        row = self._changes()
        self.assertEqual((row.section, row.company_id), ("company", second))
        self.assertEqual(
            row.explanation,
            "Second Distillery: Years of the access log 0 → 1",
        )
        second.name = "Third Distillery"
        self.assertFalse(self._changes())

    def test_what_a_new_company_begins_with_is_on_record(self):
        self.env["res.company"].create(
            {"name": "Second Distillery", "dossier_log_retention_years": 2}
        )
        row = self._changes()
        self.assertIn("Years of the access log – → 2", row.explanation)
        self.env["res.company"].create({"name": "Third Distillery"})
        self.assertFalse(self._changes())

    def test_what_cannot_be_written_down_is_not_changed(self):
        nobody = self.env["res.users"].browse(2**30)
        with self.assertRaises(Error), mute_logger("odoo.sql_db"):
            self.rule.with_user(nobody).sudo().threshold = 600
        self.env.invalidate_all()
        self.assertEqual(self.rule.threshold, 60)

    def test_every_value_that_people_set_is_on_record(self):
        for name in (
            "customer.dossier.access.alarm.rule",
            "customer.dossier.clearance.requirement",
            "res.company",
        ):
            Model = self.env[name]
            recorded = Model._recorded_fields()
            ours = {
                field.name
                for field in Model._fields.values()
                if field.store and field.name not in MAGIC_COLUMNS
                if field.name.startswith("dossier_") or name != "res.company"
            }
            with self.subTest(model=name):
                self.assertTrue(recorded)
                self.assertEqual(ours - set(recorded), {"sequence"} & ours)

    def test_the_chain_stays_whole(self):
        self._fill(2)
        self.rule.threshold = 600
        self._changes()
        self._fill(2)
        self.assertEqual(self._verdict(), ("", 0))

from psycopg2 import Error

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestSignalReport(JudgedCommon):
    """What people see is reported, followed in the watch log, and closed by people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.sudo().write({"state": "active"})
        cls.rule = cls.env.ref("customer_dossier.signal_rule_dumping")

    def _report(self, user=None, text="Sells below our price in Mianyang", **vals):
        action = self.dossier.with_user(user or self.account_manager)
        action = action.action_report_signal()
        Report = self.env[action["res_model"]].with_user(user or self.account_manager)
        form = Form(Report.with_context(**action["context"]))
        form.rule_id = self.rule
        form.text = text
        for name, value in vals.items():
            form[name] = value
        opened = form.save().action_report()
        return self.env[opened["res_model"]].browse(opened["res_id"])

    def test_a_report_is_a_signal_with_an_owner_and_a_first_entry(self):
        signal = self._report(self.archivist, seen_on="2026-06-28")
        self.assertRecordValues(
            signal,
            [
                {
                    "kind": "dumping",
                    "severity": "high",
                    "state": "open",
                    "owner_id": self.account_manager.id,
                    "reported_by_id": self.archivist.id,
                    "explanation": "Dumping price: Sells below our price in Mianyang",
                }
            ],
        )
        self.assertEqual(signal.activity_ids.user_id, self.account_manager)
        self.assertEqual(str(signal.watch_ids.day), "2026-06-28")

    def test_figures_do_not_close_what_people_reported(self):
        signal = self._report()
        self._set_figures(self.dossier, as_of="2026-06-30")
        self.assertFalse(self.dossier._raise_signals())
        self.assertEqual(signal.state, "open")

    def test_a_second_report_goes_into_the_log_of_the_first(self):
        signal = self._report()
        again = self._report(self.leader, "Now in Chengdu as well")
        self.assertEqual(again, signal)
        self.assertEqual(len(signal.watch_ids), 2)
        self.assertEqual(signal.note, "Sells below our price in Mianyang")

    def test_only_readers_report_and_only_on_active_dossiers(self):
        for user in (self.contributor, self.auditor, self.manager, self.salesperson):
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).action_report_signal()
        foreign = self._create_user("other", "customer_dossier.group_account_manager")
        Report = self.env["customer.dossier.signal.report"].with_user(foreign)
        with self.assertRaises(AccessError):
            Report.create(
                {
                    "dossier_id": self.dossier.id,
                    "rule_id": self.rule.id,
                    "severity": "low",
                    "text": "Gossip",
                }
            ).action_report()
        self.dossier.sudo().state = "draft"
        with self.assertRaisesRegex(UserError, "is not active"):
            self._report()

    def test_what_the_system_looks_for_is_not_reported(self):
        self.rule = self.env.ref("customer_dossier.signal_rule_overdue")
        with self.assertRaisesRegex(UserError, "looked for by the system"):
            self._report()

    def test_entries_stay_as_they_were_written(self):
        signal = self._report()
        entry = signal.watch_ids
        for writer in (entry.with_user(self.leader), entry.sudo()):
            with self.assertRaisesRegex(UserError, "cannot be changed"):
                writer.text = "Never mind"
        with (
            self.assertRaises(Error),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self.cr.execute("DELETE FROM customer_dossier_watch")

    def test_entries_are_written_on_the_signal_by_its_readers(self):
        signal = self._report().with_user(self.credit)
        signal.write(
            {
                "watch_ids": [
                    Command.create(
                        {
                            "dossier_id": self.dossier.id,
                            "kind": "visit",
                            "text": "Shelf prices noted",
                        }
                    )
                ]
            }
        )
        entry = signal.watch_ids.sorted("id")[-1]
        self.assertEqual((entry.user_id, entry.dossier_id), (self.credit, self.dossier))

    def test_no_entry_in_anothers_name_or_about_another_dossier(self):
        signal = self._report()
        Watch = self.env["customer.dossier.watch"].with_user(self.archivist)
        other = self._create_dossier(self._create_customer("Luzhou Trade"))
        with self.assertRaises(AccessError):
            Watch.create(
                {
                    "dossier_id": self.dossier.id,
                    "text": "x",
                    "user_id": self.leader.id,
                }
            )
        for vals, words in (
            ({"dossier_id": other.id, "signal_id": signal.id}, "another dossier"),
            ({"dossier_id": other.id, "day": "2026-07-03"}, "lies in the future"),
            ({"dossier_id": other.id, "text": "  "}, "Write down"),
        ):
            with self.assertRaisesRegex(ValidationError, words), self.cr.savepoint():
                Watch.create({"text": "x", **vals})

    def test_the_log_is_behind_the_wall(self):
        entry = self._report().watch_ids
        others = self.contributor, self.auditor, self.manager, self.employee
        foreign = self._create_user("other", "customer_dossier.group_account_manager")
        for user in (*others, foreign):
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["text"])
        for user in (self.contributor, self.auditor, self.employee, foreign):
            with self.assertRaises(AccessError):
                self.env["customer.dossier.watch"].with_user(user).create(
                    {"dossier_id": self.dossier.id, "text": "x"}
                )

from psycopg2 import IntegrityError, errors

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .judged_common import JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 08:00:00")
class TestCheckup(JudgedCommon):
    """A check-up: section by section, to a report that stays and tasks that follow."""

    def _sheet(self, code):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(self.archivist)

    def _start(self, user=None):
        dossier = self.dossier.with_user(user or self.archivist)
        action = dossier.action_start_checkup()
        return (
            self.env[action["res_model"]]
            .with_user(user or self.archivist)
            .browse(action["res_id"])
        )

    def _finished(self):
        checkup = self._start()
        checkup.action_finish()
        self.env.flush_all()
        return checkup

    def _defect(self, checkup, code, kind="missing"):
        return checkup.defect_ids.filtered(
            lambda one: one.section_id.code == code and one.kind == kind
        )

    def test_a_check_up_leads_through_the_sections_and_comes_back(self):
        checkup = self._start()
        seen = []
        action = checkup.action_go()
        while action["res_model"] == "customer.dossier.sheet":
            sheet = self._sheet("identity").browse(action["res_id"])
            self.assertEqual(sheet.checkup_id, checkup)
            seen.append(sheet.code)
            skipped = sheet.code == "competitors"
            action = sheet.action_skip_next() if skipped else sheet.action_verify_next()
        self.assertEqual(seen, self.dossier.sheet_ids.mapped("code"))
        self.assertEqual(action["res_id"], checkup.id)
        self.assertTrue(self._sheet("competitors").not_applicable)

    def test_going_on_without_signing_comes_back_to_the_section(self):
        checkup = self._start()
        second = self._sheet("identity").action_checkup_next()["res_id"]
        self.assertEqual(second, self._sheet("products").id)
        last = self._sheet("needs").action_checkup_next()["res_id"]
        self.assertEqual(last, self._sheet("identity").id)
        self.assertEqual(checkup.state, "open")

    def test_one_is_under_way_at_a_time_and_goes_on(self):
        checkup = self._start()
        self.assertEqual(self._start(self.leader), checkup)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            with self.env.cr.savepoint():
                self.env["customer.dossier.checkup"].create(
                    {"dossier_id": self.dossier.id, "started_on": "2026-06-30"}
                )
                self.env.flush_all()

    def test_many_start_at_once_on_the_desks_of_their_keepers(self):
        dossiers = self.dossier
        for number in range(6):
            dossiers |= self._create_dossier(self._create_customer(f"D{number}"))
        few = self._query_count(
            lambda: dossiers[:1].with_user(self.leader).action_start_checkup()
        )
        many = self._query_count(
            lambda: dossiers.with_user(self.leader).action_start_checkup()
        )
        self.assertLess(many - few, 6 * 4, "activities are the ORM's, one by one")
        tasks = dossiers.checkup_ids.activity_ids
        self.assertEqual(len(tasks), 7)
        self.assertEqual(tasks.user_id, self.archivist)
        self.assertNotIn(self.partner.name, str(tasks.mapped("res_name")))

    def test_the_report_says_what_each_section_is_and_what_is_left(self):
        self._sheet("organisation").write({"ownership": "Li 100 %"})
        self._sheet("needs").action_toggle_applicable()
        checkup = self._finished()
        results = {one.section_id.code: one for one in checkup.result_ids}
        self.assertEqual(len(results), 10)
        self.assertEqual(results["organisation"].quality, "unverified")
        self.assertEqual(results["organisation"].filled_count, 1)
        self.assertEqual(results["needs"].quality, "none")
        self.assertEqual(checkup.completeness, self._rounded_completeness())
        self.assertIn("Key persons", self._defect(checkup, "organisation").explanation)
        self.assertTrue(self._defect(checkup, "organisation", "unverified"))
        self.assertFalse(self._defect(checkup, "needs"))
        self.assertFalse(
            self._defect(checkup, "transactions"), "the books are nobody's to fill in"
        )

    def _rounded_completeness(self):
        return round(self.dossier._completeness()[self.dossier.id])

    def test_defects_are_mended_one_after_the_other(self):
        sheet = self._sheet("organisation")
        sheet.ownership = "Li 100 %"
        checkup = self._finished()
        missing = self._defect(checkup, "organisation")
        unverified = self._defect(checkup, "organisation", "unverified")
        before = missing.left_count
        sheet.decision_process = "The owner decides"
        sheet._set_applies("owner_since", False)
        self.assertEqual(missing.left_count, before - 2)
        self.assertFalse(missing.mended or unverified.mended)
        sheet.person_ids = [Command.create({"name": "Li Wei"})]
        self.partner.child_ids = [
            Command.create({"name": "Li", "function": "Owner", "phone": "028 1234567"})
        ]
        sheet.action_verify()
        (missing | unverified).invalidate_recordset()
        self.assertTrue(missing.mended and unverified.mended)
        self.assertEqual(missing.count, before, "what was found stays on record")

    def test_a_finished_check_up_stays_as_it_is(self):
        checkup = self._finished()
        for way in (
            lambda: checkup.write({"conclusion": "X"}),
            lambda: checkup.sudo().write({"completeness": 100}),
            lambda: checkup.sudo().unlink(),
            lambda: checkup.result_ids[0].sudo().write({"filled_count": 99}),
            lambda: checkup.defect_ids[0].sudo().unlink(),
            checkup.action_finish,
            checkup.action_drop,
            checkup.action_go,
        ):
            with self.assertRaises(UserError):
                way()
        for table in ("checkup", "checkup_result", "checkup_defect"):
            name = SQL.identifier(f"customer_dossier_{table}")
            with self.subTest(table=table), mute_logger("odoo.sql_db"):
                with self.assertRaises(errors.RaiseException), self.env.cr.savepoint():
                    self.env.cr.execute(SQL("UPDATE %s SET dossier_id = NULL", name))
                with self.assertRaises(errors.RaiseException), self.env.cr.savepoint():
                    self.env.cr.execute(SQL("DELETE FROM %s", name))

    def test_people_write_the_conclusion_and_the_day_and_nothing_else(self):
        checkup = self._start()
        checkup.write({"conclusion": "In order", "deadline": "2026-07-05"})
        for name, value in (("state", "finished"), ("completeness", 100.0)):
            with self.subTest(field=name), self.assertRaises(AccessError):
                checkup.write({name: value})
        with self.assertRaises(AccessError):
            self.env["customer.dossier.checkup"].with_user(self.leader).create(
                {"dossier_id": self.dossier.id, "started_on": "2026-06-30"}
            )

    def test_a_dropped_check_up_leaves_no_report(self):
        checkup = self._start(self.leader)
        checkup.action_drop()
        self.assertFalse(checkup.result_ids or checkup.activity_ids)
        self.assertNotEqual(self._start(), checkup)

    def test_only_keepers_check_up_and_not_what_is_closed(self):
        for role in ("account_manager", "credit", "contributor", "auditor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._start(getattr(self, role))
        self.dossier.sudo().state = "closed"
        with self.assertRaises(UserError):
            self._start()

    def test_account_managers_read_the_results_of_their_sections_only(self):
        checkup = self._finished().with_user(self.account_manager)
        codes = set(checkup.result_ids.section_id.mapped("code"))
        self.assertNotIn("credit", codes)
        self.assertIn("identity", codes)
        hidden = self._defect(checkup.sudo(), "credit").with_user(self.account_manager)
        with self.assertRaises(AccessError):
            hidden.read(["explanation"])
        with self.assertRaises(AccessError):
            checkup.action_finish()

    def test_a_defect_becomes_a_task_of_somebody_who_may_read_it(self):
        checkup = self._finished()
        defect = self._defect(checkup, "organisation")
        Task = self.env["customer.dossier.checkup.task"].with_user(self.archivist)
        for user in (self.leader, self.account_manager):
            Task.create(
                {
                    "defect_ids": defect.ids,
                    "user_id": user.id,
                    "deadline": "2026-07-10",
                }
            ).action_assign()
        task = defect.sudo().activity_ids
        self.assertEqual(task.user_id, self.account_manager, "the second time moves it")
        self.assertNotIn(self.partner.name, str(task.read()))
        secret = self._defect(checkup, "credit")
        with self.assertRaises(UserError):
            Task.create(
                {
                    "defect_ids": secret.ids,
                    "user_id": self.account_manager.id,
                    "deadline": "2026-07-10",
                }
            ).action_assign()

    def test_tasks_are_made_by_keepers_of_the_dossier_only(self):
        defect = self._defect(self._finished(), "organisation")
        stranger = self._create_user("stranger", "customer_dossier.group_archivist")
        Task = self.env["customer.dossier.checkup.task"]
        for user in (stranger, self.account_manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                Task.with_user(user).create(
                    {
                        "defect_ids": defect.ids,
                        "user_id": user.id,
                        "deadline": "2026-07-10",
                    }
                ).action_assign()

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, HttpCase, freeze_time, tagged

from .common import appoint
from .credit_report_common import CreditReportCommon

REFUSED = (
    "contributor",
    "account_manager",
    "archivist",
    "auditor",
    "manager",
    "salesperson",
    "employee",
)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestCreditReportAccess(CreditReportCommon, HttpCase):
    def test_credit_and_leader_may_export(self):
        for role in ("credit", "leader"):
            with self.subTest(role=role):
                book = self._export(user=getattr(self, role))
                self.assertEqual(book.cover("Printed by"), getattr(self, role).name)

    def test_each_role_carries_out_its_own_part(self):
        """Who keeps one as an archivist, and carries out another as an accountant."""
        both = self._create_user(
            "both",
            "base.group_user",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        named = self.dossier
        appoint(both, "archivist")
        other = self._create_dossier(
            self._create_customer("Read, not carried out"), deputy_id=both.id
        )
        appoint(both, "credit", scope="named", dossier_ids=[Command.set(named.ids)])
        self.assertEqual(other.with_user(both).name, other.name)
        names = [row["Customer"] for row in self._export(user=both).rows("Summary")]
        self.assertIn(named.partner_id.name, names)
        self.assertNotIn("Read, not carried out", names)
        wizard = self._wizard(
            user=both, scope="selected", dossier_ids=[Command.set(other.ids)]
        )
        with self.assertRaises(AccessError):
            wizard.action_export()

    def test_the_other_roles_cannot_even_open_the_wizard(self):
        for role in REFUSED:
            user = getattr(self, role)
            user.company_ids = [Command.link(self.company.id)]
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._wizard(user=user)

    def test_the_other_roles_cannot_export_a_known_wizard(self):
        wizard = self._wizard()
        for role in REFUSED:
            with self.subTest(role=role), self.assertRaises(AccessError):
                wizard.with_user(getattr(self, role)).action_export()

    def test_another_reader_cannot_see_run_or_change_my_report(self):
        wizard = self._wizard()
        wizard.action_export()
        theirs = wizard.with_user(self.leader)
        theirs.invalidate_recordset()
        self.assertFalse(theirs.search([("id", "=", wizard.id)]))
        for attempt in (
            lambda: theirs.read(["file", "file_name"]),
            lambda: theirs.write({"detail": "summary"}),
            theirs.action_export,
            theirs.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_the_file_is_downloaded_by_its_owner_only(self):
        wizard = self._wizard()
        url = wizard.action_export()["url"]
        self.env.flush_all()
        self.authenticate("credit", "credit")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.content.startswith(b"PK"))
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.authenticate("leader", "leader")
        self.assertNotEqual(self.url_open(url).status_code, 200)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open(url).url)

    def test_nothing_else_is_downloaded_by_the_way_of_files(self):
        self.authenticate("leader", "leader")
        for place in ("res.partner/1/name", "no.model/1/file", "res.users/2/password"):
            path = f"/customer_dossier/file/{place}"
            self.assertEqual(self.url_open(path).status_code, 404, path)
        wizard = self._wizard()
        path = f"/customer_dossier/file/{wizard._name}/{wizard.id}/purpose"
        self.assertEqual(self.url_open(path).status_code, 404)

    def test_the_file_is_no_attachment(self):
        wizard = self._wizard()
        wizard.action_export()
        self.assertFalse(
            self.env["ir.attachment"].search(
                [("res_model", "=", wizard._name), ("res_field", "=", "file")]
            )
        )

    def test_a_company_that_is_not_mine_is_refused(self):
        foreign = self.env["res.company"].create({"name": "Not theirs"})
        with self.assertRaises(AccessError):
            self._wizard(companies=foreign)
        wizard = self._wizard()
        # sudo: a row as it could be left by a company that was taken away since.
        wizard.sudo().company_ids = foreign
        wizard.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "at least one company"):
            wizard.action_export()

    def test_selected_dossiers_of_another_company_are_not_dropped_silently(self):
        other = self._create_ledger("Other", "CNY")
        wizard = self._wizard(
            companies=self.company | other,
            scope="selected",
            dossier_ids=[Command.set(self.dossier.ids)],
        )
        wizard.company_ids = other
        with self.assertRaisesRegex(UserError, "Distillery"):
            wizard.action_export()

    def test_the_action_menu_starts_from_the_selected_dossiers(self):
        wizard = (
            self.env["customer.dossier.credit.report"]
            .with_user(self.credit)
            .with_context(active_model="customer.dossier", active_ids=self.dossier.ids)
            .create({})
        )
        self.assertEqual(wizard.scope, "selected")
        self.assertEqual(wizard.dossier_ids, self.dossier)
        self.assertEqual(wizard.company_ids, self.company)

    def test_the_action_menu_shows_the_report_to_credit_only(self):
        selected = self.env.ref(
            "customer_dossier.customer_dossier_credit_report_action_selected"
        )
        for user, shown in ((self.credit, True), (self.archivist, False)):
            bindings = (
                self.env["ir.actions.actions"]
                .with_user(user)
                .get_bindings("customer.dossier")
            )
            ids = [action["id"] for action in bindings.get("action", ())]
            self.assertEqual(selected.id in ids, shown)

    def test_the_form_works_without_the_multi_company_group(self):
        Wizard = self.env["customer.dossier.credit.report"].with_user(self.credit)
        with Form(Wizard) as form:
            self.assertEqual(form.scope, "all")
            form.scope = "grade"
            form.grade_ids.add(self.env.ref("customer_dossier.grade_key"))
            form.purpose = "Audit"
        form.record.action_export()
        self.assertTrue(form.record.file)

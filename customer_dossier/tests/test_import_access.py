from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import ImportCommon

K001 = {"customer_ref": "K001"}
REFUSED = (
    "contributor",
    "account_manager",
    "credit",
    "auditor",
    "manager",
    "salesperson",
    "employee",
)


@tagged("post_install", "-at_install")
class TestImportAccess(ImportCommon):
    """Who imports what, and what stays on record."""

    def test_archivists_and_leaders_import_and_nobody_else_opens_the_wizard(self):
        book = self._book(identity=[{**K001, "short_name": "X"}])
        for role in ("archivist", "leader"):
            self.assertEqual(self._check(book, user=getattr(self, role)).updated, 1)
        wizard = self._check(book)
        for role in REFUSED:
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._wizard(book, user=user)
            for step in ("action_template", "action_check", "action_import"):
                with self.subTest(role=role, step=step):
                    with self.assertRaises(AccessError):
                        getattr(wizard.with_user(user), step)()

    def test_a_wizard_and_its_findings_are_their_creator_s(self):
        wizard = self._check(self._book(identity=[{**K001, "nature": "unknown"}]))
        theirs = wizard.with_user(self.leader)
        theirs.invalidate_recordset()
        for attempt in (
            lambda: theirs.read(["report"]),
            lambda: theirs.finding_ids.with_user(self.leader).read(["value"]),
            theirs.action_check,
            theirs.action_report,
            theirs.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()
        Finding = self.env["customer.dossier.import.finding"].with_user(self.leader)
        self.assertFalse(Finding.search([]))

    def test_what_the_check_found_is_not_written_by_hand(self):
        wizard = self._check(self._book(identity=[{**K001, "nature": "unknown"}]))
        for name, value in {
            "state": "checked",
            "is_broken": False,
            "report": b"x",
        }.items():
            with self.subTest(name=name), self.assertRaises(AccessError):
                wizard.write({name: value})
        with self.assertRaises(AccessError):
            wizard.finding_ids.write({"problem": "none"})

    def test_a_dossier_of_another_archivist_is_not_imported_into(self):
        partner = self._create_customer("Jinan Spirits", ref="K002")
        other = self._create_dossier(partner, archivist_id=self.leader.id)
        book = self._book(
            identity=[{"customer_ref": "K002", "short_name": "X"}],
            person=[{"customer_ref": "K002", "name": "Li Wei"}],
        )
        wizard = self._import(book)
        self.assertEqual(wizard.refused, 1)
        self.assertIn("Others keep the dossier", wizard.finding_ids[0].problem)
        self.assertFalse(other.sheet_ids.fact_ids)
        self.assertEqual(self._import(book, user=self.leader).updated, 1)

    def test_what_is_not_the_role_s_to_set_is_refused_and_named(self):
        row = {**K001, "watch": True, "credit_limit": 5000}
        book = self._book(dossier=[row])
        wizard = self._import(book)
        self.assertEqual(wizard.refused, 1)
        self.assertEqual(wizard.finding_ids.column, "Credit limit")
        self.assertEqual(wizard.finding_ids.problem, "This is not yours to set.")
        self.assertFalse(self.dossier.watch)
        self._import(book, user=self.leader)
        self.assertEqual(self.dossier.credit_limit, 5000)
        self.assertEqual(self._check(book).unchanged, 1)

    def test_a_new_dossier_takes_no_credit_terms_from_an_archivist(self):
        self._create_customer("Jinan Spirits", ref="K002")
        row = {"customer_ref": "K002", "credit_mode": "cash_only"}
        wizard = self._check(self._book(dossier=[row]))
        self.assertEqual((wizard.opened, wizard.refused), (0, 1))
        row["credit_mode"] = "unlimited"
        self.assertEqual(self._check(self._book(dossier=[row])).opened, 1)

    def test_candidates_are_named_among_the_contacts_that_the_user_reads(self):
        visible = self._create_customer("Same", city="Jinan")
        hidden = self._create_customer("Same", city="Secret City")
        other = self.env["res.company"].create({"name": "Other company"})
        hidden.company_id = other
        book = self._book(identity=[{"customer_name": "Same", "short_name": "X"}])
        wizard = self._check(book)
        self.assertFalse(wizard.finding_ids)
        self.assertEqual(wizard.opened, 1)
        self.assertTrue(visible)

    def test_each_import_is_on_record_and_stays(self):
        book = self._book(identity=[{**K001, "short_name": "X"}])
        wizard = self._import(book, name="archive\n2026.xlsx")
        run = self.env["customer.dossier.import.run"].with_user(self.auditor).search([])
        self.assertEqual(run.user_id, self.archivist)
        self.assertEqual(run.file_name, "archive2026.xlsx")
        self.assertEqual((run.row_count, run.updated, run.refused), (1, 1, 0))
        self.assertEqual(len(run.sha256), 64)
        for user in (self.leader, self.archivist, self.manager):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                run.with_user(user).write({"file_name": "other"})
        self.assertTrue(wizard)

    def test_one_row_of_the_access_log_names_the_dossiers(self):
        book = self._book(
            identity=[{**K001, "short_name": "X"}], person=[{**K001, "name": "Li"}]
        )
        wizard = self._check(book)
        Log = self.env["customer.dossier.access.log"]
        before = Log.search([], limit=1)
        wizard.action_import()
        rows = Log.search([("id", ">", before.id)])
        self.assertEqual(
            [(row.action, row.section) for row in rows], [("imported", "import")]
        )
        self.assertEqual(rows.dossier_ids, self.dossier)
        self.assertEqual((before.action, before.section), ("listed", "import"))

    def test_nothing_of_the_file_goes_into_the_server_s_log(self):
        book = self._book(
            identity=[{**K001, "short_name": "Secret", "founded_on": "Secret"}]
        )
        with self.assertNoLogs("odoo.addons.customer_dossier", "INFO"):
            self._check(book)

    def test_another_company_s_dossier_is_another_archive(self):
        other = self._create_company("Second Distillery")
        book = self._book(identity=[{**K001, "short_name": "X"}])
        wizard = self._wizard(book).with_context(allowed_company_ids=other.ids)
        wizard.action_check()
        self.assertEqual((wizard.opened, wizard.updated), (1, 0))

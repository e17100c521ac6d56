from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .credit_report_common import CreditReportCommon

SHEETS = ["Cover", "Summary", "Ageing", "Exposure", "Open items"]


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestCreditReport(CreditReportCommon):
    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.invoice = cls._entry(cls.partner, 1000, "2026-05-01", due="2026-05-31")
        cls._entry(cls.partner, 250.55, "2026-01-10", due="2026-02-10")
        cls._entry(cls.partner, -100, "2026-06-01")

    def test_the_control_total_equals_the_ledger(self):
        self._entry(self._create_customer("No dossier"), 70, "2026-06-01")
        self._entry(None, 5, "2026-06-01")
        book = self._export()
        self.assertEqual(book.cover("Dossiers in this report"), 1150.55)
        self.assertEqual(book.cover("Partners without a dossier"), 70)
        self.assertEqual(book.cover("Entries without a partner"), 5)
        self.assertEqual(book.cover("Total"), 1225.55)
        self.assertEqual(book.cover("Receivable accounts of the ledger"), 1225.55)
        self.assertEqual(book.cover("Difference"), 0)
        self.assertEqual(book.cover("Agrees with the ledger"), "Yes")

    def test_a_difference_is_shown(self):
        self._entry(self.partner, 10, "2026-06-01")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET amount_residual = 4 WHERE balance = 10"
        )
        self.env.invalidate_all()
        book = self._export()
        self.assertEqual(book.cover("Difference"), -6)
        self.assertEqual(book.cover("Agrees with the ledger"), "No: ask the accountant")

    def test_the_ageing_spreads_and_totals_live(self):
        book = self._export()
        row = book.row("Ageing", "Chengdu Wine Trade")
        self.assertEqual(row["1-30 days"], 1000)
        self.assertEqual(row["91-180 days"], 250.55)
        self.assertEqual(row["Unallocated credit"], -100)
        self.assertEqual(row["Total"], 1150.55)
        self.assertEqual(book.total("Ageing")["Total"], 1150.55)
        sheet = book.formulas["Ageing"]
        self.assertEqual(sheet["K5"].value, "=SUM(C5:J5)")
        self.assertEqual(sheet["K6"].value, "=SUBTOTAL(109,K5)")

    def test_the_summary_shows_the_same_figures_as_the_dossier(self):
        self.dossier.write({"credit_mode": "limit", "credit_limit": 1000})
        figures = self.dossier._figures()[self.dossier.id]
        row = self._export().row("Summary", "Chengdu Wine Trade")
        self.assertEqual(row["Number"], self.dossier.name)
        self.assertEqual(row["Limit"], 1000)
        self.assertEqual(row["Credit mode"], "Limit")
        self.assertAlmostEqual(row["Exposure"], figures["exposure"])
        self.assertAlmostEqual(row["Utilisation"], figures["utilisation"] / 100)
        self.assertAlmostEqual(row["Receivable"], figures["receivable"])
        self.assertAlmostEqual(row["Overdue"], figures["overdue"])
        self.assertEqual(row["Oldest overdue (days)"], 140)

    def test_a_customer_without_a_limit_has_an_empty_limit_and_utilisation(self):
        row = self._export().row("Summary", "Chengdu Wine Trade")
        self.assertIsNone(row["Limit"])
        self.assertIsNone(row["Utilisation"])

    def test_the_parts_of_the_exposure_add_up_live(self):
        self.dossier.write({"deposit_held": 30, "special_liabilities": 7})
        book = self._export()
        row = book.row("Exposure", "Chengdu Wine Trade")
        self.assertEqual(row["Open receivable"], 1250.55)
        self.assertEqual(row["Less unallocated credit"], -100)
        self.assertEqual(row["Special liabilities"], 7)
        self.assertEqual(row["Less deposits and guarantees"], -30)
        self.assertAlmostEqual(row["Exposure"], 1127.55)
        self.assertEqual(book.formulas["Exposure"]["J5"].value, "=SUM(C5:I5)")

    def test_open_items_are_listed_line_by_line(self):
        book = self._export()
        rows = book.rows("Open items")[:-1]
        self.assertEqual(
            [(row["Days overdue"], row["Open amount"]) for row in rows],
            [(140, 250.55), (30, 1000), (None, -100)],
        )
        self.assertEqual(
            [row["Bucket"] for row in rows],
            ["91-180 days", "1-30 days", "Unallocated credit"],
        )
        self.assertEqual(rows[1]["Document"], self.invoice.move_id.name)
        self.assertEqual(book.total("Open items")["Open amount"], 1150.55)
        self.assertEqual(book.cover("Difference: open items against summary"), 0)

    def test_summary_only_has_no_open_items(self):
        book = self._export(detail="summary")
        self.assertEqual(book.values.sheetnames, SHEETS[:-1])

    def test_an_archived_and_a_closed_dossier_count(self):
        self.dossier.action_close()
        self.dossier.action_archive()
        book = self._export()
        self.assertEqual(book.cover("Dossiers in this report"), 1150.55)

    def test_a_contact_counts_for_its_company(self):
        buyer = self._create_customer(
            "Buyer", is_company=False, parent_id=self.partner.id
        )
        self._entry(buyer, 20, "2026-06-15")
        book = self._export()
        self.assertEqual(book.cover("Dossiers in this report"), 1170.55)
        self.assertEqual(book.cover("Difference"), 0)

    def test_scope_leaves_out_and_says_so(self):
        other = self._create_dossier(self._create_customer("Other"))
        self._entry(other.partner_id, 40, "2026-06-15")
        book = self._export(scope="selected", dossier_ids=[Command.set(other.ids)])
        self.assertEqual(book.cover("Dossiers in this report"), 40)
        self.assertEqual(
            book.cover("Dossiers outside the scope of this report"), 1150.55
        )
        self.assertEqual(book.cover("Difference"), 0)
        self.assertEqual(book.cover("Scope"), "Selected dossiers: 1")

    def test_scope_by_grade_and_by_territory(self):
        west = self.env["customer.dossier.territory"].create({"name": "West"})
        other = self._create_dossier(
            self._create_customer("Other"), territory_id=west.id
        )
        key = self.env.ref("customer_dossier.grade_key")
        other.sudo().write({"grade_id": key.id})
        for vals in (
            {"scope": "grade", "grade_ids": [Command.set(key.ids)]},
            {"scope": "territory", "territory_ids": [Command.set(west.ids)]},
        ):
            rows = self._export(**vals).rows("Summary")[:-1]
            self.assertEqual([row["Customer"] for row in rows], ["Other"])

    def test_each_export_is_a_copy_of_its_own(self):
        wizard = self._wizard()
        action = wizard.action_export()
        first = wizard.file_name
        wizard.action_export()
        self.assertNotEqual(first, wizard.file_name)
        self.assertEqual(action["type"], "ir.actions.act_url")
        self.assertEqual(
            action["url"], f"/customer_dossier/file/{wizard._name}/{wizard.id}/file"
        )
        self.assertIn("Distillery 2026-06-30 CR2026-", first)

    def test_the_cover_says_who_when_and_that_it_is_uncontrolled(self):
        book = self._export()
        number = book.cover("Copy number")
        self.assertEqual(book.cover("Printed by"), self.credit.name)
        self.assertEqual(book.cover("As of").date().isoformat(), "2026-06-30")
        self.assertEqual(
            book.values["Cover"]["A2"].value, f"Uncontrolled copy {number}"
        )
        for sheet in book.values:
            footer = sheet.oddFooter.left.text
            self.assertIn(self.credit.name, footer)
            self.assertIn(number, footer)
            self.assertIn("Uncontrolled copy", footer)

    def test_sheets_are_ready_to_read_and_to_print(self):
        book = self._export()
        self.assertEqual(book.values.sheetnames, SHEETS)
        for name in SHEETS[1:]:
            sheet = book.formulas[name]
            self.assertEqual(sheet.freeze_panes, "C5")
            self.assertTrue(sheet.auto_filter.ref.startswith("A4:"))
            self.assertEqual(sheet.page_setup.orientation, "landscape")
            self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
            self.assertEqual(sheet.print_title_rows, "$4:$4")
        amount = book.formulas["Summary"]["J5"]
        self.assertEqual(amount.number_format, "#,##0.00")

    def test_a_dossier_without_entries_and_an_empty_company_report_zero(self):
        empty = self._create_ledger("Empty", "CNY")
        book = self._export(companies=empty)
        self.assertEqual(book.cover("Receivable accounts of the ledger"), 0)
        self.assertEqual(book.cover("Agrees with the ledger"), "Yes")

    def test_a_company_without_receivable_accounts_is_named(self):
        bare = self._create_company("No chart yet")
        with self.assertRaisesRegex(
            UserError, "No chart yet has no receivable account"
        ):
            self._wizard(companies=bare).action_export()

    def test_the_future_is_refused(self):
        with self.assertRaisesRegex(UserError, "2026-07-01 lies in the future"):
            self._wizard(as_of="2026-07-01").action_export()

    def test_a_scope_without_a_choice_is_refused(self):
        with self.assertRaisesRegex(UserError, "By grade"):
            self._wizard(scope="grade").action_export()

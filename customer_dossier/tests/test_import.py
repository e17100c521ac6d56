import base64
from datetime import date
from io import BytesIO

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import ImportCommon

K001 = {"customer_ref": "K001"}


@tagged("post_install", "-at_install")
class TestImport(ImportCommon):
    """An existing archive comes in from a workbook, and only what is new changes."""

    def test_the_check_says_what_would_happen_and_changes_nothing(self):
        book = self._book(
            identity=[{**K001, "short_name": "Wine", "nature": "private"}]
        )
        wizard = self._check(book)
        self.assertEqual(self._counts(wizard), (0, 1, 0, 0))
        self.assertEqual(wizard.state, "checked")
        self.assertFalse(self._sheet("identity").short_name)
        self.assertFalse(self.env["customer.dossier.import.run"].search([]))

    def test_an_import_files_facts_with_their_source(self):
        website = self.env.ref("customer_dossier.channel_website")
        row = {
            **K001,
            "nature": "Private company",
            "registered_capital": 5000000,
            "founded_on": date(1998, 5, 1),
            "channel_id": "website",
            "collector_id": "account_manager",
            "observed_on": date(2026, 1, 5),
            "reliability": "B",
        }
        self._import(self._book(identity=[row]))
        sheet = self._sheet("identity")
        self.assertEqual(sheet.nature, "private")
        self.assertEqual(sheet.registered_capital, 5000000)
        self.assertEqual(len(sheet.fact_ids), 3)
        self.assertEqual(sheet.fact_ids.channel_id, website)
        self.assertEqual(sheet.fact_ids.collector_id, self.account_manager)
        self.assertEqual(set(sheet.fact_ids.mapped("observed_on")), {date(2026, 1, 5)})
        self.assertEqual(set(sheet.fact_ids.mapped("admiralty")), {"B6"})

    def test_where_a_row_does_not_say_its_source_the_import_says_it(self):
        book = self._book(
            identity=[{**K001, "short_name": "Wine"}],
            person=[{**K001, "name": "Li Wei", "role": "Owner"}],
        )
        self._import(book, observed_on="2025-12-31")
        person = self._sheet("organisation").person_ids
        for fact in (self._sheet("identity").fact_ids, person):
            self.assertEqual(
                fact.channel_id, self.env.ref("customer_dossier.channel_internal")
            )
            self.assertEqual(fact.collector_id, self.archivist)
            self.assertEqual(fact.observed_on, date(2025, 12, 31))

    def test_the_same_file_again_changes_nothing(self):
        book = self._book(
            dossier=[{**K001, "strategic": True, "cooperation": "7"}],
            identity=[{**K001, "short_name": " Wine ", "registered_capital": 12.345}],
            competitiveness=[{**K001, "market_share": 12.34, "vehicles": 0}],
            person=[{**K001, "name": "Li Wei", "role": "owner", "note": "kind"}],
            statement=[
                {**K001, "name": "2025", "period_end": date(2025, 12, 31), "revenue": 9}
            ],
            loss=[{**K001, "date": date(2019, 3, 1), "cause": "fraud", "amount": 7}],
        )
        first = self._import(book)
        self.assertEqual(self._counts(first), (0, 1, 0, 0))
        facts = self.env["customer.dossier.fact"].search_count([])
        again = self._check(book)
        self.assertEqual(self._counts(again), (0, 0, 1, 0))
        again.action_import()
        self.assertEqual(self._counts(again), (0, 0, 1, 0))
        self.assertEqual(self.env["customer.dossier.fact"].search_count([]), facts)
        self.assertEqual(len(self._sheet("organisation").person_ids), 1)
        self.assertEqual(len(self._sheet("credit").loss_ids), 1)

    def test_a_line_of_the_same_name_is_updated_and_a_new_one_added(self):
        self._import(self._book(person=[{**K001, "name": "Li Wei", "phone": "1"}]))
        self._import(
            self._book(
                person=[
                    {**K001, "name": "li  wei", "phone": "2"},
                    {**K001, "name": "Wang", "role": "buyer"},
                ]
            )
        )
        phones = self._sheet("organisation").person_ids.mapped("phone")
        self.assertEqual(sorted(phones, key=str), ["2", False])

    def test_zero_is_kept_and_an_empty_cell_leaves_what_is_there(self):
        sheet = self._sheet("competitiveness")
        sheet.write({"vehicles": 3, "sales_staff": 5})
        book = self._book(
            competitiveness=[{**K001, "vehicles": 0, "market_share": None}]
        )
        self._import(book)
        self.assertIs(sheet.vehicles is False, False)
        self.assertEqual((sheet.vehicles, sheet.sales_staff), (0, 5))
        emptied = [{**K001, "vehicles": "(empty)", "sales_staff": None}]
        self._import(self._book(competitiveness=emptied))
        self.assertIs(sheet.vehicles, False)
        self.assertEqual(sheet.sales_staff, 5)

    def test_a_customer_without_dossier_gets_one(self):
        partner = self._create_customer("Jinan Spirits", ref="K002")
        book = self._book(identity=[{"customer_ref": "K002", "short_name": "Spirits"}])
        wizard = self._import(book)
        self.assertEqual(self._counts(wizard), (1, 0, 0, 0))
        dossier = self.env["customer.dossier"].search([("partner_id", "=", partner.id)])
        self.assertEqual(dossier.archivist_id, self.archivist)
        self.assertEqual(self._sheet("identity", dossier).short_name, "Spirits")

    def test_a_customer_is_found_by_number_reference_tax_id_or_name(self):
        for key in (
            {"customer_number": self.dossier.name},
            {"customer_ref": "K001"},
            {"customer_vat": "91510100 ma6"},
            {"customer_name": "Chengdu Wine Trade", "customer_city": "chengdu"},
            {"customer_ref": "K001", "customer_name": "Chengdu Wine Trade"},
        ):
            with self.subTest(key=key):
                wizard = self._check(self._book(identity=[{**key, "short_name": "X"}]))
                self.assertEqual(self._counts(wizard), (0, 1, 0, 0))

    def test_all_that_a_row_says_of_its_customer_must_fit(self):
        row = {"customer_ref": "K001", "customer_name": "Jinan Spirits"}
        self._create_customer("Jinan Spirits")
        found = self._flaws(self._book(identity=[{**row, "short_name": "X"}]))
        self.assertEqual(
            found, [("3", "", "No customer of yours fits all that the row says.")] * 1
        )

    def test_an_ambiguous_customer_is_refused_with_the_names_that_fit(self):
        self._create_customer("Same", city="Jinan")
        self._create_customer("Same", city="Chengdu")
        [(_row, _column, words)] = self._flaws(
            self._book(identity=[{"customer_name": "Same", "short_name": "X"}])
        )
        self.assertIn("Same", words)
        row = {"customer_name": "Same", "customer_city": "Jinan", "short_name": "X"}
        self.assertFalse(self._flaws(self._book(identity=[row])))

    def test_all_or_nothing_of_each_customer(self):
        self._create_dossier(self._create_customer("Good", ref="K002"))
        good = {"customer_ref": "K002"}
        book = self._book(
            identity=[{**K001, "short_name": "One"}, {**good, "short_name": "Two"}],
            competitiveness=[{**K001, "vehicles": "many"}, {**good, "vehicles": 2}],
        )
        wizard = self._import(book)
        self.assertEqual(self._counts(wizard), (0, 1, 0, 1))
        self.assertFalse(self._sheet("identity").short_name)
        self.assertEqual(wizard.finding_ids.column, "Vehicles")
        self.assertEqual(wizard.finding_ids.value, "many")
        self.assertEqual(wizard.finding_ids.customer, "K001")

    def test_a_refusal_while_filing_takes_that_customer_back_and_no_other(self):
        other = self._create_dossier(self._create_customer("Good", ref="K002"))
        book = self._book(
            identity=[
                {**K001, "short_name": "One"},
                {"customer_ref": "K002", "short_name": "Two"},
            ]
        )
        Sheet = self.env.registry["customer.dossier.sheet"]
        ours, write_items = self.dossier, Sheet._write_items
        words = "Not this one."

        def refuse(sheet, vals, source):
            facts = write_items(sheet, vals, source)
            if sheet.dossier_id == ours:
                raise UserError(words)
            return facts

        wizard = self._check(book)
        self.patch(Sheet, "_write_items", refuse)
        wizard.action_import()
        self.assertEqual(self._counts(wizard), (0, 1, 0, 1))
        self.assertIn("Not this one.", wizard.finding_ids.problem)
        self.assertFalse(self._sheet("identity").short_name)
        self.assertEqual(self._sheet("identity", other).short_name, "Two")

    def test_what_the_database_refuses_is_reported_without_its_words(self):
        end = {"period_end": date(2025, 12, 31)}
        self._import(
            self._book(
                statement=[
                    {**K001, "name": "2025", **end},
                    {**K001, "name": "2024", "period_end": date(2024, 12, 31)},
                ]
            )
        )
        old = self._sheet("performance").statement_ids.filtered(
            lambda one: one.name == "2024"
        )
        with self.assertNoLogs("odoo.sql_db", "ERROR"):
            wizard = self._import(
                self._book(statement=[{**K001, "line": old.id, **end}])
            )
        self.assertEqual(self._counts(wizard), (0, 0, 0, 1))
        self.assertEqual(old.period_end, date(2024, 12, 31))

    def test_items_of_our_own_come_in_as_well(self):
        sheet = self._sheet("needs")
        sheet.section_id.with_user(self.leader).item_definition = [
            {"name": "glass", "string": "Glasses wanted", "type": "integer"},
            {"name": "cup", "string": "Cup", "type": "char"},
        ]
        sheet.own_items = {"cup": "white"}
        book = self._book(needs=[{**K001, "own_items.glass": 12}])
        self._import(book)
        self.assertEqual(sheet.own_items["glass"], 12)
        self.assertEqual(sheet.own_items["cup"], "white")
        self.assertEqual(self._counts(self._check(book)), (0, 0, 1, 0))

    def test_an_import_needs_a_check_of_this_very_file(self):
        book = self._book(identity=[{**K001, "short_name": "Wine"}])
        with self.assertRaisesRegex(UserError, "Check the file first"):
            self._wizard(book).action_import()
        wizard = self._check(book)
        wizard.file = base64.b64encode(self._book(identity=[{**K001, "nature": "x"}]))
        with self.assertRaisesRegex(UserError, "Check the file first"):
            wizard.action_import()
        with self.assertRaisesRegex(UserError, "Choose a file"):
            self._wizard(b"").action_check()

    def test_past_losses_come_into_the_section_about_credit(self):
        loss = {"date": date(2019, 3, 1), "cause": "Fraud", "amount": 120000}
        self._import(self._book(loss=[{**K001, **loss, "note": "Before the archive"}]))
        line = self._sheet("credit").loss_ids
        self.assertEqual((line.cause, line.amount), ("fraud", 120000))
        hidden = line.with_user(self.account_manager)
        self.assertFalse(hidden.search([]))

    def test_the_form_asks_for_the_sheet_of_a_csv_file_only(self):
        for name, asked in (("a.CSV", True), ("a.xlsx", False)):
            self.assertEqual(self._wizard(b"x", name).is_csv, asked)

    def test_the_report_holds_all_findings_as_texts(self):
        row = {"customer_ref": "=1+1", "short_name": "X"}
        wizard = self._check(self._book(identity=[row]))
        content = base64.b64decode(wizard.report)
        sheet = openpyxl.load_workbook(BytesIO(content))["Findings"]
        self.assertEqual(sheet["C2"].value, "=1+1")
        self.assertEqual(sheet["C2"].data_type, "s")
        self.assertEqual(sheet["G2"].value, wizard.finding_ids.advice)

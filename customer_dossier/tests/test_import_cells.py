import re
import zipfile
from datetime import date, datetime
from io import BytesIO

from odoo.tests import tagged

from .import_common import ImportCommon

K001 = {"customer_ref": "K001"}


@tagged("post_install", "-at_install")
class TestImportCells(ImportCommon):
    """A cell is taken strictly: what can be read in two ways is refused."""

    def _cell(self, code, name, value):
        """The problem of one cell, or None."""
        found = self._flaws(self._book(**{code: [{**K001, name: value}]}))
        self.assertFalse(self.dossier.sheet_ids.fact_ids)
        return found[0][2] if found else None

    def test_numbers_that_can_be_read_in_two_ways(self):
        for value, words in {
            "12,5": "comma",
            "1,234.5": "comma",
            "1.5e3": "exponent",
            "about 3": "number is expected",
            "": None,
            "１２": None,
            "12 m": "number is expected",
            True: "number is expected",
            -3: "negative",
            10**16: "beyond all measure",
            date(2026, 1, 1): "number is expected",
        }.items():
            with self.subTest(value=value):
                problem = self._cell("identity", "registered_capital", value)
                self.assertRegex(problem or "", words or "^$")
        self.assertIn("whole", self._cell("competitiveness", "vehicles", 2.5))
        self.assertIn("100 %", self._cell("competitiveness", "market_share", 101))

    def test_a_text_in_a_number_column_that_means_one_number_only(self):
        rows = [{**K001, "registered_capital": "1500.50"}]
        self._import(self._book(identity=rows))
        self.assertEqual(self._sheet("identity").registered_capital, 1500.5)

    def test_percentages_are_what_the_cell_shows(self):
        def write(book, sheet):
            percent = book.add_format({"num_format": "0.0%"})
            sheet.write_row(0, 0, ["Reference", "Market share %"])
            sheet.write_string(1, 0, "K001")
            sheet.write_number(1, 1, 0.125, percent)

        self._import(self._own(write, "competitiveness"))
        self.assertEqual(self._sheet("competitiveness").market_share, 12.5)

    def test_a_percentage_where_an_amount_belongs(self):
        def write(book, sheet):
            percent = book.add_format({"num_format": "0%"})
            sheet.write_row(0, 0, ["Reference", "Registered capital"])
            sheet.write_string(1, 0, "K001")
            sheet.write_number(1, 1, 0.5, percent)

        [(_row, _column, problem)] = self._flaws(self._own(write))
        self.assertIn("percentage", problem)

    def test_dates_that_are_none(self):
        for value, words in {
            "31.01.2026": "date is expected",
            "01/02/2026": "date is expected",
            "2026-02-30": "date is expected",
            45000: "date is expected",
            "2199-01-01": "future",
            "0098-01-01": "before 1800",
            datetime(2020, 1, 1, 8, 30): "time of day",
            "2020年1月31日": None,
        }.items():
            with self.subTest(value=value):
                problem = self._cell("identity", "founded_on", value)
                self.assertRegex(problem or "", words or "^$")
        self.assertIsNone(self._cell("identity", "term_until", "2199-01-01"))

    def test_choices_texts_and_yes_or_no(self):
        self.assertIn("not in the list", self._cell("identity", "nature", "Family"))
        self.assertIn("Yes or no", self._cell("dossier", "strategic", "perhaps"))
        self.assertIn("300 characters", self._cell("identity", "short_name", "x" * 300))
        self.assertIn("text is expected", self._cell("identity", "short_name", True))
        book = self._book(identity=[{**K001, "nature": "(empty)"}])
        self.assertFalse(self._flaws(book))
        self.assertIn("emptied", self._cell("dossier", "credit_mode", "(empty)"))

    def test_formulas_count_by_their_value_and_not_without_one(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name", "Registered capital"])
            sheet.write_string(1, 0, "K001")
            sheet.write_formula(1, 1, '="A"&"B"', None, "AB")
            sheet.write_formula(1, 2, "=40+2", None, 42)

        content = self._own(write)
        self._import(content)
        sheet = self._sheet("identity")
        self.assertEqual((sheet.short_name, sheet.registered_capital), ("AB", 42))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            xml = archive.read("xl/worksheets/sheet1.xml")
        xml = re.sub(rb"(<f>40\+2</f>)<v>42</v>", rb"\1", xml)
        never = self._damaged(content, "xl/worksheets/sheet1.xml", xml)
        [(row, column, problem)] = self._flaws(never)
        self.assertEqual((row, column), ("2", "Registered capital"))
        self.assertIn("Cell C2 is a formula without a value", problem)

    def test_a_cell_that_shows_an_error(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Registered capital"])
            sheet.write_string(1, 0, "K001")
            sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")

        [(_row, _column, problem)] = self._flaws(self._own(write))
        self.assertIn("shows an error", problem)

    def test_records_that_are_not_there(self):
        row = {**K001, "account_manager_id": "nobody"}
        [(_row, column, problem)] = self._flaws(self._book(dossier=[row]))
        self.assertEqual(column, "Account manager")
        self.assertIn("no such record", problem)
        row = {**K001, "short_name": "X", "channel_id": "gossip"}
        [(_row, _column, problem)] = self._flaws(self._book(identity=[row]))
        self.assertIn("no such record", problem)

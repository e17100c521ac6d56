import struct
import zipfile
from io import BytesIO

from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import ImportCommon

K001 = {"customer_ref": "K001"}


@tagged("post_install", "-at_install")
class TestImportBroken(ImportCommon):
    """Whatever is wrong with a file: it is said in words, and nothing is changed."""

    def _refused(self, content, words, name="archive.xlsx", **vals):
        """The file is refused as a whole, in these words."""
        wizard = self._check(content, name, **vals)
        problems = " / ".join(wizard.finding_ids.mapped("problem"))
        self.assertRegex(problems, words)
        self.assertTrue(wizard.is_broken)
        self.assertEqual(wizard.opened + wizard.updated, 0)
        self.assertTrue(all(wizard.finding_ids.mapped("advice")))
        self.assertFalse(self.dossier.sheet_ids.fact_ids)
        return wizard

    def test_a_file_that_is_no_workbook(self):
        self._refused(b"PK\x03\x04 but nothing else", "not an xlsx workbook")
        self._refused(b"%PDF-1.7", "not an xlsx workbook")
        self._refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "password")
        self._refused(b"%PDF-1.7", "Only xlsx and csv", name="archive.pdf")
        target = BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
        self._refused(target.getvalue(), "not an xlsx workbook")

    def test_macros_are_left_where_they_are_and_html_is_no_workbook(self):
        book = self._book(identity=[{**K001, "short_name": "=cmd|' /C calc'!A0"}])
        target = BytesIO(book)
        with zipfile.ZipFile(target, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Auto_Open")
        wizard = self._check(target.getvalue(), "archive.xlsm")
        self.assertEqual((wizard.updated, wizard.finding_count), (1, 0))
        page = b"<html><table><tr><td>K001</td></tr></table></html>"
        self._refused(page, "not an xlsx workbook")
        self._refused(page, "Only xlsx and csv", name="archive.xls")

    def test_what_is_sent_is_no_file_at_all(self):
        wizard = self._wizard(b"")
        wizard.file = "AAAAA"
        with self.assertRaisesRegex(UserError, "Choose the file again"):
            wizard.action_check()

    def test_a_workbook_that_is_cut_off_or_damaged_inside(self):
        book = self._book(identity=[{**K001, "short_name": "X"}])
        self._refused(book[: len(book) // 2], "not an xlsx workbook")
        for part, content in (
            ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>"),
            ("xl/worksheets/sheet1.xml", b"\x00\x01"),
            ("xl/workbook.xml", b"<workbook/>"),
        ):
            with self.subTest(part=part, content=content):
                self._refused(self._damaged(book, part, content), "xlsx|filled row")

    def test_entities_are_not_expanded(self):
        book = self._book(identity=[{**K001, "short_name": "X"}])
        with zipfile.ZipFile(BytesIO(book)) as archive:
            sheet = archive.read("xl/worksheets/sheet1.xml")
        bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        for name, before in zip(b"bcdefgh", b"abcdefg", strict=True):
            bomb += b'<!ENTITY %c "' % name + b"&%c;" % before * 10 + b'">'
        bomb += b"]>"
        hostile = sheet.replace(b"?>", b"?>" + bomb, 1)
        hostile = hostile.replace(b"<sheetData>", b"<sheetData>&h;", 1)
        content = self._damaged(book, "xl/worksheets/sheet1.xml", hostile)
        wizard = self._check(content)
        self.assertLess(len(wizard.report), 100_000)

    def test_a_file_that_unpacks_to_more_than_is_read(self):
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (3 << 20))
        self._set("import_megabytes", 2)
        self._refused(target.getvalue(), "takes up 3 MB; 2 MB is the most")

    def test_a_file_that_lies_about_its_size_is_not_unpacked(self):
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (3 << 20))
        true, lie = struct.pack("<L", 3 << 20), struct.pack("<L", 10)
        content = target.getvalue().replace(true, lie)
        self._refused(content, "not an xlsx workbook")

    def test_a_file_with_more_rows_than_are_read(self):
        self._set("import_rows", 10)
        rows = [{**K001, "short_name": "X"}] * 12
        self._refused(self._book(identity=rows), "more than 10 rows")
        lines = "\n".join(["identity/customer_ref,identity/short_name"] + ["a,b"] * 12)
        self._refused(lines.encode(), "more than 10 rows", name="a.csv")

    def _set(self, name, value):
        parameter = self.env["ir.config_parameter"]
        parameter.set_param(f"customer_dossier.{name}", value)

    def test_an_empty_file_and_one_without_rows(self):
        self._refused(self._own(lambda book, sheet: None), "no filled row")
        self._refused(self._book(identity=[{"customer_ref": None}]), "no filled row")
        self._refused(b"\n\n", "no filled row", name="a.csv", table="identity")

    def test_a_sheet_that_is_not_of_the_template(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Customer", "Turnover"])
            sheet.write_row(1, 0, ["Chengdu Wine Trade", 5])

        wizard = self._refused(self._own(write, "Sheet1"), "not one of the template")
        self.assertEqual(wizard.finding_ids.sheet, "Sheet1")

    def test_columns_that_are_not_known_and_columns_twice(self):
        book = self._book(identity=[{**K001, "short_name": "X", "turnover": 5}])
        wizard = self._refused(book, "column is not one of the sheet's")
        self.assertEqual(wizard.finding_ids.column, "identity/turnover")

        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name", "Short name", "# mine"])
            sheet.write_row(1, 0, ["K001", "X", "Y", "remark"])

        self._refused(self._own(write), "has this column twice")

    def test_a_remark_of_the_reader_s_own_is_left_out(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name", "# mine"])
            sheet.write_row(1, 0, ["# all below is new", "X"])
            sheet.write_row(2, 0, ["K001", "X", "remark"])

        wizard = self._check(self._own(write))
        self.assertEqual((wizard.updated, wizard.finding_count), (1, 0))

    def test_a_sheet_that_does_not_say_whom_it_is_about(self):
        self._refused(
            self._book(identity=[{"short_name": "X"}] * 2), "No column says|not one"
        )

    def test_a_row_that_does_not_say_whom_it_is_about(self):
        rows = [{**K001, "short_name": "X"}, {"customer_ref": None, "short_name": "Y"}]
        [(row, _column, problem)] = self._flaws(self._book(identity=rows))
        self.assertEqual(row, "4")
        self.assertIn("does not say which customer", problem)

    def test_merged_cells_and_what_is_hidden(self):
        def write(book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name", "Registrar"])
            sheet.merge_range("A2:A3", "K001", book.add_format())
            sheet.write_string(1, 1, "X")
            sheet.write_string(2, 2, "Y")

        problems = [problem for _row, _column, problem in self._flaws(self._own(write))]
        self.assertIn("The cells A2:A3 are merged.", problems)

        def hide(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name"])
            sheet.write_row(1, 0, ["K001", "X"])
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.set_column(1, 1, 10, None, {"hidden": True})

        wizard = self._check(self._own(hide))
        self.assertEqual(wizard.updated, 1)
        self.assertEqual(wizard.finding_ids.mapped("is_note"), [True, True])

    def test_two_rows_about_the_same(self):
        rows = [{**K001, "short_name": "X"}, {**K001, "registrar": "Y"}]
        [(row, _column, problem)] = self._flaws(self._book(identity=rows))
        self.assertEqual(row, "4")
        self.assertIn("Row 3 is about the same customer", problem)
        people = [{**K001, "name": "Li Wei"}, {**K001, "name": "LI WEI"}]
        [(_row, _column, problem)] = self._flaws(self._book(person=people))
        self.assertIn("same entry", problem)

    def test_an_entry_without_its_name_or_with_a_number_of_others(self):
        [(_row, column, problem)] = self._flaws(
            self._book(person=[{**K001, "phone": "1"}])
        )
        self.assertEqual((column, problem), ("Name", "The value is missing."))
        other = self._create_dossier(self._create_customer("Other"))
        person = self.env["customer.dossier.person"].create(
            {"sheet_id": self._sheet("organisation", other).id, "name": "Wang"}
        )
        row = {**K001, "line": person.id, "name": "Taken"}
        [(_row, _column, problem)] = self._flaws(self._book(person=[row]))
        self.assertIn("no entry of this number", problem)

    def test_csv_in_the_encodings_of_spreadsheet_programs(self):
        self.partner.name = "成都酒业"
        text = "Customer,Short name\r\n成都酒业,蜀酒\r\n"
        for encoding in ("utf-8-sig", "utf-8", "gbk", "utf-16"):
            for separator in ",;\t":
                with self.subTest(encoding=encoding, separator=separator):
                    content = text.replace(",", separator).encode(encoding)
                    wizard = self._check(content, "a.csv", table="identity")
                    self.assertEqual((wizard.updated, wizard.finding_count), (1, 0))
        self._refused(text.encode(), "does not say what its rows are", name="a.csv")
        self._refused(b"\xff\xff\xff\x00", "neither UTF-8", "a.csv", table="identity")

    def test_a_technical_heading_says_what_a_csv_file_is(self):
        content = b"identity/customer_ref,identity/short_name\nReference,Name\nK001,X\n"
        self.assertEqual(self._check(content, "a.csv").updated, 1)

    def test_a_sheet_that_is_wide_beyond_reason(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name"])
            sheet.write_row(1, 0, ["K001", "X"])
            sheet.write_string(1, 16000, "far away")

        wizard = self._check(self._own(write))
        self.assertEqual(wizard.updated, 1)

    def test_a_row_far_below_costs_nothing_and_counts(self):
        def write(_book, sheet):
            sheet.write_row(0, 0, ["Reference", "Short name"])
            sheet.write_row(1_000_000, 0, ["K001", "X"])

        self.assertEqual(self._check(self._own(write)).updated, 1)

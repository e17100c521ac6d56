import base64
from io import BytesIO

import openpyxl

from odoo.tests import tagged

from odoo.addons.customer_dossier.exchange import layout

from .import_common import ImportCommon

K001 = {"customer_ref": "K001"}


@tagged("post_install", "-at_install")
class TestImportTemplate(ImportCommon):
    """The workbook that is filled, and the archive in the same form."""

    def _template(self, lang="en_US"):
        wizard = self._wizard(b"").with_context(lang=lang)
        action = wizard.action_template()
        self.assertTrue(action["url"].endswith("/template"))
        return base64.b64decode(wizard.template)

    def _export(self, **vals):
        Correction = self.env["customer.dossier.correction"].with_user(self.leader)
        wizard = Correction.create({"purpose": "Correction", **vals})
        wizard.action_export()
        return base64.b64decode(wizard.file)

    def _load(self, content):
        return openpyxl.load_workbook(BytesIO(content))

    def test_there_is_a_sheet_for_each_section_with_items_and_for_each_list(self):
        codes = {table.code for table in layout(self.env(user=self.archivist))}
        Sheet = self.env["customer.dossier.sheet"]
        sections = {code for code, names in Sheet._items().items() if names}
        lists = {
            Sheet._fields[name].comodel_name.removeprefix("customer.dossier.")
            for names in Sheet._lines().values()
            for name in names
        }
        self.assertLessEqual(sections | lists | {"dossier", "loss"}, codes)

    def test_no_two_columns_of_a_sheet_and_no_two_sheets_are_called_the_same(self):
        for lang in ("en_US", "zh_CN"):
            self.env["res.lang"]._activate_lang(lang)
            env = self.env(user=self.archivist, context={"lang": lang})
            tables = layout(env)
            titles = [table.title for table in tables]
            self.assertEqual(len(titles), len(set(titles)))
            for table in tables:
                labels = [column.label for column in table.columns]
                with self.subTest(lang=lang, table=table.code):
                    self.assertEqual(len(labels), len(set(labels)))

    def test_the_template_has_a_hidden_technical_row_lists_and_a_grey_example(self):
        book = self._load(self._template())
        sheet = book["1 Basic information"]
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertEqual(sheet["B1"].value, "identity/customer_ref")
        self.assertEqual(sheet["B2"].value, "Reference")
        self.assertTrue(sheet["A3"].value.startswith("#"))
        self.assertEqual(sheet["A3"].font.color.rgb, "FF7F7F7F")
        rules = [
            rule for rule in sheet.data_validations.dataValidation if rule.formula1
        ]
        self.assertIn("Lists", rules[0].formula1)
        self.assertEqual(book["Lists"].sheet_state, "hidden")

    def test_an_unfilled_template_has_nothing_to_import_and_nothing_wrong(self):
        wizard = self._check(self._template())
        self.assertEqual(
            wizard.finding_ids.mapped("problem"),
            ["There is no filled row in the file."],
        )

    def test_a_filled_template_is_imported_in_either_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        for lang in ("en_US", "zh_CN"):
            book = self._load(self._template(lang))
            sheet = book.worksheets[2]
            head = [cell.value for cell in sheet[1]]
            sheet.cell(4, head.index("identity/customer_ref") + 1, "K001")
            choice = sheet.cell(3, head.index("identity/nature") + 1).value
            sheet.cell(4, head.index("identity/nature") + 1, choice)
            sheet.delete_rows(1)  # people know the headings only
            target = BytesIO()
            book.save(target)
            wizard = self._wizard(target.getvalue()).with_context(lang=lang)
            wizard.action_check()
            with self.subTest(lang=lang):
                self.assertEqual((wizard.updated, wizard.finding_count), (1, 0))

    def test_an_export_for_correction_comes_back_without_any_change(self):
        self.partner.name = "=1+1 酒业"
        self._import(
            self._book(
                dossier=[{**K001, "strategic": True, "cooperation": "7"}],
                identity=[{**K001, "short_name": "-x", "business_scope": " a\nb "}],
                competitiveness=[{**K001, "market_share": 12.34, "vehicles": 0}],
                statement=[{**K001, "name": "2025", "period_end": "2025-12-31"}],
                person=[{**K001, "name": "Li Wei", "collector_id": "leader"}],
                need=[{**K001, "name": "@glass", "responsible_id": "archivist"}],
                loss=[{**K001, "date": "2019-03-01", "cause": "fraud", "amount": 0}],
            )
        )
        self.env["customer.dossier.person"].create(
            [{"sheet_id": self._sheet("organisation").id, "name": "Twin"}] * 2
        )
        facts = self.env["customer.dossier.fact"].search_count([])
        content = self._export()
        for user in (self.leader, self.archivist):
            wizard = self._import(content, user=user)
            self.assertFalse(
                wizard.finding_ids.mapped(
                    lambda one: (one.sheet, one.row, one.column, one.value, one.problem)
                )
            )
            self.assertEqual(self._counts(wizard), (0, 0, 1, 0))
        self.assertEqual(self.env["customer.dossier.fact"].search_count([]), facts)
        sheet = self._load(content)["1 Basic information"]
        name = next(cell for cell in sheet[3] if cell.value == "=1+1 酒业")
        self.assertEqual(name.data_type, "s")

    def test_a_correction_changes_what_was_corrected_and_nothing_else(self):
        self._import(
            self._book(
                identity=[{**K001, "short_name": "Old", "registrar": "Office"}],
                person=[{**K001, "name": "Li Wei", "phone": "1"}],
            )
        )
        person = self._sheet("organisation").person_ids
        book = self._load(self._export())
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    cell.value = {"Old": "New", "Li Wei": "Li Wei Min"}.get(
                        cell.value, cell.value
                    )
        target = BytesIO()
        book.save(target)
        before = self._sheet("identity").fact_ids
        self.assertEqual(self._import(target.getvalue()).updated, 1)
        fact = self._sheet("identity").fact_ids - before
        self.assertEqual((fact.item, fact.value), ("short_name", "New"))
        self.assertEqual(self._sheet("organisation").person_ids, person)
        self.assertEqual((person.name, person.phone), ("Li Wei Min", "1"))

    def test_an_export_carries_its_number_and_stands_in_the_access_log(self):
        content = self._export(
            scope="selected", dossier_ids=self.dossier.ids, purpose="Branch"
        )
        row = self.env["customer.dossier.access.log"].search([], limit=1)
        self.assertEqual((row.action, row.section), ("exported", "import"))
        self.assertEqual((row.purpose, row.dossier_ids), ("Branch", self.dossier))
        cover = self._load(content).worksheets[0]
        words = " ".join(str(cell.value) for [cell] in cover.iter_rows(max_col=1))
        self.assertIn(row.copy_number, words)
        self.assertIn("Branch", words)

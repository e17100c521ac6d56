import base64
import tempfile
import tracemalloc
import zipfile
from datetime import date, datetime
from io import BytesIO

from odoo.tests import freeze_time, tagged

from ..report.credit_report import CreditReport, render
from ..report.credit_report.content import Control, OpenItem, Section
from .credit_report_common import CreditReportCommon, Workbook

ATTACKS = (
    '=HYPERLINK("http://evil.example","Click")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "{=1+1}",
    "http://evil.example",
    "00123",
    "x" * 300,
)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestCreditReportFile(CreditReportCommon):
    def test_texts_never_become_formulas_links_or_numbers(self):
        for name in ATTACKS:
            customer = self._create_customer(name)
            self._create_dossier(customer)
            self._entry(customer, 10, "2026-06-01", ref=name)
        book = self._export()
        with zipfile.ZipFile(BytesIO(book.content)) as archive:
            sheets = [name for name in archive.namelist() if "worksheets/" in name]
            texts = [archive.read(name).decode() for name in sheets]
            self.assertEqual(
                [name for name in archive.namelist() if "externalLink" in name], []
            )
        for text in texts:
            self.assertNotIn("HYPERLINK(", "".join(_formulas(text)))
            self.assertNotIn("<hyperlink", text)
        for sheet in ("Summary", "Ageing", "Exposure", "Open items"):
            for row in book.formulas[sheet].iter_rows(min_row=5, max_col=2):
                self.assertNotEqual(row[1].data_type, "f")
        shown = {row["Customer"] for row in book.rows("Summary")}
        self.assertLessEqual(set(ATTACKS) - {"\t=1+1"}, shown)

    def test_a_hostile_territory_grade_or_user_name_stays_text(self):
        self.credit.name = "&R&D =1+1 <b>"
        territory = self.env["customer.dossier.territory"].create({"name": "=1+1"})
        self.dossier.territory_id = territory
        book = self._export()
        cell = book.formulas["Summary"]["E5"]
        self.assertEqual((cell.value, cell.data_type), ("=1+1", "s"))
        self.assertEqual(book.cover("Printed by"), self.credit.name)
        self.assertIn("&amp;L&amp;&amp;R&amp;&amp;D =1+1", _cover(book))

    def test_a_hostile_company_name_makes_a_harmless_file_name(self):
        self.company.name = '../..\\x:"<|>\n.exe'
        wizard = self._wizard()
        wizard.action_export()
        self.assertNotRegex(wizard.file_name, r'[\\/:*?"<>|\n]')
        self.assertTrue(wizard.file_name.endswith(".xlsx"))

    def test_columns_fit_chinese_names(self):
        name = "成都市金牛区糖酒贸易有限责任公司"
        self._create_dossier(self._create_customer(name))
        sheet = self._export().formulas["Summary"]
        self.assertGreaterEqual(sheet.column_dimensions["B"].width, 2 * len(name))

    def test_colours_only_where_somebody_must_act(self):
        book = self._export()
        alerts = {
            sheet.title: {
                str(rule.sqref): [(r.operator, r.formula) for r in rule.rules]
                for rule in sheet.conditional_formatting
            }
            for sheet in book.formulas
        }
        self.assertEqual(
            alerts["Summary"],
            {"I5": [("greaterThan", ["1"])], "L5": [("greaterThan", ["90"])]},
        )
        self.assertEqual(set(alerts["Ageing"]), {"G5", "H5", "I5"})
        self.assertEqual(alerts["Exposure"], {})
        self.assertEqual(set(alerts["Open items"]), {"F5"})
        ((_cells, rules),) = alerts["Cover"].items()
        self.assertEqual(rules, [("notEqual", ["0"])])

    def test_a_reader_of_chinese_gets_the_same_sheets(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.credit.lang = "zh_CN"
        self._entry(self.partner, 10, "2026-06-01")
        wizard = self._wizard().with_context(lang="zh_CN")
        wizard.action_export()
        book = Workbook(base64.b64decode(wizard.file))
        self.assertEqual(len(book.values.sheetnames), 5)
        self.assertEqual(book.values.worksheets[2]["K6"].value, 10)

    def test_memory_does_not_grow_with_the_rows(self):
        section = Section("Distillery", "CNY", 2, Control())
        day = date(2026, 6, 1)

        def peak(rows):
            items = (
                OpenItem(
                    section,
                    "CD1",
                    f"Customer {row}",
                    f"INV/{row}",
                    day,
                    day,
                    29,
                    "1_30",
                    "CNY",
                    2,
                    10.0,
                    10.0,
                )
                for row in range(rows)
            )
            report = CreditReport(
                day,
                False,
                "All",
                "Audit",
                "Li",
                datetime(2026, 6, 1),
                "CR1",
                (section,),
                (),
                items,
            )
            with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
                tracemalloc.start()
                render(report, target.name, self.env._)
                size = tracemalloc.get_traced_memory()[1]
                tracemalloc.stop()
            return size

        peak(10)
        self.assertLess(peak(5000), 1.5 * peak(500))

    def test_queries_do_not_grow_with_the_dossiers(self):
        counts = []
        for number in (1, 2, 20):
            for index in range(number):
                customer = self._create_customer(f"{number} {index}")
                self._create_dossier(customer)
                self._entry(customer, 10, "2026-06-01")
            wizard = self._wizard()
            wizard.action_export()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            wizard.action_export()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        _warm_up, few, many = counts
        self.assertEqual(few, many)


def _formulas(text):
    return [part.split("</f>")[0] for part in text.split("<f>")[1:]]


def _cover(book):
    with zipfile.ZipFile(BytesIO(book.content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()

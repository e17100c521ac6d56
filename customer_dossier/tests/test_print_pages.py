import json
import re
import unicodedata
from io import BytesIO

from odoo import http
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools.pdf import PdfFileReader

from ..report.dossier_sheet import SIGNAL, Sheet
from .print_common import PrintCommon

AMOUNT = re.compile(r"[^\d.-]")


def words(page):
    """The text of a page; fonts have their own code for some Chinese characters."""
    text = unicodedata.normalize("NFKC", page.extract_text())
    return re.sub(r"\s+", " ", text)


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestPrintPages(PrintCommon, HttpCase):
    """What stands on the pages: rendered for real, and read back."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.credit.name = "Li Na"

    def _long_dossier(self):
        """A dossier with more signals than one page holds."""
        dossier = self._create_dossier(self._create_customer("Jinan Spirits"))
        rules = self.env["customer.dossier.signal.rule"].create(
            [
                {"name": f"Rule {number}", "kind": "over_limit", "threshold": 100}
                for number in range(40)
            ]
        )
        self.env["customer.dossier.signal"].create(
            [
                {
                    "rule_id": rule.id,
                    "kind": rule.kind,
                    "dossier_id": dossier.id,
                    "severity": "low",
                    "raised_on": "2026-06-01",
                    "last_seen": "2026-06-30",
                    "evidence": {"exposure": 77777.77, "limit": 1},
                }
                for rule in rules
            ]
        )
        return dossier

    def test_every_page_says_whose_copy_it_is(self):
        slip = self._printed(dossiers=self.dossier | self._long_dossier())
        _content, pdf = self._pdf(slip)
        count = len(pdf.pages)
        self.assertGreaterEqual(count, 3)
        for number, page in enumerate(pdf.pages, 1):
            text = words(page)
            for part in (
                f"Uncontrolled copy {slip.copy_number}",
                "Li Na",
                "06/30/2026",
                f"Page {number} of {count}",
            ):
                with self.subTest(page=number, part=part):
                    self.assertIn(part, text)
        properties = pdf.metadata
        self.assertIn(slip.copy_number, properties["/Title"])
        self.assertEqual(properties["/Author"], "Li Na")
        self.assertEqual(properties["/Subject"], "Visit on Thursday")

    def test_the_browser_downloads_what_the_button_returns(self):
        action = self._slip().action_print()
        self.env.flush_all()
        self.authenticate("credit", "credit")
        ids = ",".join(map(str, action["context"]["active_ids"]))
        answer = self.url_open(
            "/report/download",
            data={
                "data": json.dumps(
                    [f"/report/pdf/{action['report_name']}/{ids}", "qweb-pdf"]
                ),
                "context": json.dumps({"force_report_rendering": True}),
                "csrf_token": http.Request.csrf_token(self),
            },
        )
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertIn("Customer%20dossier.pdf", answer.headers["Content-Disposition"])
        (page,) = PdfFileReader(BytesIO(answer.content)).pages
        self.assertIn("Uncontrolled copy CP2026-", words(page))

    def test_a_dossier_begins_on_a_page_of_its_own_and_shows_no_other(self):
        other = self._create_dossier(self._create_customer("Jinan Spirits"))
        _content, pdf = self._pdf(self._printed(dossiers=self.dossier | other))
        first, second = map(words, pdf.pages)
        self.assertIn("Chengdu Wine Trade", first)
        self.assertNotIn("Jinan", first)
        self.assertIn("Jinan Spirits", second)
        self.assertNotIn("Chengdu", second)
        self.assertNotIn("120,000", second)

    def test_dossiers_that_were_not_chosen_are_not_in_it(self):
        self._create_dossier(self._create_customer("Jinan Spirits"))
        self.assertNotIn("Jinan", self._html(self._printed()))

    def test_the_page_shows_what_the_form_shows(self):
        _content, pdf = self._pdf(self._printed())
        text = words(pdf.pages[0])
        dossier = self.dossier.with_user(self.credit)
        for part in (
            dossier.name,
            "Purpose of this copy: Visit on Thursday",
            "¥ 143,456.78",
            "¥ 135,000.00",
            "90,000.00",
            "150.0",
            *dossier.reason_summary.splitlines()[:2],
            *dossier.signal_ids.mapped("explanation"),
        ):
            with self.subTest(part=part):
                self.assertIn(part.replace("\N{NO-BREAK SPACE}", " "), text)

    def test_what_stands_there_as_a_sum_adds_up(self):
        sheet = Sheet(self.dossier.with_user(self.credit))
        sign = {"+": 1, "−": -1}
        for name, amount in (("ageing", 140000.0), ("exposure", 135000.0)):
            *parts, total = sheet.sums[name]
            added = sum(
                sign[row.sign] * float(AMOUNT.sub("", row.cell.text)) for row in parts
            )
            with self.subTest(sum=name):
                self.assertEqual(total.sign, "=")
                self.assertAlmostEqual(added, amount)
                self.assertAlmostEqual(float(AMOUNT.sub("", total.cell.text)), amount)

    def test_what_is_not_known_is_a_dash_and_zero_is_zero(self):
        self.dossier.figures_id.sudo().write({"payment_index": False, "dso": 0.0})
        cells = Sheet(self.dossier.with_user(self.credit)).blocks["payment"]
        shown = {cell.name: cell.text for cell in cells}
        self.assertEqual((shown["payment_index"], shown["dso"]), ("–", "0.0"))

    def test_what_the_form_hides_is_not_printed(self):
        self.dossier.credit_mode = "unlimited"
        sheet = Sheet(self.dossier.with_user(self.credit))
        names = {cell.name for cell in (*sheet.standing, *sheet.blocks["credit"])}
        self.assertIn("credit_mode", names)
        self.assertFalse(names & {"credit_limit", "utilisation"})

    def test_settled_signals_are_left_out(self):
        signals = self.dossier.signal_ids
        self.assertGreater(len(signals), 1)
        signals[0]._close("worked")
        shown = Sheet(self.dossier.with_user(self.credit)).signals
        self.assertEqual(len(shown), len(signals) - 1)
        self.assertEqual([cell.name for cell in shown[0]], list(SIGNAL))

    def test_a_chinese_reader_gets_it_in_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["customer_dossier"], ["zh_CN"])
        self.partner.name = "成都某某酒业有限公司"
        slip = self._printed()
        _content, pdf = self._pdf(slip, lang="zh_CN")
        self.assertEqual(len(pdf.pages), 1)
        text = words(pdf.pages[0])
        for part in ("成都某某酒业有限公司", "非受控副本", "信用敞口", "账龄", "第1"):
            with self.subTest(part=part):
                self.assertIn(unicodedata.normalize("NFKC", part), text)

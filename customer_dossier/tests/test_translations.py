import base64
import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import polib
from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools.translate import TRANSLATED_ATTRS, trans_export

from .common import DossierCommon
from .credit_report_common import CreditReportCommon, Workbook

I18N = Path(__file__).parents[1] / "i18n"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# Capitals and digits are read alike by everybody: ABC, AAA, 5C. They stay empty.
SAME = re.compile(r"[A-Z0-9]+")
# A word that somebody forgot, and names that stay: codes and Odoo's own help texts.
ENGLISH = re.compile(r"[A-Za-z]*[a-z][A-Za-z]+")
# Chinese is set without spaces beside figures and letters, and with its own marks.
# A number after a name stands apart: 措施 12.
LOOSE = re.compile(
    r"[\u4e00-\u9fff](?:[,:;!?(]| [0-9A-Za-z]| %\((?!\w+\)s$))"
    r"|[0-9A-Za-z] [\u4e00-\u9fff]"
)
NAMES = {"Font", "Awesome", "fa", "tasks", "xlsx", "Odoo", "key", "special", "general"}
TEXTS = {
    "ir.model.fields": ("field_description", "help"),
    "ir.model.fields.selection": ("name",),
}


@tagged("post_install", "-at_install")
class TestTranslations(DossierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["customer_dossier"], ["zh_CN"])
        cls.zh = cls.env(context=dict(cls.env.context, lang="zh_CN"))
        cls.template = polib.pofile(str(I18N / "customer_dossier.pot"))
        cls.chinese = polib.pofile(str(I18N / "zh_CN.po"))

    def test_the_template_has_every_term_and_no_other(self):
        with BytesIO() as target:
            trans_export(None, ["customer_dossier"], target, "po", self.env)
            exported = polib.pofile(target.getvalue().decode())
        # Odoo loads a term only where the file names the place.
        self.assertEqual(
            *(
                {(t.msgid, p) for t in terms for p, _line in t.occurrences}
                for terms in (exported, self.template)
            ),
            "Run `make translations`.",
        )

    def test_every_term_of_the_template_is_translated(self):
        known = {term.msgid: term for term in self.chinese if not term.obsolete}
        self.assertEqual(known.keys(), {term.msgid for term in self.template})
        self.assertEqual([term.msgid for term in self.chinese if term.fuzzy], [])
        missing = [term.msgid for term in known.values() if not term.msgstr]
        self.assertEqual([text for text in missing if not SAME.fullmatch(text)], [])

    def test_placeholders_and_markup_are_those_of_the_source(self):
        part = re.compile(r"%(?:\(\w+\))?[sd%]|<[^>]+>")
        for term in self.chinese.translated_entries():
            with self.subTest(term=term.msgid):
                self.assertEqual(
                    Counter(part.findall(term.msgid)),
                    Counter(part.findall(term.msgstr)),
                )

    def test_no_english_word_is_left_in_a_translation(self):
        part = re.compile(r"%\(\w+\)s|<[^>]+>")
        for term in self.chinese.translated_entries():
            with self.subTest(term=term.msgid):
                self.assertEqual(_english(part.sub(" ", term.msgstr)), set())

    def test_chinese_is_set_as_chinese(self):
        for term in self.chinese.translated_entries():
            with self.subTest(term=term.msgid):
                self.assertNotRegex(term.msgstr, LOOSE)

    def test_labels_helps_and_choices_of_our_fields_are_chinese(self):
        fields, choices = (
            self._ours(model)
            for model in ("ir.model.fields", "ir.model.fields.selection")
        )
        self.assertGreater(len(fields), 100)
        for record in (*fields, *choices):
            words = [record[name] or "" for name in TEXTS[record._name]]
            with self.subTest(record=record, words=words):
                self.assertEqual(_english(*words), set())

    def test_our_views_are_chinese(self):
        views = self._ours("ir.ui.view")
        self.assertGreater(len(views), 10)
        for view in views:
            with self.subTest(view=view.name):
                arch = etree.fromstring(view.arch_db)
                self.assertEqual(_english(*_texts(arch)), set())

    def test_menus_actions_roles_and_records_are_chinese(self):
        for model, name in (
            ("ir.ui.menu", "name"),
            ("ir.actions.act_window", "name"),
            ("ir.actions.server", "name"),
            ("ir.model", "name"),
            ("ir.model.constraint", "message"),
            ("res.groups", "name"),
            ("res.groups", "comment"),
            ("res.groups.privilege", "name"),
            ("mail.activity.type", "name"),
            ("customer.dossier.grade", "name"),
            ("customer.dossier.scorecard", "name"),
            ("customer.dossier.scorecard.item", "name"),
            ("customer.dossier.signal.rule", "name"),
        ):
            records = self._ours(model)
            self.assertTrue(records, model)
            for record in records.filtered(name):
                with self.subTest(record=record, field=name):
                    self.assertRegex(record[name], CHINESE)
                    self.assertEqual(_english(record[name]), set())

    def test_an_archivist_sees_a_chinese_dossier(self):
        views = (
            self.zh["customer.dossier"]
            .with_user(self.archivist)
            .get_views([(False, "list"), (False, "form"), (False, "search")])
        )
        fields = views["models"]["customer.dossier"]["fields"]
        self.assertEqual(fields["partner_id"]["string"], "客户")
        self.assertEqual(fields["archivist_id"]["string"], "档案管理员")
        self.assertEqual(fields["exposure"]["string"], "信用敞口")
        self.assertIn(("cash_only", "现金客户"), fields["credit_mode"]["selection"])
        for kind, view in views["views"].items():
            with self.subTest(view=kind):
                texts = _texts(etree.fromstring(view["arch"]))
                self.assertEqual(_english(*texts), set())

    def test_the_three_grades_are_those_of_the_profession(self):
        grades = self._ours("customer.dossier.grade")
        self.assertEqual(
            {grade.code: grade.name for grade in grades},
            {"key": "重要", "special": "特殊", "general": "一般"},
        )

    def test_refusals_are_chinese(self):
        dossier = self.dossier.with_user(self.archivist).with_context(lang="zh_CN")
        contact = self._create_customer("Buyer", parent_id=self.partner.id)
        contact.is_company = False
        dossier.action_activate()
        refused = {
            "客户档案不能复制": dossier.copy,
            "属于留存记录": dossier.with_user(self.leader).unlink,
            "状态，不能再执行此步骤": dossier.action_activate,
            "不能变更": lambda: dossier.write({"partner_id": contact.id}),
            "请为Chengdu Wine Trade建立客户档案": lambda: dossier.create(
                {"partner_id": contact.id, "company_id": self.company.id}
            ),
        }
        for words, act in refused.items():
            with self.subTest(words=words):
                with self.assertRaises(UserError) as refusal, self.env.cr.savepoint():
                    act()
                self.assertIn(words, str(refusal.exception))

    def test_a_signal_and_an_assessment_explain_themselves_in_chinese(self):
        kinds = self.zh["customer.dossier.signal.rule"]._kinds()
        for kind in kinds.values():
            self.assertRegex(self.zh._(kind.label), CHINESE)
            if kind.sentence:
                self.assertRegex(self.zh._(kind.sentence), CHINESE)
        self.dossier._assess()
        self.assertEqual(_english(self.dossier.with_env(self.zh).reason_summary), set())

    def _ours(self, model):
        """Records of a model that the addon brings, as a Chinese reader gets them."""
        data = self.env["ir.model.data"].search(
            [("module", "=", "customer_dossier"), ("model", "=", model)]
        )
        return self.zh[model].browse(data.mapped("res_id")).exists()


@tagged("post_install", "-at_install")
class TestCreditReportInChinese(CreditReportCommon):
    @freeze_time("2026-06-30 04:00:00")
    def test_sheets_headings_and_cover_are_chinese(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["customer_dossier"], ["zh_CN"])
        self._entry(self.partner, 1000, "2026-03-01", ref="1")
        wizard = self._wizard(as_of="2026-06-29", purpose="信用会议")
        wizard = wizard.with_context(lang="zh_CN")
        wizard.action_export()
        book = Workbook(base64.b64decode(wizard.file))
        self.assertEqual(
            book.values.sheetnames, ["封面", "汇总", "账龄", "信用敞口", "未结明细"]
        )
        given = (self.partner.name, self.company.name, self.credit.name)
        given = re.compile("|".join(map(re.escape, given)))
        for sheet in book.values:
            for cell in (cell for row in sheet.values for cell in row):
                with self.subTest(sheet=sheet.title, cell=cell):
                    text = given.sub("", cell) if isinstance(cell, str) else ""
                    self.assertEqual(_english(text), set())


def _texts(arch):
    """What a reader sees of a view: its texts and its translatable attributes."""
    for node in arch.iter(etree.Element):
        # The expression that an inheriting view sets is nobody's to read.
        told = node.tag != "attribute" or node.get("name") in TRANSLATED_ATTRS
        yield (node.text or "") if told else ""
        yield node.tail or ""
        yield from (node.get(name, "") for name in TRANSLATED_ATTRS)


def _english(*texts):
    return set(ENGLISH.findall(" ".join(texts))) - NAMES

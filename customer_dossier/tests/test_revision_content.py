import base64
import hashlib
import json
from datetime import timedelta

import psycopg2

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from ..formulas.canonical import canonical
from .revision_common import RevisionCommon

SECRET = "The margin of a rival"
MAGIC = {"create_uid", "create_date", "write_uid", "write_date"}
ROWS = ("page_ids", "line_ids")


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevisionContent(RevisionCommon):
    """What a revision keeps, who reads it, and that it stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.revision = cls.dossier._plan_revisions()

    def _page(self, code, revision=None):
        revision = revision or self.revision
        return revision.page_ids.filtered(
            lambda page: page.code == code and page.round == revision.round
        )

    def test_every_part_of_the_dossier_has_its_page(self):
        self._sheet("identity").short_name = "川酒"
        self._approve(self.revision)
        codes = {page.code for page in self.revision.page_ids}
        sections = set(self.dossier.sheet_ids.mapped("code"))
        self.assertEqual(codes, sections | {"/dossier", "/revision"})
        identity = json.loads(self._page("identity").content)
        sheet = identity[f"customer.dossier.sheet,{self._sheet('identity').id}"]
        self.assertEqual(sheet["short_name"], "川酒")
        [fact] = [
            entry
            for key, entry in identity.items()
            if key.startswith("customer.dossier.fact")
        ]
        self.assertEqual(fact["collector_id"]["id"], self.archivist.id)
        course = json.loads(self._page("/revision").content)
        signed = course[f"customer.dossier.revision,{self.revision.id}"]
        self.assertEqual(signed["approved_by_id"]["name"], "Leader")
        figures = json.loads(self._page("/dossier").content)
        self.assertIn(
            "customer.dossier.assessment,customer.dossier.assessment", figures
        )

    def test_pages_are_canonical_and_hashed_as_any_tool_does(self):
        self.dossier.write({"credit_mode": "limit", "credit_limit": 1000.1})
        self._sheet("credit").guarantee_terms = "Two banks"
        self._approve(self.revision)
        for page in self.revision.page_ids:
            content = page.content
            self.assertEqual(content, canonical(json.loads(content)))
            self.assertEqual(page.hash, hashlib.sha256(content.encode()).hexdigest())
        dossier = json.loads(self._page("/dossier").content)
        entry = dossier[f"customer.dossier,{self.dossier.id}"]
        self.assertEqual(entry["credit_limit"], "1000.10")

    def test_the_language_of_the_signer_changes_nothing(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        contents = [
            {
                code: canonical(page)
                for code, page in self.revision.with_user(self.leader)
                .with_context(lang=lang)
                ._content()
                .items()
            }
            for lang in ("en_US", "zh_CN")
        ]
        self.assertEqual(*contents)

    def test_what_was_prepared_is_what_is_approved(self):
        self._sheet("identity").short_name = "Before"
        self._prepare(self.revision)
        self._sheet("identity").short_name = "After"
        self.revision.with_user(self.deputy).action_verify()
        self.revision.with_user(self.leader).action_approve()
        self.assertIn("Before", self._page("identity").content)

    def test_confidential_pages_are_for_those_who_read_the_section(self):
        self._sheet("competitors").our_position = SECRET
        self._approve(self.revision)
        Page = self.env["customer.dossier.page"]
        for role, reads in (
            ("archivist", {"competitors", "identity", "credit", "/dossier"}),
            ("leader", {"competitors", "identity", "credit", "/dossier"}),
            ("account_manager", {"identity", "/dossier"}),
            ("credit", {"identity", "credit", "/dossier"}),
        ):
            pages = Page.with_user(getattr(self, role)).search([])
            codes = set(pages.mapped("code"))
            with self.subTest(role=role):
                self.assertEqual(
                    codes & {"competitors", "identity", "credit", "/dossier"}, reads
                )
                self.assertEqual(
                    SECRET in str(pages.mapped("content")), "competitors" in reads
                )
                found = Page.with_user(getattr(self, role)).search_count(
                    [("content", "like", SECRET)]
                )
                self.assertEqual(bool(found), "competitors" in reads)
        for role in ("auditor", "contributor", "manager", "salesperson"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                Page.with_user(getattr(self, role)).search([])

    def test_a_sealed_revision_withstands_every_writer(self):
        self._approve(self.revision)
        other = self._create_dossier(self._create_customer("Other"))
        attempts = {
            "write": lambda: self.revision.sudo().write({"remark": "Later"}),
            "leader": lambda: self.revision.with_user(self.leader).write(
                {"remark": "x"}
            ),
            "unlink": lambda: self.revision.sudo().unlink(),
            "command": lambda: self.dossier.sudo().write(
                {"revision_ids": [Command.update(self.revision.id, {"number": 9})]}
            ),
            "delete by command": lambda: self.dossier.sudo().write(
                {"revision_ids": [Command.delete(self.revision.id)]}
            ),
            "line": lambda: self.revision.sudo().line_ids[0].write({"comment": "x"}),
            "line deleted": lambda: self.revision.sudo().line_ids[0].unlink(),
            "page": lambda: self.revision.sudo().page_ids[0].write({"content": "{}"}),
            "page deleted": lambda: self.revision.sudo().page_ids[0].unlink(),
            "day": lambda: self.revision.sudo().write({"planned_date": "2027-01-01"}),
            "moved": lambda: self.revision.sudo().write({"dossier_id": other.id}),
            "reopened": lambda: self.revision.sudo().write({"state": "working"}),
            "unsealed": lambda: self.revision.sudo().write({"sealed": False}),
            "cancelled": self.revision.with_user(self.leader).action_cancel,
            "sent back": self.revision.with_user(self.leader).action_return,
        }
        for name, attempt in attempts.items():
            with self.subTest(attempt=name), self.assertRaises(UserError):
                attempt()

    def test_the_database_refuses_what_python_did_not_see(self):
        self._approve(self.revision)
        self.env.flush_all()
        tables = {
            "customer_dossier_revision": "remark = 'x'",
            "customer_dossier_revision_line": "comment = 'x'",
            "customer_dossier_page": "content = '{}'",
            "customer_dossier_version": "number = 'x'",
        }
        for table, change in tables.items():
            for statement in (
                SQL("UPDATE %s SET %s", SQL.identifier(table), SQL(change)),
                SQL("DELETE FROM %s", SQL.identifier(table)),
            ):
                with (
                    self.subTest(table=table),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(psycopg2.Error),
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(statement)

    def test_a_handover_goes_on_over_sealed_revisions(self):
        self._approve(self.revision)
        self.dossier.with_user(self.leader).archivist_id = self.deputy
        self.env.flush_all()
        self.assertEqual(self.revision.archivist_id, self.deputy)

    def test_a_private_matter_goes_in_as_a_fingerprint_that_outlives_it(self):
        person = self.env["customer.dossier.person"].create(
            {"sheet_id": self._sheet("organisation").id, "name": "Li Wei"}
        )
        entry = self.env["customer.dossier.personal"].create(
            {
                "person_id": person.id,
                "kind": "hobby",
                "value": SECRET,
                "purpose": "Talk during visits",
                "ground": "contract",
            }
        )
        self._approve(self.revision)
        page = self._page("organisation")
        kept = json.loads(page.content)[f"{entry._name},{entry.id}"]
        self.assertEqual(kept, {"commitment": entry._commitment()})
        self.assertNotIn(SECRET, page.content)
        entry._erase("request", "Asked for")
        self.assertFalse(entry.value)
        self.assertEqual(kept, {"commitment": entry._commitment()})
        Version = self.env["customer.dossier.version"]
        self.assertEqual(Version._verify(self.company), [])

    def test_a_paper_goes_in_as_the_fingerprint_of_its_file(self):
        scan = base64.b64encode(b"scan")
        self.env["customer.dossier.document"].with_user(self.archivist).create(
            {"sheet_id": self._sheet("identity").id, "name": "Licence", "file": scan}
        )
        self._approve(self.revision)
        entries = json.loads(self._page("identity").content)
        [paper] = [entries[key] for key in entries if ".document," in key]
        self.assertEqual(paper["file"], hashlib.sha256(b"scan").hexdigest())
        self.assertFalse(MAGIC & paper.keys())

    def test_two_months_later_the_changes_are_exactly_those(self):
        self._sheet("identity").write({"short_name": "Old", "nature": "private"})
        self.env["customer.dossier.person"].with_user(self.archivist).create(
            {"sheet_id": self._sheet("organisation").id, "name": "Li Wei"}
        )
        first = self._approve(self.revision)
        with freeze_time("2026-05-01 08:00:00"):
            self._sheet("identity").write(
                {"short_name": "New", "founded_on": "2001-02-03"}
            )
            person = self._sheet("organisation").person_ids
            person.phone = "028 1234"
            self.env["customer.dossier.competitor"].with_user(self.archivist).create(
                {"sheet_id": self._sheet("competitors").id, "name": "Rival"}
            )
            second = self._plan()
            second.with_user(self.archivist).action_start()
            expected = {
                "identity": ["Founded on", "Short name: Old → New"],
                "organisation": ["028 1234"],
                "competitors": ["New: Rival"],
            }
            for line in second.with_user(self.archivist).line_ids:
                code = line.section_id.code
                with self.subTest(section=code):
                    lines = (line.changes or "").splitlines()
                    self.assertEqual(len(lines), len(expected.get(code, ())))
                    for said, wanted in zip(lines, expected.get(code, ()), strict=True):
                        self.assertIn(wanted, said)
                if line.changes:
                    line.action_changed()
            self._decide(second)
            second.with_user(self.archivist).action_prepare()
            second.with_user(self.deputy).action_verify()
            second.with_user(self.leader).action_approve()
            self.assertEqual(second.changed_count, 3)
            self.assertEqual(
                (first.state, str(first.superseded_on)), ("superseded", "2026-05-01")
            )
            page = self._page("identity", second)
            self.assertIn("Short name: Old → New", page.changes)
        self.assertEqual(second.planned_date - first.planned_date > timedelta(20), True)

    def test_changes_are_told_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["customer_dossier"], ["zh_CN"])
        self._sheet("identity").nature = "private"
        self._approve(self.revision)
        self._sheet("identity").nature = "state"
        second = self._plan()
        second.with_user(self.archivist).action_start()
        line = self._line(second, "identity")
        self.assertIn("Private company → State-owned", line.changes)
        self.assertNotEqual(line.with_context(lang="zh_CN").changes, line.changes)

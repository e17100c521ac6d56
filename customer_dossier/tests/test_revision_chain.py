from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .revision_common import RevisionCommon

TABLES = ("revision", "revision_line", "page", "version")


@tagged("post_install", "-at_install")
class TestRevisionChain(RevisionCommon):
    """Three revisions in force one after the other, and somebody with SQL."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        test = cls("test_the_chain_is_whole")
        cls.revisions = cls.env["customer.dossier.revision"]
        for day in ("2026-03-02", "2026-05-01", "2026-07-01"):
            with freeze_time(f"{day} 08:00:00"):
                cls.revisions |= test._approve(test._plan())
        cls.env.flush_all()
        cls.Version = cls.env["customer.dossier.version"]

    def _flaws(self):
        return [
            (flaw.kind, flaw.version, flaw.page)
            for flaw in self.Version._verify(self.company)
        ]

    def _tamper(self, statement, *args):
        """What only the owner of the database can do: past the triggers."""
        for table in TABLES:
            self.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DISABLE TRIGGER USER",
                    SQL.identifier(f"customer_dossier_{table}"),
                )
            )
        self.env.cr.execute(SQL(statement, *args))

    def _id(self, number):
        return self.revisions[number - 1].id

    def test_the_chain_is_whole(self):
        versions = self.Version.search([], order="position")
        self.assertEqual(versions.mapped("position"), [1, 2, 3])
        self.assertEqual(versions[1].previous_hash, versions[0].hash)
        self.assertEqual(
            self.revisions.mapped("state"), ["superseded", "superseded", "approved"]
        )
        self.assertEqual(self._flaws(), [])

    def test_every_kind_of_tampering_is_found_and_the_first_link_named(self):
        version = "customer_dossier_version"
        page = "customer_dossier_page"
        cases = {
            "a page is changed": (
                ("page_changed", 2, "identity"),
                f"UPDATE {page} SET content = replace(content, 'false', 'true')"
                " WHERE revision_id = %s AND code = 'identity'",
                self._id(2),
            ),
            "a page and its hash are changed": (
                ("page_changed", 2, "identity"),
                f"UPDATE {page} SET content = '{{}}',"
                " hash = encode(sha256('{}'), 'hex')"
                " WHERE revision_id = %s AND code = 'identity'",
                self._id(2),
            ),
            "a page is deleted": (
                ("page_missing", 1, "credit"),
                f"DELETE FROM {page} WHERE revision_id = %s AND code = 'credit'",
                self._id(1),
            ),
            "a page is slipped in": (
                ("page_added", 3, "added"),
                f"INSERT INTO {page} (revision_id, round, code, dossier_id, company_id,"
                " content, hash) SELECT revision_id, round, 'added', dossier_id,"
                f" company_id, content, hash FROM {page}"
                " WHERE revision_id = %s AND code = 'credit'",
                self._id(3),
            ),
            "two pages are swapped": (
                ("page_changed", 1, "credit"),
                f"UPDATE {page} p SET content = (SELECT content FROM {page} o WHERE"
                " o.revision_id = p.revision_id AND o.round = p.round AND o.code ="
                " CASE p.code WHEN 'credit' THEN 'needs' ELSE 'credit' END)"
                " WHERE code IN ('credit', 'needs') AND revision_id = %s",
                self._id(1),
            ),
            "a seal is changed": (
                ("changed", 2, None),
                f"UPDATE {version} SET number = 'X' WHERE revision_id = %s",
                self._id(2),
            ),
            "a seal is deleted": (
                ("missing", 2, None),
                f"DELETE FROM {version} WHERE revision_id = %s",
                self._id(2),
            ),
            "the last seal is deleted": (
                ("unsealed", 3, None),
                f"DELETE FROM {version} WHERE revision_id = %s",
                self._id(3),
            ),
            "all seals are deleted": (
                ("unsealed", 1, None),
                f"DELETE FROM {version} WHERE revision_id <> %s",
                0,
            ),
            "a signature is changed": (
                ("signed", 2, None),
                "UPDATE customer_dossier_revision SET approved_on = '2026-01-01'"
                " WHERE id = %s",
                self._id(2),
            ),
            "two seals are reordered": (
                ("moved", 2, None),
                f"UPDATE {version} SET position = position + 10 WHERE position > 1;"
                f" UPDATE {version} SET position = 15 - position WHERE position > %s",
                10,
            ),
            "a seal is slipped in": (
                ("changed", 2, None),
                f"UPDATE {version} SET position = position + 10 WHERE position > 1;"
                f" UPDATE {version} SET position = position - 9 WHERE position > 10;"
                f" INSERT INTO {version} (company_id, dossier_id, position, at,"
                " revision_id, number, previous_hash, hash) SELECT company_id,"
                f" dossier_id, 2, at, %s, 'X', hash, hash FROM {version}"
                " WHERE position = 1",
                self.env["customer.dossier.revision"]
                .create(
                    {
                        "dossier_id": self.dossier.id,
                        "number": 9,
                        "planned_date": "2026-09-01",
                    }
                )
                .id,
            ),
        }
        self.env.flush_all()
        for name, (expected, statement, *args) in cases.items():
            with self.subTest(name=name), self.env.cr.savepoint() as savepoint:
                self._tamper(statement, *args)
                [found] = self._flaws()
                self.assertEqual(found, expected)
                savepoint.rollback()

    def test_leaders_and_auditors_verify_and_others_do_not(self):
        for role in ("leader", "auditor"):
            action = self.Version.with_user(getattr(self, role)).action_verify()
            self.assertEqual(action["params"]["type"], "success")
        for role in ("archivist", "account_manager", "contributor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.Version.with_user(getattr(self, role)).action_verify()

    def test_the_auditor_reads_hashes_and_the_verdict_without_content(self):
        self._tamper(
            "UPDATE customer_dossier_page SET content = '{}' WHERE revision_id = %s"
            " AND code = 'competitors'",
            self._id(1),
        )
        versions = self.Version.with_user(self.auditor).search([])
        self.assertEqual(len(versions.mapped("page_hashes")), 3)
        message = versions[:1].action_verify()["params"]["message"]
        self.assertIn(f"{self.dossier.name}, version 1", message)
        self.assertNotIn(self.partner.name, message)

    def test_verifying_takes_the_same_number_of_queries_for_more_dossiers(self):
        self.Version._verify(self.company)
        with self.assertQueryCount(3):
            self.Version._verify(self.company)

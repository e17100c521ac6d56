from psycopg2.errors import NotNullViolation, RaiseException

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from odoo.addons.customer_dossier.models.customer_dossier_access_write import REFUSALS

from .access_log_common import LOG, SEAL, AccessLogCommon
from .common import ROLES

READERS = ("leader", "auditor")


@tagged("post_install", "-at_install")
class TestAccessLog(AccessLogCommon):
    def test_a_row_says_who_did_what_to_which_dossier_and_how(self):
        row = self._record(
            self.credit,
            "exported",
            section="report",
            road="file",
            purpose="Yearly review",
            copy_number="CR2026-00001",
        )
        self.assertRecordValues(
            row,
            [
                {
                    "user_id": self.credit.id,
                    "login": "credit",
                    "action": "exported",
                    "road": "file",
                    "section": "report",
                    "subjects": self.dossier.name,
                    "dossier_ids": self.dossier.ids,
                    "dossier_count": 1,
                    "purpose": "Yearly review",
                    "copy_number": "CR2026-00001",
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertTrue(row.at)

    def test_without_a_request_the_road_is_a_job(self):
        self.assertEqual(self._record().road, "cron")

    def test_sudo_hides_nobody(self):
        Log = self.Log.with_user(self.archivist).sudo()
        Log._record("opened", self.dossier)
        self.assertEqual(self.Log.search([], limit=1).user_id, self.archivist)

    def test_one_row_for_a_list_of_many_dossiers(self):
        other = self._create_dossier(self._create_customer("Second customer"))
        row = self._record(action="listed", dossiers=self.dossier | other)
        self.assertEqual(row.subjects, f"{self.dossier.name}, {other.name}")
        self.assertEqual(row.dossier_count, 2)

    def test_a_long_list_is_shown_in_part(self):
        dossiers = self.dossier.union(
            *(self._create_dossier(self._create_customer(f"C{n}")) for n in range(52))
        )
        row = self._record(action="listed", dossiers=dossiers)
        self.assertTrue(row.subjects.endswith(" and 3 more"))
        self.assertEqual(row.dossier_count, 53)

    def test_each_company_has_its_own_chain(self):
        second = self._create_company("Second Distillery")
        there = self._create_dossier(self.partner, company_id=second.id)
        rows = self._record(dossiers=self.dossier | there)
        self.assertEqual(rows.company_id, self.company | second)
        self.assertEqual(
            {row.company_id: row.subjects for row in rows},
            {self.company: self.dossier.name, second: there.name},
        )
        self.assertEqual(
            rows.filtered(lambda row: row.company_id == second).position, 1
        )

    def test_a_refusal_without_a_dossier_goes_to_the_users_own_company(self):
        row = self._record(
            self.employee,
            "refused",
            self.env["customer.dossier"],
            detail="read customer.dossier",
        )
        self.assertEqual(row.company_id, self.employee.company_id)
        self.assertEqual((row.dossiers, row.dossier_count, row.subjects), ([], 0, ""))
        self.assertEqual(row.detail, "read customer.dossier")

    def test_the_row_of_a_deleted_draft_stays(self):
        draft = self._create_dossier(self._create_customer("Short lived"))
        name = draft.name
        row = self._record(dossiers=draft)
        draft.unlink()
        row.invalidate_recordset()
        self.assertEqual(row.subjects, name)
        self.assertEqual(self._record(dossiers=draft).dossiers, [])

    def test_a_row_costs_two_queries(self):
        dossiers = self.dossier.union(
            *(self._create_dossier(self._create_customer(f"C{n}")) for n in range(9))
        )
        Log = self.Log.with_user(self.archivist)
        for subjects in (self.dossier, dossiers, dossiers.browse()):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            Log._record("listed", subjects)
            self.assertLessEqual(self.cr.sql_log_count - before, 2)

    def test_recording_puts_nothing_into_the_readers_cache(self):
        self.env.invalidate_all()
        mine = self.dossier.with_user(self.employee)
        mine.env["customer.dossier.access.log"]._record("refused", mine)
        with self.assertRaises(AccessError):
            mine.mapped("name")

    def test_no_value_and_no_name_of_the_archive_is_in_the_log(self):
        self.dossier.credit_limit = 987654
        row = self._record()
        [[text]] = self.env.execute_query(
            SQL(
                "SELECT r::text FROM customer_dossier_access_log r WHERE id = %s",
                row.id,
            )
        )
        self.assertIn(self.dossier.name, text)
        self.assertNotIn(self.partner.name, text)
        self.assertNotIn("987654", text)

    def test_who_cannot_be_named_is_not_let_in(self):
        nobody = self.env["res.users"].browse(2**30)
        with self.assertRaises(NotNullViolation), mute_logger("odoo.sql_db"):
            self.Log.with_user(nobody)._record("opened", self.dossier)

    def test_a_flood_of_refusals_is_written_up_to_the_row_that_says_so(self):
        for _try in range(REFUSALS + 20):
            self._record(self.employee, "refused")
        mine = [("user_id", "=", self.employee.id)]
        rows = self.Log.search(mine)
        self.assertEqual(len(rows), REFUSALS)
        self.assertEqual(rows[0].action, "flooded")
        self.assertEqual(set(rows[1:].mapped("action")), {"refused"})
        self.assertTrue(self._record(self.contributor, "refused"))
        self.assertTrue(self._record(self.employee, "opened"))

    def test_leaders_and_auditors_read_the_log_and_nobody_else(self):
        row = self._record()
        seal = self._seal()
        for role in (*ROLES, "salesperson", "employee"):
            for record in (row, seal):
                mine = record.with_user(getattr(self, role))
                with self.subTest(role=role, model=record._name):
                    if role in READERS:
                        self.assertTrue(mine.read())
                        self.assertIn(mine, mine.search([]))
                    else:
                        with self.assertRaises(AccessError):
                            mine.read(["position"])
                        with self.assertRaises(AccessError):
                            mine.search([])

    def _seal(self):
        self.Seal._seal_new(self.company)
        return self.Seal.search([], limit=1)

    def test_nobody_reads_where_the_chain_ends(self):
        self._record()
        for role in ROLES:
            with self.assertRaises(AccessError):
                self.env["customer.dossier.access.chain"].with_user(
                    getattr(self, role)
                ).search([])

    def test_another_companys_log_is_closed(self):
        second = self._create_company("Second Distillery")
        there = self._create_dossier(self.partner, company_id=second.id)
        row = self._record(dossiers=there)
        for role in READERS:
            mine = row.with_user(getattr(self, role)).with_context(
                allowed_company_ids=self.company.ids
            )
            self.assertNotIn(mine, mine.search([]))
            with self.assertRaises(AccessError):
                mine.read(["login"])

    def test_readers_find_who_read_a_dossier(self):
        other = self._create_dossier(self._create_customer("Second customer"))
        both = self._record(action="listed", dossiers=self.dossier | other)
        one = self._record(dossiers=other)
        self.env.invalidate_all()
        for role in READERS:
            Log = self.Log.with_user(getattr(self, role))
            for field, value in (
                ("dossier_ids", self.dossier.id),
                ("subjects", self.dossier.name),
            ):
                found = Log.search([(field, "=", value)])
                self.assertIn(both, found)
                self.assertNotIn(one, found)
            self.assertIn(one, Log.search([("dossier_ids", "in", other.ids)]))
            self.assertFalse(Log.search([("subjects", "=", "CD")]))

    def test_nobody_writes_a_row_by_the_orm_not_even_the_system(self):
        row = self._record()
        seal = self._seal()
        for record in (row, seal):
            everything = record.sudo()
            with self.assertRaisesRegex(UserError, "the system alone"):
                everything.create({"company_id": self.company.id})
            with self.assertRaisesRegex(UserError, "the system alone"):
                everything.copy()
            with self.assertRaisesRegex(UserError, "kept as it was made"):
                everything.write({"hash": "0"})
            with self.assertRaisesRegex(UserError, "kept as it was made"):
                everything.unlink()

    def test_readers_have_no_right_to_write(self):
        row = self._record()
        for role in READERS:
            mine = row.with_user(getattr(self, role))
            for operation in ("write", "create", "unlink"):
                self.assertFalse(mine.has_access(operation))

    def test_the_database_refuses_to_change_or_delete(self):
        self._record()
        self._seal()
        for table in (LOG, SEAL):
            for query in (
                "UPDATE %s SET id = id",
                "DELETE FROM %s",
                "TRUNCATE %s CASCADE",
            ):
                with (
                    self.subTest(query=query, table=table),
                    self.assertRaises(RaiseException),
                    mute_logger("odoo.sql_db"),
                    self.cr.savepoint(),
                ):
                    self.cr.execute(SQL(query, SQL.identifier(table)))

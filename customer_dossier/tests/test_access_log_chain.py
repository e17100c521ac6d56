from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import SQL

from .access_log_common import CHAIN, SEAL, AccessLogCommon

LOGGER = "odoo.addons.customer_dossier.models.customer_dossier_access_verify"


@tagged("post_install", "-at_install")
class TestAccessLogChain(AccessLogCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fill()

    def test_an_untouched_log_is_whole(self):
        verdict = self.Log._verify(self.company)
        self.assertEqual((verdict.kind, verdict.rows), ("", 6))
        empty = self._create_company("Second Distillery")
        self.assertEqual(self.Log._verify(empty).kind, "")

    def test_every_column_is_under_the_hash(self):
        other = {
            "integer": SQL("7"),
            "many2one": SQL("1"),
            "datetime": SQL("now()"),
            "json": SQL("'[[1]]'"),
        }
        covered = set(self.Log._chained)
        stored = {name for name, field in self.Log._fields.items() if field.store}
        self.assertEqual(stored - covered, {"id", "hash", "previous_hash"})
        for name in sorted(covered - {"position", "company_id"}):
            value = other.get(self.Log._fields[name].type, SQL("'x'"))
            with self.subTest(column=name), self.cr.savepoint() as savepoint:
                self._tamper(
                    "UPDATE customer_dossier_access_log SET %s = %s WHERE position = 3",
                    SQL.identifier(name),
                    value,
                )
                self.assertEqual(self._verdict(), ("changed", 3))
                savepoint.rollback()

    def test_a_changed_row_is_found(self):
        self._tamper(
            "UPDATE customer_dossier_access_log SET login = 'x' WHERE position = 4"
        )
        self.assertEqual(self._verdict(), ("changed", 4))

    def test_a_changed_row_with_a_forged_hash_is_found_by_the_next_one(self):
        self._tamper(
            "UPDATE customer_dossier_access_log SET login = 'x' WHERE position = 4"
        )
        self._tamper(
            "UPDATE customer_dossier_access_log r SET hash = %s WHERE position = 4",
            self.Log._hash_sql("r"),
        )
        self.assertEqual(self._verdict(), ("moved", 5))

    def test_a_deleted_row_is_missing(self):
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position = 3")
        self.assertEqual(self._verdict(), ("missing", 3))

    def test_rows_deleted_at_the_beginning_are_missing(self):
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position < 3")
        self.assertEqual(self._verdict(), ("missing", 1))

    def _shift(self, by):
        self._tamper(
            "UPDATE customer_dossier_access_log SET position = position + %s"
            " WHERE position > 3",
            by,
        )

    def test_an_inserted_row_is_found(self):
        self._shift(100)
        self._shift(-99)
        columns = SQL(", ").join(
            SQL.identifier(name)
            for name in (*self.Log._chained, "previous_hash", "hash")
            if name != "position"
        )
        self._tamper(
            "INSERT INTO customer_dossier_access_log (position, %s)"
            " SELECT 4, %s FROM customer_dossier_access_log WHERE position = 3",
            columns,
            columns,
        )
        self._tamper(
            "UPDATE customer_dossier_access_log r SET previous_hash ="
            " (SELECT hash FROM customer_dossier_access_log WHERE position = 3)"
            " WHERE position = 4"
        )
        self._tamper(
            "UPDATE customer_dossier_access_log r SET hash = %s WHERE position = 4",
            self.Log._hash_sql("r"),
        )
        self.assertEqual(self._verdict(), ("moved", 5))

    def test_reordered_rows_are_found(self):
        for before, after in ((3, 103), (4, 3), (103, 4)):
            self._tamper(
                "UPDATE customer_dossier_access_log SET position = %s"
                " WHERE position = %s",
                after,
                before,
            )
        self.assertEqual(self._verdict(), ("moved", 3))

    def test_a_cut_end_is_found(self):
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position > 4")
        self.assertEqual(self._verdict(), ("cut", 5))

    def test_a_log_emptied_altogether_is_found(self):
        self._tamper("DELETE FROM customer_dossier_access_log")
        self.assertEqual(self._verdict(), ("cut", 1))

    def test_a_cut_end_that_was_forged_as_well_is_found_by_the_seal(self):
        self.Seal._seal_new(self.company)
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position > 4")
        self._rehash()
        self.assertEqual(self._verdict(), ("seal", 1))

    def test_a_chain_forged_from_beginning_to_end_is_found_by_the_seal(self):
        self.Seal._seal_new(self.company)
        self._tamper(
            "UPDATE customer_dossier_access_log SET login = 'x' WHERE position = 2"
        )
        self._rehash()
        self.assertEqual(self._verdict(), ("seal", 1))

    def test_a_log_taken_away_with_its_end_is_found_by_the_seal(self):
        self.Seal._seal_new(self.company)
        self._tamper("DELETE FROM customer_dossier_access_log")
        self._tamper("DELETE FROM customer_dossier_access_chain", table=CHAIN)
        self.assertEqual(self._verdict(), ("seal", 1))

    def test_a_changed_seal_is_found(self):
        self.Seal._seal_new(self.company)
        self._record()
        self.Seal._seal_new(self.company)
        self._tamper(
            "UPDATE customer_dossier_access_seal SET row_count = 9 WHERE position = 2",
            table=SEAL,
        )
        self.assertEqual(self._verdict(), ("seal", 2))

    def test_verifying_costs_the_same_for_any_number_of_rows(self):
        before = self.cr.sql_log_count
        self.Log._verify(self.company)
        few = self.cr.sql_log_count - before
        self._fill(10)
        before = self.cr.sql_log_count
        self.Log._verify(self.company)
        self.assertEqual(self.cr.sql_log_count - before, few)
        self.assertLessEqual(few, 6)

    def test_auditors_and_leaders_verify_with_a_button(self):
        for user in (self.auditor, self.leader):
            answer = self.Log.with_user(user).action_verify()["params"]
            self.assertEqual(answer["type"], "success")
            self.assertIn("whole, 6 rows", answer["message"])
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position = 3")
        answer = self.Log.with_user(self.auditor).action_verify()["params"]
        self.assertEqual(answer["type"], "danger")
        self.assertIn("Row 3 is missing", answer["message"])

    def test_others_cannot_verify(self):
        for user in (self.archivist, self.credit, self.manager, self.employee):
            with self.assertRaises(AccessError):
                self.Log.with_user(user).action_verify()

    def test_the_daily_job_raises_its_voice_when_a_log_is_broken(self):
        with self.assertNoLogs(LOGGER, "CRITICAL"):
            self.Log._cron_verify()
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position = 3")
        with self.assertLogs(LOGGER, "CRITICAL"):
            self.Log._cron_verify()

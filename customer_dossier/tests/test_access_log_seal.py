from psycopg2.errors import RaiseException

from odoo.tests import tagged
from odoo.tools import mute_logger

from .access_log_common import AccessLogCommon


@tagged("post_install", "-at_install")
class TestAccessLogSeal(AccessLogCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._fill(3)
        cls._record(cls.leader, "exported")

    def _age(self, last, years):
        """Make rows up to ``last`` as old as that, in a chain that is whole."""
        self._tamper(
            "UPDATE customer_dossier_access_log"
            " SET at = at - make_interval(years => %s) WHERE position <= %s",
            years,
            last,
        )
        self._rehash()
        self.assertEqual(self._verdict(), ("", 0))

    def _delete(self, last):
        self.cr.execute(
            "DELETE FROM customer_dossier_access_log WHERE position <= %s", [last]
        )

    def _positions(self):
        """Of what people read; that the company's setting changed is on record too."""
        readings = [("action", "!=", "changed")]
        return self.Log.search(readings, order="position").mapped("position")

    def test_a_daily_seal_covers_what_came_since_the_last_one(self):
        self.Seal._cron_seal()
        self._record()
        self.Seal._cron_seal()
        seals = self.Seal.search([], order="position")
        last = self.Log.search([], limit=1)
        self.assertRecordValues(
            seals,
            [
                {"position": 1, "from_position": 1, "to_position": 4, "row_count": 4},
                {"position": 2, "from_position": 5, "to_position": 5, "row_count": 1},
            ],
        )
        self.assertEqual(seals[1].last_hash, last.hash)
        self.assertEqual(seals[1].first_previous_hash, seals[0].last_hash)
        self.assertEqual(seals[1].previous_hash, seals[0].hash)
        self.assertEqual(set(seals.mapped("kind")), {"daily"})

    def test_a_day_without_a_row_needs_no_seal(self):
        self.Seal._cron_seal()
        self.Seal._cron_seal()
        self.assertEqual(self.Seal.search_count([]), 1)

    def test_a_seal_counts_rows_per_login_and_action(self):
        self.Seal._cron_seal()
        seal = self.Seal.search([]).with_user(self.auditor)
        self.assertEqual(
            seal.summary, [["archivist", "opened", 3], ["leader", "exported", 1]]
        )
        self.assertEqual(seal.summary_text, "archivist: Opened 3\nleader: Exported 1")

    def test_rows_past_their_time_go_and_a_seal_stays(self):
        self._age(2, years=3)
        self.company.dossier_log_retention_years = 2
        self.Seal._cron_seal()
        self.assertEqual(self._positions(), [3, 4])
        seal = self.Seal.search([("kind", "=", "retention")])
        self.assertRecordValues(
            seal, [{"from_position": 1, "to_position": 2, "row_count": 2}]
        )
        self.assertEqual(seal.summary, [["archivist", "opened", 2]])
        self.assertEqual(self._verdict(), ("", 0))
        self._record()
        self.assertEqual(self._positions(), [3, 4, 6])
        self.assertEqual(self._verdict(), ("", 0))

    def test_retention_goes_on_where_it_ended(self):
        self._age(4, years=2)
        self._age(2, years=2)
        self.company.dossier_log_retention_years = 3
        self.Seal._cron_seal()
        self.assertEqual(self._positions(), [3, 4])
        self.company.dossier_log_retention_years = 1
        self.Seal._cron_seal()
        self.assertEqual(self._positions(), [])
        self.assertEqual(self._verdict(), ("", 0))
        self.assertEqual(self._record().position, 7)
        self.assertEqual(self._verdict(), ("", 0))
        self.assertEqual(self.Seal.search([], limit=1).from_position, 3)

    def test_rows_stay_for_ever_unless_the_company_says_otherwise(self):
        self._age(4, years=30)
        self.Seal._cron_seal()
        self.assertEqual(self._positions(), [1, 2, 3, 4])

    def test_a_broken_log_is_evidence_and_stays(self):
        self._age(2, years=3)
        self._tamper("UPDATE customer_dossier_access_log SET login = 'x' WHERE id = id")
        self.company.dossier_log_retention_years = 2
        self.Seal._cron_seal()
        self.assertEqual(self._positions(), [1, 2, 3, 4])

    def test_the_database_lets_no_row_go_without_a_retention_seal(self):
        self._age(2, years=3)
        self.Seal._cron_seal()
        with (
            self.assertRaises(RaiseException),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._delete(2)

    def test_the_database_lets_no_row_beyond_the_seal_go(self):
        self._age(4, years=3)
        self.Seal._seal(self.company, "retention", 1, 2)
        with (
            self.assertRaises(RaiseException),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._delete(3)
        self._delete(2)
        self.assertEqual(self._positions(), [3, 4])

    def test_the_database_lets_no_row_of_this_year_go(self):
        self.Seal._seal(self.company, "retention", 1, 4)
        with (
            self.assertRaises(RaiseException),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._delete(2)

    def test_rows_that_vanish_after_a_retention_seal_are_missing(self):
        self._age(2, years=3)
        self.company.dossier_log_retention_years = 2
        self.Seal._cron_seal()
        self._tamper("DELETE FROM customer_dossier_access_log WHERE position = 3")
        self.assertEqual(self._verdict(), ("missing", 3))

    def test_rows_put_back_before_a_retention_seal_are_found(self):
        self._age(2, years=3)
        self.company.dossier_log_retention_years = 2
        self.Seal._cron_seal()
        self._tamper(
            "UPDATE customer_dossier_access_log SET position = 2 WHERE position = 4"
        )
        self.assertEqual(self._verdict(), ("moved", 2))

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestDisagreement(MeasureCommon):
    """Both positions as they were, how it ended, and what was done about it."""

    def _disagree(self, user=None, **vals):
        return (
            self.env["customer.dossier.disagreement"]
            .with_user(user or self.account_manager)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "topic": "price",
                    "theirs": "The floor is too high for the county.",
                    "ours": "The floor holds for everybody.",
                    **vals,
                }
            )
        )

    def test_positions_stay_and_its_end_is_written_once(self):
        one = self._disagree(gap=20000)
        for record in (one, one.sudo()):
            with self.assertRaisesRegex(UserError, "stay as they were"):
                record.theirs = "Otherwise"
        with self.assertRaisesRegex(ValidationError, "what was agreed"):
            one.state = "agreed"
        one.write({"state": "agreed", "outcome": "Two prices by county."})
        self.assertEqual(str(one.closed_on), "2026-07-01")
        with self.assertRaisesRegex(UserError, "how it ended"):
            one.state = "open"
        with self.assertRaises(UserError):
            one.sudo().unlink()

    def test_a_measure_is_about_it(self):
        one = self._disagree()
        measure = self._draft("remind", disagreement_id=one.id)
        self.assertEqual(one.measure_ids, measure)
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        with self.assertRaisesRegex(ValidationError, "another customer"):
            self._draft("remind", dossier_id=other.id, disagreement_id=one.id)

    def test_who_may_write_it(self):
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self._disagree(user=user)
        for user in (self.manager, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self._disagree(user=user)
        with self.assertRaises(AccessError):
            self._disagree(closed_on="2026-01-01")

    def test_nonsense_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "lies in the future"):
            self._disagree(day="2026-07-02")
        for gap in (-1, 1e15):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._disagree(gap=gap)

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .judged_common import PROMPT
from .test_scorecard import ScorecardCommon

DAYS = [f"2026-07-{day:02}" for day in range(1, 29)]
# The scale of the probe.
STEPS = [("AAA", 90), ("AA", 80), ("A", 70), ("B", 60), ("C", False)]


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestConfirmation(ScorecardCommon):
    """A rating moves when the score means it, and facts move it at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.card.sudo().write({"state": "superseded"})
        cls.probe = cls._create_probe(version=1)
        cls.probe.action_put_in_use()

    @classmethod
    def _create_probe(cls, **vals):
        """A card whose score is the payment index itself."""
        item = {"name": "Index", "code": "pay_index", "weight": 1}
        return cls._create_card(
            code="PROBE",
            item_ids=[(0, 0, {**item, "table": "factor", "factor": 1})],
            rating_ids=[
                (0, 0, {"sequence": n, "rating": rating, "min_score": score})
                for n, (rating, score) in enumerate(STEPS)
            ],
            cap_ids=[
                (0, 0, {"condition": "lawsuit", "rating": "C"}),
                (0, 0, {"condition": "key_documents", "rating": "A"}),
            ],
            **vals,
        )

    def _run(self, *scores, start=0, **marks):
        """Assess on as many days in a row; the last assessment is returned."""
        for day, score in zip(DAYS[start:], scores, strict=False):
            with self._on(day):
                figures = {**PROMPT, "payment_index": score}
                assessment = self._assess(figures, **marks)
        return assessment

    def test_a_change_waits_until_it_is_confirmed(self):
        self.assertEqual(self._run(75).rating, "A")
        first = self._run(85, start=1)
        self.assertEqual((first.rating, first.rating_pending), ("A", "AA"))
        self.assertEqual(first.rating_by_score, "AA")
        self.assertIn("Would be AA, waits for confirmation", first.summary)
        self.assertIn("1 of 2 days", first.summary)
        second = self._run(85, start=2)
        self.assertEqual((second.rating, second.rating_pending), ("AA", False))
        self.assertEqual(self.dossier.rating, "AA")

    def test_a_worse_rating_waits_as_well(self):
        self._run(75)
        self.assertEqual(self._run(66, start=1).rating_pending, "B")
        self.assertEqual(self._run(66, start=2).rating, "B")

    def test_a_relapse_starts_the_count_anew(self):
        self._run(75, 85, 75)
        again = self._run(85, start=3)
        self.assertEqual((again.rating, again.streak), ("A", 1))

    def test_pressing_the_button_twice_confirms_nothing(self):
        self._run(75)
        for _time in range(3):
            pressed = self._run(85, start=1)
        self.assertEqual((pressed.rating, pressed.streak), ("A", 1))

    def test_within_the_margin_the_rating_stays_and_says_so(self):
        self._run(75)
        near = self._run(82, 82, 82, start=1)
        self.assertEqual((near.rating, near.rating_by_score), ("A", "AA"))
        self.assertFalse(near.rating_pending)
        self.assertIn("would give AA, but not by 3 points", near.summary)

    def test_one_step_at_a_time(self):
        self._run(65)
        moved = self._run(95, 95, start=1)
        self.assertEqual(moved.rating, "A")
        self.assertIn("one step at a time", moved.summary)

    def test_a_hard_trigger_acts_at_once(self):
        self._run(95)
        self.assertEqual(self._run(95, start=1, lawsuit=True).rating, "C")
        after = self._run(95, 95, start=2, lawsuit=False)
        self.assertEqual(after.rating, "B")

    def test_a_cap_acts_at_once_and_what_it_held_down_is_confirmed(self):
        self._run(95)
        capped = self._run(95, start=1, key_documents="missing")
        self.assertEqual((capped.rating, capped.rating_pending), ("A", False))
        self.assertIn("key documents are missing", capped.summary)
        freed = self._run(95, start=2, key_documents="complete")
        self.assertEqual((freed.rating, freed.rating_pending), ("A", "AA"))

    def test_another_version_begins_anew(self):
        self._run(75)
        self._create_probe(version=2).action_put_in_use()
        self.assertEqual(self._run(95, start=1).rating, "AAA")

    def test_the_settings_are_the_version_s(self):
        with self.assertRaisesRegex(UserError, "new version"):
            self.probe.confirm = 1
        version = self._create_probe(version=2, buffer=0, confirm=1)
        version.action_put_in_use()
        self.assertEqual(self._run(75, 80).rating, "AA")

    def test_settings_beyond_sense_are_refused(self):
        for vals in ({"buffer": -1}, {"buffer": 51}, {"confirm": 0}):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._create_card(code="BAD", **vals)

    def test_what_waits_is_looked_at_again_after_a_week(self):
        self.dossier.sudo().state = "active"
        self._run(75, 85)
        for day, due in ((DAYS[7], False), (DAYS[8], True)):
            with self._on(day):
                found = self.env["customer.dossier"]._due_for_assessment(10)
                self.assertEqual(self.dossier in found, due)

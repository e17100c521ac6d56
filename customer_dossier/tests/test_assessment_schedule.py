from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .judged_common import LATE, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestAssessmentSchedule(JudgedCommon):
    def test_activation_assesses_at_once_and_plans_by_grade(self):
        self.dossier.watch = True
        self.dossier.with_user(self.archivist).action_activate()
        self.assertTrue(self.dossier.assessment_id)
        self.assertEqual(self.dossier.grade_id.code, "special")
        self.assertEqual(self.dossier.next_revision_date, date(2026, 7, 31))

    def test_a_stricter_grade_brings_the_revision_forward_and_none_puts_it_off(self):
        self.dossier.action_activate()
        self.assertEqual(self.dossier.next_revision_date, date(2026, 8, 30))
        self.dossier.watch = True
        self.dossier.action_assess()
        self.assertEqual(self.dossier.next_revision_date, date(2026, 7, 31))
        self.dossier.watch = False
        self.dossier.action_assess()
        self.assertEqual(self.dossier.grade_id.code, "general")
        self.assertEqual(self.dossier.next_revision_date, date(2026, 7, 31))

    def test_activation_goes_on_where_no_scorecard_is_in_use(self):
        cards = self.env["customer.dossier.scorecard"].search([])
        cards.sudo().write({"state": "superseded"})
        self.dossier.with_user(self.archivist).action_activate()
        self.assertEqual(self.dossier.state, "active")
        self.assertFalse(self.dossier.assessment_id)

    def test_a_closed_dossier_is_not_assessed(self):
        self.dossier.action_close()
        with self.assertRaisesRegex(UserError, "is closed"):
            self.dossier.with_user(self.leader).action_assess()

    def test_the_cron_assesses_what_is_due_and_only_that(self):
        self.dossier.action_activate()
        first = self.dossier.assessment_id
        draft = self._create_dossier(self._create_customer("Draft"))
        Dossier = self.env["customer.dossier"]
        self.assertNotIn(self.dossier, Dossier._due_for_assessment(1000))
        self.assertNotIn(draft, Dossier._due_for_assessment(1000))
        with freeze_time("2026-08-01"):
            self.assertIn(self.dossier, Dossier._due_for_assessment(1000))
            cron = self.env.ref("customer_dossier.cron_assess")
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.dossier.invalidate_recordset()
        self.assertNotEqual(self.dossier.assessment_id, first)
        self.assertFalse(draft.assessment_id)

    def test_figures_are_refreshed_before_they_are_judged(self):
        self._set_figures(self.dossier, **LATE)
        self.dossier.with_user(self.archivist).action_assess()
        self.assertEqual(self.dossier.overdue, 0)
        self.assertEqual(self.dossier.rating, "N")

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .judged_common import PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestAssessmentRights(JudgedCommon):
    def test_who_keeps_a_dossier_assesses_it(self):
        for user in (self.archivist, self.credit, self.leader):
            self.dossier.with_user(user).action_assess()
            self.assertEqual(self.dossier.assessment_id.user_id, user)

    def test_others_cannot_assess(self):
        for user in (
            self.account_manager,
            self.contributor,
            self.auditor,
            self.manager,
        ):
            with self.assertRaises(AccessError):
                self.dossier.with_user(user).action_assess()

    def test_an_archivist_does_not_assess_what_others_keep(self):
        self.dossier.archivist_id = self.leader
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.archivist).action_assess()

    def test_readers_of_the_dossier_read_its_assessments(self):
        assessment = self._assess(PROMPT)
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            self.assertIn("Rated", assessment.with_user(user).summary)
            self.assertTrue(assessment.with_user(user).line_ids.mapped("explanation"))
            self.assertIn("Rated", self.dossier.with_user(user).reason_summary)

    def test_everybody_else_reads_none(self):
        assessment = self._assess(PROMPT)
        others = self.contributor, self.auditor, self.manager, self.employee
        for user in (*others, self.salesperson):
            for record in (assessment, assessment.line_ids):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])
                with self.assertRaises(AccessError):
                    record.with_user(user).search([])

    def test_rules_keep_to_own_customers_and_own_dossiers(self):
        assessment = self._assess(PROMPT)
        self.dossier.sudo().write(
            {"account_manager_id": self.leader.id, "archivist_id": self.leader.id}
        )
        for user in (self.account_manager, self.archivist):
            for record in (assessment, assessment.line_ids):
                self.assertFalse(record.with_user(user).search([]))
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])

    def test_nobody_creates_an_assessment_by_hand(self):
        vals = self._assess(PROMPT).copy_data()[0]
        for user in (self.archivist, self.credit, self.leader, self.manager):
            with self.assertRaises(AccessError):
                self.env["customer.dossier.assessment"].with_user(user).create(vals)

    def test_nobody_sets_a_rating_by_hand(self):
        assessment = self._assess(PROMPT)
        for vals in (
            {"rating": "AAA"},
            {"score": 100},
            {"risk_level": "low"},
            {"assessment_id": assessment.id},
            {"assessment_ids": [(2, assessment.id)]},
            {"signals_checked_at": False},
        ):
            with self.assertRaises(UserError):
                self.dossier.with_user(self.leader).write(vals)

    def test_another_company_is_out_of_sight(self):
        dossier = self._second_company_dossier()
        assessment = dossier._assess()
        self.assertEqual(assessment.company_id, dossier.company_id)
        here = assessment.with_user(self.leader).with_context(
            allowed_company_ids=self.company.ids
        )
        self.assertFalse(here.search([("dossier_id", "=", dossier.id)]))
        with self.assertRaises(AccessError):
            here.read(["score"])
        there = here.with_context(allowed_company_ids=dossier.company_id.ids)
        self.assertEqual(there.search([]), there)

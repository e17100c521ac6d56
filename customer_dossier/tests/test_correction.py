from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import ROLES, DossierCommon


@tagged("post_install", "-at_install")
class TestCorrection(DossierCommon):
    """Whoever carries the archive out for correction says why."""

    def _wizard(self, user, **vals):
        Correction = self.env["customer.dossier.correction"].with_user(user)
        return Correction.create({"purpose": "Branch", **vals})

    def test_leaders_alone_carry_the_archive_out(self):
        wizard = self._wizard(self.leader)
        wizard.action_export()
        self.assertTrue(wizard.file)
        for role in (*ROLES, "salesperson", "employee"):
            if role == "leader":
                continue
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._wizard(user)
            with self.subTest(role=role), self.assertRaises(AccessError):
                wizard.with_user(user).action_export()

    def test_a_copy_needs_a_purpose_and_dossiers_of_this_company(self):
        with self.assertRaisesRegex(UserError, "what the copy is for"):
            self._wizard(self.leader, purpose=" ").action_export()
        with self.assertRaisesRegex(UserError, "Choose at least one"):
            self._wizard(self.leader, scope="selected").action_export()

    def test_a_workbook_is_about_the_company_that_it_names(self):
        other = self._create_company("Second Distillery")
        there = self._create_dossier(self.partner, company_id=other.id)
        both = [self.company.id, other.id]
        wizard = self._wizard(self.leader).with_context(allowed_company_ids=both)
        wizard.company_id = other
        wizard.action_export()
        row = self.env["customer.dossier.access.log"].search([], limit=1)
        self.assertEqual((row.company_id, row.dossier_ids), (other, there))

    def test_from_a_list_it_takes_just_the_chosen_dossiers(self):
        Correction = self.env["customer.dossier.correction"].with_user(self.leader)
        wizard = Correction.with_context(
            active_model="customer.dossier", active_ids=self.dossier.ids
        ).create({})
        self.assertEqual(wizard.scope, "selected")
        self.assertEqual(wizard.dossier_ids, self.dossier)

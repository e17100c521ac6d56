from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .judged_common import PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 08:00:00")
class TestLifeStage(JudgedCommon):
    """Onboarding of new customers, upkeep of old ones, archive of lost ones."""

    def _store(self, **figures):
        self._set_figures(self.dossier, **{**PROMPT, **figures})
        self.dossier._refresh_quality()
        return self.dossier

    def test_a_new_customer_s_dossier_has_thirty_days(self):
        dossier = self._store(growth_class="new", first_order_date="2026-06-10")
        self.assertEqual(dossier.life_stage, "onboarding")
        self.assertEqual(dossier.onboarding_due, fields.Date.to_date("2026-07-10"))
        self.assertEqual(dossier.onboarding_left, 3, "identity, credit, organisation")

    def test_before_the_first_order_the_days_count_from_the_opening(self):
        dossier = self._store(growth_class="prospect", first_order_date=False)
        due = fields.Date.add(dossier.create_date.date(), days=30)
        self.assertEqual(dossier.onboarding_due, due)

    def test_onboarding_ends_when_all_is_there_and_not_before(self):
        dossier = self._store(growth_class="new", first_order_date="2026-03-10")
        self.assertEqual(dossier.life_stage, "onboarding", "late, and still visible")
        sections = self.env["customer.dossier.section"].search(
            [("onboarding", "=", True)]
        )
        sections.with_user(self.manager).onboarding_percent = 1
        for code in ("identity", "organisation"):
            sheet = dossier.sheet_ids.filtered(lambda one, c=code: one.code == c)
            sheet.write({"short_name": "Wine", "ownership": "Li"})
        self.assertEqual(self._store(growth_class="new").life_stage, "upkeep")
        self.assertFalse(dossier.onboarding_due)

    def test_old_ones_are_kept_up_and_silent_ones_are_lost(self):
        for growth_class, stage in (("stable", "upkeep"), ("lost", "lost")):
            with self.subTest(growth_class=growth_class):
                dossier = self._store(growth_class=growth_class)
                self.assertEqual(dossier.life_stage, stage)
                self.assertFalse(dossier.onboarding_left)

    def test_nothing_is_closed_by_itself(self):
        self.dossier.action_activate()
        self._store(growth_class="lost")
        self.dossier._refresh_figures()
        self.assertEqual((self.dossier.state, self.dossier.active), ("active", True))

    def _farewell(self, user, reason="Ceased trading"):
        wizard = (
            self.env["customer.dossier.farewell"]
            .with_user(user)
            .with_context(active_model="customer.dossier", active_ids=self.dossier.ids)
            .create({"reason": reason})
        )
        return wizard.action_close()

    def test_a_leader_closes_and_archives_with_a_reason(self):
        self.dossier.action_activate()
        with self.assertRaises(UserError):
            self._farewell(self.leader, " ")
        self._farewell(self.leader)
        self.assertRecordValues(
            self.dossier,
            [
                {
                    "state": "closed",
                    "active": False,
                    "close_reason": "Ceased trading",
                    "closed_by_id": self.leader.id,
                }
            ],
        )
        self.dossier.with_user(self.leader).action_unarchive()
        self.dossier.with_user(self.leader).action_activate()
        self.assertFalse(self.dossier.close_reason)

    def test_nobody_but_a_leader_does(self):
        for role in ("archivist", "account_manager", "credit", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._farewell(getattr(self, role))
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.archivist)._bid_farewell("X")

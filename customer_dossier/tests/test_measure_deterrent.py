from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestDeterrent(MeasureCommon):
    """The last trump: lighter steps first, plan B, the top, time to think, and few."""

    def setUp(self):
        super().setUp()
        self.company.dossier_deterrents_a_year = 1
        self.company.dossier_deterrent_cooling_days = 7

    def test_lighter_steps_come_first(self):
        draft = self._draft("stop_supply")
        self._try_lighter("remind")
        self.assertEqual(draft.lighter_count, 1)
        with self.assertRaisesRegex(UserError, "2 lighter steps have to be"):
            draft.action_propose()
        # What never came into force was not tried.
        self._proposal("limit_cut").action_withdraw()
        # What was undone has not been tried either.
        undone = self._in_force("limit_cut").with_user(self.leader)
        undone.words = "It was another shop."
        undone.action_revert()
        # A reward is no lighter step.
        self._try_lighter("staff_support")
        draft.invalidate_recordset()
        self.assertEqual(draft.lighter_count, 1)
        self._try_lighter("limit_cut")
        draft.invalidate_recordset()
        draft.action_propose()
        self.assertEqual(draft.state, "proposed")

    def test_steps_of_years_ago_do_not_count(self):
        with self._on("2025-06-30"):
            self._try_lighter("remind")
        with self.assertRaisesRegex(UserError, "comes last"):
            self._draft("warn").action_propose()

    def test_plan_b_is_written(self):
        self._try_lighter("remind", "limit_cut")
        draft = self._draft("warn", plan_b=" ")
        with self.assertRaisesRegex(ValidationError, "Fallback plan"):
            draft.action_propose()
        draft = self._draft("add_dealer", candidates=False)
        with self.assertRaisesRegex(ValidationError, "Candidates"):
            draft.action_propose()

    def test_it_works_after_days_of_cooling_off(self):
        self._try_lighter("remind")
        measure = self._in_force("warn")
        self.assertEqual(
            (measure.state, str(measure.effective_on)), ("approved", "2026-07-08")
        )
        with self._on("2026-07-07"):
            self.Measure._cron_days()
            self.assertEqual(measure.state, "approved")
        with self._on("2026-07-08"):
            self.Measure._cron_days()
        self.assertEqual(measure.state, "in_force")

    def test_few_a_year(self):
        with self._on("2025-06-30"):
            self._try_lighter("remind")
            self._in_force("warn")
        self._try_lighter("remind", "limit_cut")
        # More than a year ago, it no longer counts.
        self._in_force("warn")
        second = self._proposal("stop_supply")
        with self.assertRaisesRegex(UserError, "1 deterrents were used"):
            second.with_user(self.leader).action_approve()
        second.with_user(self.leader).words = "One is enough."
        second.with_user(self.leader).action_refuse()

    def test_one_taken_back_in_time_was_not_used(self):
        self._try_lighter("remind", "limit_cut")
        self._in_force("warn").action_withdraw()
        self._in_force("stop_supply")

    def test_its_outcome_is_on_record(self):
        self._try_lighter("remind")
        measure = self._in_force("warn").with_user(self.leader)
        with self._on("2026-07-08"):
            self.Measure._cron_days()
            with self.assertRaisesRegex(ValidationError, "Outcome"):
                measure.action_end()
            measure.outcome = "They signed the price list on the spot."
            measure.action_end()
        self.assertEqual(measure.state, "ended")

    def test_the_relation_ends_once_all_is_settled(self):
        self._try_lighter("remind", "limit_cut", "cash_only")
        measure = self._in_force("end_relation").with_user(self.leader)
        self.assertFalse(measure.settlement_ids)
        with self._on("2026-07-08"):
            self.Measure._cron_days()
            measure.outcome = "Parted in peace."
            self.assertEqual(len(measure.settlement_ids), 4)
            with self.assertRaisesRegex(UserError, "Receivables, Deposit, Stock"):
                measure.action_end()
            for item in measure.settlement_ids:
                with self.assertRaisesRegex(ValidationError, "how it is settled"):
                    item.action_settle()
                item.note = "Done and countersigned."
                item.action_settle()
                with self.assertRaisesRegex(UserError, "as it was written"):
                    item.note = "Otherwise"
            measure.action_end()
        self.assertEqual(measure.state, "ended")
        self.assertEqual(measure.settlement_ids.done_by_id, self.leader)

    def test_leaders_see_who_contains_whom_while_it_works(self):
        self.company.dossier_deterrent_cooling_days = 0
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        self._try_lighter("remind", "limit_cut")
        measure = self._in_force("add_dealer", added_partner_id=other.partner_id.id)
        found = self.dossier.with_user(self.leader).containment_ids
        self.assertRecordValues(
            found,
            [
                {
                    "by_dossier_id": other.id,
                    "measure_id": measure.id,
                    "withdrawn": False,
                    "collector_id": self.leader.id,
                }
            ],
        )
        measure.with_user(self.leader).outcome = "Prices are back."
        measure.with_user(self.leader).action_end()
        self.assertEqual(found.withdrawn, "Prices are back.")

from psycopg2.errors import CheckViolation, RaiseException

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestMeasure(MeasureCommon):
    """Rewards and sanctions: applied for, approved, in force, over; all on record."""

    def test_from_the_application_to_the_end(self):
        measure = self._draft("limit_cut")
        self.assertRecordValues(
            measure,
            [
                {
                    "state": "draft",
                    "polarity": "sanction",
                    "lever": "reward_sanction",
                    "percent": 30,
                    "date_until": self._date("2026-09-29"),
                    "stake": 30000,
                }
            ],
        )
        measure.action_propose()
        measure.with_user(self.leader).action_approve()
        self.assertRecordValues(
            measure,
            [
                {
                    "state": "in_force",
                    "proposed_by_id": self.archivist.id,
                    "decided_by_id": self.leader.id,
                    "effective_on": self._date("2026-07-01"),
                }
            ],
        )
        measure.with_user(self.leader).write(
            {"outcome": "They pay again.", "words": "Paid"}
        )
        measure.with_user(self.leader).action_end()
        self.assertRecordValues(
            measure.step_ids,
            [
                {"state": "proposed", "user_id": self.archivist.id, "words": False},
                {"state": "approved", "user_id": self.leader.id, "words": False},
                {"state": "in_force", "user_id": self.leader.id, "words": False},
                {"state": "ended", "user_id": self.leader.id, "words": "Paid"},
            ],
        )

    def test_what_an_application_takes(self):
        for pattern, code, vals in (
            ("write down: Evidence", "limit_cut", {"evidence": " "}),
            ("write down: Aim", "limit_cut", {"aim": "\n"}),
            ("takes a value. Enter: Percent", "limit_cut", {"percent": False}),
            ("takes a value. Enter: Amount", "special_award", {"amount": False}),
            ("write down: What is granted", "staff_support", {"granted": False}),
            ("before it begins", "limit_cut", {"date_until": "2026-06-30"}),
        ):
            with self.subTest(pattern=pattern):
                draft = self._draft(code, **vals)
                with self.assertRaisesRegex(ValidationError, pattern):
                    draft.action_propose()

    def test_a_type_may_want_a_signal_as_evidence(self):
        self._kind("limit_cut").evidence_needed = "signal"
        draft = self._draft("limit_cut")
        with self.assertRaisesRegex(ValidationError, "under: Risk signals"):
            draft.action_propose()
        draft.signal_ids = self._link(self._signal())
        draft.action_propose()
        self.assertEqual(draft.state, "proposed")

    def test_a_signal_of_another_customer_is_no_evidence(self):
        signal = self._signal()
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        with self.assertRaisesRegex(ValidationError, "another customer"):
            self._draft("remind", dossier_id=other.id, signal_ids=self._link(signal))

    def test_nothing_to_change_where_there_is_no_limit(self):
        self.dossier.sudo().credit_mode = "unlimited"
        draft = self._draft("limit_cut")
        with self.assertRaisesRegex(ValidationError, "no credit limit"):
            draft.action_propose()

    def test_nonsense_is_refused(self):
        for vals in (
            {"percent": -5},
            {"percent": 101},
            {"percent": 0},
            {"amount": -1},
            {"amount": 1e15},
            {"date_from": "2026-08-02", "date_until": "2026-08-01"},
        ):
            with (
                self.subTest(vals=vals),
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._draft("limit_cut", **vals)
                self.env.flush_all()

    def test_what_is_proposed_stays_as_it_was(self):
        measure = self._proposal("limit_cut")
        for vals in ({"percent": 5}, {"aim": "x"}, {"date_until": "2026-07-09"}):
            for record in (measure, measure.with_user(self.leader), measure.sudo()):
                with self.assertRaisesRegex(UserError, "as it was proposed"):
                    record.write(vals)
        for vals in ({"state": "in_force"}, {"decided_by_id": self.leader.id}):
            with self.assertRaises(AccessError):
                measure.write(vals)
        with self.assertRaisesRegex(UserError, "stays on record"):
            measure.sudo().unlink()

    def test_what_is_over_is_closed_in_the_database(self):
        measure = self._in_force("remind")
        measure.with_user(self.leader).action_end()
        self.env.flush_all()
        for query in (
            "UPDATE customer_dossier_measure SET state = 'in_force' WHERE id = %s",
            "DELETE FROM customer_dossier_measure WHERE id = %s",
            "UPDATE customer_dossier_measure_step SET words = '' WHERE measure_id = %s",
        ):
            with (
                self.assertRaises(RaiseException),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                # pylint: disable=sql-injection
                self.cr.execute(query, [measure.id])
        with self.assertRaisesRegex(UserError, "past this step"):
            measure.with_user(self.leader).action_end()

    def test_a_type_that_changes_later_changes_no_measure(self):
        measure = self._in_force("remind")
        self._kind("remind").write({"polarity": "reward", "degree": 9})
        self.assertEqual((measure.polarity, measure.degree), ("sanction", 1))

    def test_it_begins_on_its_day_and_expires_after_its_last(self):
        measure = self._in_force(
            "limit_cut", date_from="2026-07-10", date_until="2026-07-20"
        )
        states = []
        for day in ("2026-07-09", "2026-07-10", "2026-07-20", "2026-07-21"):
            with self._on(day):
                self.Measure._cron_days()
            states.append(measure.state)
        self.assertEqual(states, ["approved", "in_force", "in_force", "expired"])
        with self._on("2026-07-22"):
            measure.with_user(self.leader).action_end()
        self.assertEqual(measure.state, "ended")

    def test_an_approved_one_is_taken_back_before_it_works(self):
        measure = self._in_force("limit_cut", date_from="2026-07-10")
        with self.assertRaises(AccessError):
            measure.with_user(self.leader).action_withdraw()
        measure.action_withdraw()
        with self._on("2026-07-10"):
            self.Measure._cron_days()
        self.assertEqual(measure.state, "withdrawn")

    def test_refusing_and_undoing_take_a_reason(self):
        measure = self._proposal("limit_cut").with_user(self.leader)
        with self.assertRaisesRegex(ValidationError, "To say with the next step"):
            measure.action_refuse()
        measure.words = "They paid yesterday."
        measure.action_refuse()
        self.assertEqual(measure.step_ids[-1].words, "They paid yesterday.")
        undone = self._in_force("limit_cut").with_user(self.leader)
        with self.assertRaisesRegex(ValidationError, "To say with the next step"):
            undone.action_revert()
        undone.words = "The reading was of another shop."
        undone.action_revert()
        self.assertEqual(undone.state, "reverted")

    def test_a_withdrawal_suspends_support_and_its_end_brings_it_back(self):
        support = self._in_force("staff_support", supporter_id=self.archivist.id)
        promotion = self._in_force("promotion_support")
        both = support | promotion
        self.assertFalse(both._suspended())
        withdrawal = self._in_force("withdraw_staff")
        self.assertEqual(both._suspended(), support)
        self.assertEqual(support.state, "in_force")
        withdrawal.with_user(self.leader).action_end()
        self.assertFalse(both._suspended())

    def test_how_the_customer_took_it(self):
        Reaction = self.env["customer.dossier.measure.reaction"]
        measure = self._proposal("limit_cut")
        vals = {"measure_id": measure.id, "reaction": "objected", "relation": "worse"}
        with self.assertRaisesRegex(ValidationError, "not come into force"):
            Reaction.with_user(self.archivist).create(vals)
        measure.with_user(self.leader).action_approve()
        with self.assertRaisesRegex(ValidationError, "lies in the future"):
            Reaction.with_user(self.archivist).create({**vals, "day": "2026-07-02"})
        reaction = Reaction.with_user(self.account_manager).create(vals)
        self.assertEqual(reaction.user_id, self.account_manager)
        self.assertEqual(reaction.dossier_id, self.dossier)
        with self.assertRaises(UserError):
            reaction.sudo().relation = "better"

    def test_a_dossier_says_how_many_are_under_way(self):
        self._in_force("remind")
        self._draft("limit_cut").action_withdraw()
        dossier = self.dossier.with_user(self.account_manager)
        self.assertEqual(dossier.measure_count, 1)
        action = dossier.action_view_measures()
        self.assertEqual(action["context"]["default_dossier_id"], dossier.id)

    def test_a_proposal_finds_the_other_leaders(self):
        measure = self._proposal("remind", user=self.leader)
        people = measure.sudo().activity_ids.user_id
        self.assertIn(self.other_leader, people)
        self.assertNotIn(self.leader, people)
        measure.with_user(self.other_leader).action_approve()
        self.assertFalse(measure.sudo().activity_ids)

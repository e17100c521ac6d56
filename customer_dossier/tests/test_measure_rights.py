from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import ROLES
from .measure_common import MeasureCommon

PROPOSERS = ("account_manager", "archivist", "credit", "leader")
#: Type -> roles that approve it, for a stake of at most 100,000.
APPROVERS = {
    "more_credit": {"credit", "leader"},
    "staff_support": {"leader"},
    "promotion_support": {"leader"},
    "special_award": {"leader"},
    "remind": {"account_manager", "credit", "leader"},
    "limit_cut": {"credit", "leader"},
    "withdraw_staff": {"leader"},
    "withdraw_promotion": {"leader"},
    "cash_only": {"credit", "leader"},
    "forfeit_deposit": {"leader"},
    "cancel_bonus": {"leader"},
    "warn": {"leader"},
    "stop_supply": {"leader"},
    "add_dealer": {"leader"},
    "end_relation": {"leader"},
}
#: Steps from a state that are refused whoever takes them.
PAST = {
    "draft": ("action_approve", "action_refuse", "action_end", "action_revert"),
    "proposed": ("action_propose", "action_end", "action_revert"),
    "in_force": ("action_propose", "action_approve", "action_withdraw"),
    "ended": ("action_propose", "action_approve", "action_withdraw", "action_revert"),
}


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestMeasureRights(MeasureCommon):
    """Who proposes and who decides: every type, every role, every state."""

    def setUp(self):
        super().setUp()
        self._open_bonus()
        kinds = self.env["customer.dossier.measure.type"].search([])
        kinds.lighter_needed = 0
        self.company.dossier_deterrents_a_year = 99
        self.env["customer.dossier.deposit"].create(
            {"dossier_id": self.dossier.id, "amount": 999999, "reference": "17"}
        )

    def _open_bonus(self):
        scheme = self.env["customer.dossier.bonus.scheme"].create({"year": 2026})
        self.env["customer.dossier.bonus"]._open_for(scheme)

    def test_every_type_by_every_role(self):
        for code, approvers in APPROVERS.items():
            for role in (*ROLES, "salesperson", "employee"):
                user = getattr(self, role)
                # The other leader proposes, so that each role may decide.
                measure = self._proposal(code, user=self.other_leader)
                with self.subTest(code=code, role=role):
                    if role in approvers:
                        measure.with_user(user).action_approve()
                        self.assertIn(measure.state, ("approved", "in_force"))
                        self.assertIn(role, measure.authority_id.role)
                    else:
                        with self.assertRaises(AccessError), self.cr.savepoint():
                            measure.with_user(user).action_approve()
                        self.assertEqual(measure.state, "proposed")

    def test_who_may_apply(self):
        for role in (*ROLES, "salesperson", "employee"):
            with self.subTest(role=role):
                if role in PROPOSERS:
                    self._proposal("remind", user=getattr(self, role))
                else:
                    with self.assertRaises(AccessError):
                        self._draft("remind", user=getattr(self, role))

    def test_steps_that_a_state_does_not_take(self):
        draft = self._draft("remind")
        proposed = self._proposal("remind")
        in_force = self._in_force("remind")
        ended = self._in_force("remind")
        ended.with_user(self.leader).action_end()
        for measure in (draft, proposed, in_force, ended):
            for step in PAST[measure.state]:
                with self.subTest(state=measure.state, step=step):
                    with self.assertRaisesRegex(UserError, "past this step"):
                        getattr(measure.with_user(self.leader), step)()

    def test_nobody_decides_on_what_they_proposed(self):
        own = self._proposal(
            "remind",
            user=self.leader,
        )
        own.words = "No."
        for step in ("action_approve", "action_refuse"):
            for record in (
                own.with_user(self.leader),
                own.with_user(self.leader).sudo(),
            ):
                with self.assertRaisesRegex(AccessError, "that they proposed"):
                    getattr(record, step)()
        self.assertFalse(own.with_user(self.leader).may_decide)
        self.assertTrue(own.with_user(self.other_leader).may_decide)

    def test_the_database_knows_two_people(self):
        measure = self._proposal("remind").sudo()
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            measure.write({"decided_by_id": self.archivist.id})
            measure.flush_recordset()

    def test_authority_ends_at_its_amount(self):
        self.dossier.sudo().credit_limit = 1_000_000
        beyond = self._proposal("limit_cut", percent=20.01)
        self.assertFalse(beyond.with_user(self.credit).may_decide)
        with self.assertRaisesRegex(AccessError, "no authority"):
            beyond.with_user(self.credit).action_approve()
        within = self._proposal("limit_cut", percent=20)
        within.with_user(self.credit).action_approve()
        self.assertEqual(within.authority_id.up_to, 200000)

    def test_authority_of_one_person_for_one_grade(self):
        key = self.env["customer.dossier.grade"].search([], limit=1)
        row = self.env["customer.dossier.measure.authority"].create(
            {
                "type_id": self._kind("special_award").id,
                "role": "credit",
                "user_id": self.credit.id,
                "grade_id": key.id,
                "up_to": 10000,
            }
        )
        measure = self._proposal("special_award", amount=9000)
        self.assertFalse(measure.with_user(self.credit).may_decide)
        self.dossier.sudo().grade_id = key
        measure.invalidate_recordset()
        measure.with_user(self.credit).action_approve()
        self.assertEqual(measure.authority_id, row)
        seen = row.with_user(self.leader)
        self.assertEqual((seen.used_count, str(seen.last_used)), (1, "2026-07-01"))

    def test_a_deterrent_is_for_leaders_whatever_the_table_says(self):
        with self.assertRaisesRegex(ValidationError, "leaders approve it"):
            self.env["customer.dossier.measure.authority"].create(
                {"type_id": self._kind("warn").id, "role": "credit"}
            )
        # A row from when the type was a sanction still is.
        kind = self._kind("cash_only")
        kind.write(
            {"polarity": "deterrent", "lever": "deterrence", "ladder_step": False}
        )
        measure = self._proposal("cash_only", plan_b="We sell to their outlets.")
        with self.assertRaises(AccessError):
            measure.with_user(self.credit).action_approve()

    def test_whoever_may_approve_may_end(self):
        measure = self._in_force("special_award")
        for user in (self.account_manager, self.archivist, self.credit):
            with self.assertRaisesRegex(UserError, "may approve such a measure"):
                measure.with_user(user).action_end()
        measure.with_user(self.other_leader).action_end()

    def test_another_s_customer_and_company_are_closed(self):
        foreign = self._create_user(
            "foreign", "base.group_user,customer_dossier.group_account_manager"
        )
        measure = self._proposal("remind")
        for step in ("action_withdraw", "action_approve"):
            with self.assertRaises(AccessError):
                getattr(measure.with_user(foreign), step)()
        self.assertFalse(self.Measure.with_user(foreign).search([]))

    def test_types_are_the_administrator_s(self):
        kind = self._kind("limit_cut")
        kind.with_user(self.manager).default_percent = 25
        for user in (self.leader, self.credit):
            with self.assertRaises(AccessError):
                kind.with_user(user).default_percent = 20
        with (
            self.assertRaises(CheckViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._kind("warn").ladder_step = "remind"
            self.env.flush_all()

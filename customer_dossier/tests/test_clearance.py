from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import DossierCommon, appoint, appointment


@tagged("post_install", "-at_install")
class TestClearance(DossierCommon):
    """Appointing, step by step, with everything that stands against it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env.user)
        cls.register = cls.env["customer.dossier.clearance"]
        cls.candidate = cls._create_user("candidate", "base.group_user")
        cls.leader2 = cls._create_user("leader2", "customer_dossier.group_leader")

    def _draft(self, role="archivist", user=None, by=None, **vals):
        values = appointment(user or self.candidate, role, **vals)
        return self.register.with_user(by or self.manager).create(values)

    def _roles(self, user):
        names = ("account_manager", "archivist", "credit", "leader", "auditor")
        return [n for n in names if user.has_group(f"customer_dossier.group_{n}")]

    def test_an_administrator_prepares_and_a_leader_appoints(self):
        draft = self._draft()
        self.assertFalse(draft.missing)
        draft.with_user(self.leader).action_approve()
        self.assertEqual(draft.state, "in_force")
        self.assertEqual(draft.approved_by_id, self.leader)
        self.assertEqual(draft.prepared_by_id, self.manager)
        self.assertEqual(self._roles(self.candidate), ["archivist"])

    def test_nobody_approves_what_he_prepared_nor_his_own(self):
        for draft in (
            self._draft(by=self.leader),
            self._draft(role="credit", user=self.leader),
        ):
            with self.assertRaises(AccessError):
                draft.with_user(self.leader).action_approve()
            draft.with_user(self.leader2).action_approve()
            self.assertEqual(draft.state, "in_force")

    def test_nobody_approves_what_they_have_rewritten(self):
        draft = self._draft()
        other = self._create_user("other_candidate", "base.group_user")
        draft.with_user(self.leader).user_id = other
        self.assertEqual(draft.editor_ids, self.leader)
        with self.assertRaises(AccessError):
            draft.with_user(self.leader).action_approve()
        with self.assertRaises(AccessError):
            draft.with_user(self.leader).editor_ids = False
        draft.user_id = self.candidate
        draft.with_user(self.leader2).action_approve()
        self.assertEqual(draft.state, "in_force")

    def test_whoever_approves_may_choose_the_dossiers(self):
        draft = self._draft(scope="named")
        customer = self.env["res.partner"].create({"name": "Named"})
        dossier = self.env["customer.dossier"].create({"partner_id": customer.id})
        draft.with_user(self.leader).dossier_ids = dossier
        self.assertFalse(draft.editor_ids)

    def test_no_default_forges_a_step(self):
        """Everybody may set defaults of their own; steps take none of them."""
        defaults = self.env["ir.default"].with_user(self.manager)
        forged = {
            "state": "in_force",
            "approved_by_id": self.leader.id,
            "prepared_by_id": self.leader.id,
        }
        for name, value in forged.items():
            defaults.set("customer.dossier.clearance", name, value, user_id=True)
        draft = self._draft()
        self.assertEqual(draft.state, "draft")
        self.assertFalse(draft.approved_by_id)
        self.assertEqual(draft.prepared_by_id, self.manager)
        defaults.set("customer.dossier.clearance", "role", "auditor", user_id=True)
        self.assertEqual(self.register.with_user(self.manager).new().role, "auditor")

    def test_administrators_and_leaders_of_a_part_do_not_approve(self):
        draft = self._draft()
        with self.assertRaises(AccessError):
            draft.with_user(self.manager).action_approve()
        part = self._create_user("part", "base.group_user")
        territory = self.env["customer.dossier.territory"].create({"name": "North"})
        values = {"scope": "named", "territory_ids": territory.ids}
        self._draft("leader", part, **values).with_user(self.leader).action_approve()
        with self.assertRaises(AccessError):
            draft.with_user(part).action_approve()

    def test_everything_that_stands_against_it_is_named_at_once(self):
        cases = {
            "personal_login": (False, "login"),
            "commitment": (False, "signed"),
            "date_to": (False, "last day"),
            "employed_since": (self.today - relativedelta(years=1), "served"),
            "employed_evidence": (False, "evidence"),
            "overview": ("no", "assessed"),
            "pay_confirmed": ("no", "pay band"),
        }
        vals = {name: value for name, (value, _word) in cases.items()}
        draft = self._draft(**vals)
        with self.assertRaises(UserError) as caught:
            draft.with_user(self.leader).action_approve()
        for _value, word in cases.values():
            self.assertIn(word, str(caught.exception))
            self.assertIn(word, draft.missing)
        self.assertEqual(draft.state, "draft")
        self.assertEqual(self._roles(self.candidate), [])

    def test_assessing_oneself_does_not_count(self):
        draft = self._draft(assessor_id=self.candidate.id)
        with self.assertRaises(UserError):
            draft.with_user(self.leader).action_approve()

    def test_archived_portal_and_foreign_users_are_refused(self):
        portal = new_test_user(self.env, "a_portal", groups="base.group_portal")
        gone = new_test_user(self.env, "gone", groups="base.group_user")
        gone.active = False
        other = self.env["res.company"].create({"name": "Elsewhere"})
        stranger = new_test_user(self.env, "elsewhere", groups="base.group_user")
        drafts = (
            self._draft(user=portal),
            self._draft(user=gone),
            self.register.create(
                appointment(stranger, "archivist", company_id=other.id)
            ),
        )
        for draft in drafts:
            with self.subTest(user=draft.user_id.login), self.assertRaises(UserError):
                draft._check_conditions()

    def test_newcomers_come_in_by_a_short_reasoned_exception_only(self):
        new = self.today - relativedelta(months=2)
        draft = self._draft(employed_since=new, exception=True)
        with self.assertRaises(UserError):
            draft.with_user(self.leader).action_approve()
        draft.exception_reason = "Takes over from Ms Lin"
        with self.assertRaises(UserError):
            draft.with_user(self.leader).action_approve()
        draft.date_to = self.today + timedelta(days=60)
        draft.with_user(self.leader).action_approve()
        self.assertEqual(draft.state, "in_force")

    def test_no_exception_excuses_a_missing_commitment(self):
        draft = self._draft(
            commitment=False,
            exception=True,
            exception_reason="Urgent",
            date_to=self.today + timedelta(days=30),
        )
        with self.assertRaises(UserError):
            draft.with_user(self.leader).action_approve()

    def test_what_was_approved_stays_as_it_was(self):
        draft = self._draft()
        draft.with_user(self.leader).action_approve()
        for user in (self.leader, self.manager):
            with self.assertRaises(UserError):
                draft.with_user(user).date_to = self.today + timedelta(days=999)
            with self.assertRaises(UserError):
                draft.with_user(user).unlink()
        with self.assertRaises(AccessError):
            draft.with_user(self.leader).state = "in_force"

    def test_steps_cannot_be_forged_by_writing_values(self):
        for name, value in (
            ("state", "in_force"),
            ("approved_by_id", self.leader.id),
            ("prepared_by_id", self.leader.id),
            ("founding", True),
        ):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self._draft(**{name: value})

    def test_ending_takes_the_group_at_once(self):
        draft = self._draft()
        draft.with_user(self.leader).action_approve()
        draft.with_user(self.leader).action_end()
        self.assertEqual(draft.state, "ended")
        self.assertEqual(self._roles(self.candidate), [])
        with self.assertRaises(UserError):
            draft.with_user(self.leader).action_end()

    def test_one_appointment_ending_leaves_the_other(self):
        for role in ("archivist", "credit"):
            self._draft(role).with_user(self.leader).action_approve()
        self.assertEqual(self._roles(self.candidate), ["archivist", "credit"])
        own = self.register.search([("user_id", "=", self.candidate.id)])
        own.filtered(lambda c: c.role == "credit").action_end()
        self.assertEqual(self._roles(self.candidate), ["archivist"])

    def test_an_appointment_begins_and_lapses_by_the_calendar(self):
        draft = self._draft(
            date_from=self.today + timedelta(days=5),
            date_to=self.today + timedelta(days=9),
        )
        draft.with_user(self.leader).action_approve()
        self.assertEqual(draft.state, "approved")
        self.assertEqual(self._roles(self.candidate), [])
        for days, state, roles in (
            (5, "in_force", ["archivist"]),
            (9, "in_force", ["archivist"]),
            (10, "lapsed", []),
        ):
            with self.subTest(days=days), self._on(self.today + timedelta(days=days)):
                self.register._cron_turn()
                self.assertEqual(draft.state, state)
                self.assertEqual(self._roles(self.candidate), roles)

    def test_leaders_are_reminded_once_before_the_end(self):
        draft = self._draft(date_to=self.today + timedelta(days=20))
        draft.with_user(self.leader).action_approve()
        self.register._cron_turn()
        self.register._cron_turn()
        users = draft.activity_ids.mapped("user_id")
        self.assertEqual(len(users), len(draft.activity_ids))
        self.assertLessEqual(self.leader | self.leader2, users)
        draft.action_end()
        self.assertFalse(draft.activity_ids)

    def test_reminding_of_many_costs_the_same_as_of_few(self):
        self._let_end(1)
        self.register._remind()  # warms what is looked up once
        for number in (2, 12):
            self._let_end(number)
            with self.subTest(number=number), self.assertQueryCount(28):
                self.register._remind()
                self.env.flush_all()

    def _let_end(self, number):
        """So many more appointments that end soon."""
        for one in range(number):
            user = self._create_user(f"ends_{number}_{one}", "base.group_user")
            appoint(user, "archivist", date_to=self.today + timedelta(days=20))
        self.env.flush_all()
        self.env.invalidate_all()

    def test_renewing_opens_a_draft_that_is_looked_at_anew(self):
        draft = self._draft()
        draft.with_user(self.leader).action_approve()
        action = draft.with_user(self.manager).action_renew()
        renewed = self.register.browse(action["res_id"])
        self.assertEqual(renewed.state, "draft")
        self.assertEqual(renewed.date_from, draft.date_to + timedelta(days=1))
        self.assertFalse(renewed.commitment)
        self.assertIn("signed", renewed.missing)
        self.assertNotIn("already", renewed.missing)
        self.assertIn("already", self._draft().missing)

    def test_whoever_is_archived_loses_the_clearance(self):
        draft = self._draft()
        draft.with_user(self.leader).action_approve()
        self.candidate.active = False
        self.assertEqual(draft.state, "ended")
        self.assertEqual(draft.end_reason, "User archived")
        self.candidate.active = True
        self.assertEqual(self._roles(self.candidate), [])

    def test_groups_are_given_by_appointment_only(self):
        group = self.env.ref("customer_dossier.group_leader")
        foreign = self.env["res.groups"].create({"name": "Foreign"})
        link = [Command.link(group.id)]
        ways = {
            "user form": lambda: self.candidate.write({"group_ids": link}),
            "new user": lambda: new_test_user(
                self.env, "new", groups="customer_dossier.group_leader"
            ),
            "group form": lambda: group.write(
                {"user_ids": [Command.link(self.candidate.id)]}
            ),
            "implied by all": lambda: self.env.ref("base.group_user").write(
                {"implied_ids": link}
            ),
            "implied from below": lambda: group.write(
                {"implied_by_ids": [Command.link(self.env.ref("base.group_user").id)]}
            ),
            "implied by a foreign group": lambda: (
                foreign.write({"implied_ids": link}),
                self.candidate.write({"group_ids": [Command.link(foreign.id)]}),
            ),
            "default of new users": lambda: (
                self.env.ref("base.default_user_group").write({"implied_ids": link}),
                self.env["res.users"].create({"name": "New", "login": "by_default"}),
            ),
            "import": lambda: self._import(group),
        }
        for name, way in ways.items():
            with self.subTest(way=name), self.env.cr.savepoint() as point:
                with self.assertRaises(ValidationError) as caught:
                    way()
                    self.env.flush_all()
                self.assertIn("no clearance in force", str(caught.exception))
                point.rollback()
            self.env.invalidate_all()
            self.env.registry.clear_cache("groups")

    def _import(self, group):
        [xmlid] = group.get_external_id().values()
        result = self.env["res.users"].load(
            ["name", "login", "group_ids/id"], [["Imported", "imported", xmlid]]
        )
        raise ValidationError(result["messages"][0]["message"])

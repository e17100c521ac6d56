from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DossierCommon, appoint


@tagged("post_install", "-at_install")
class TestClearanceWall(DossierCommon):
    """What is asked at the moment of access, whatever groups and rules say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.context_today(cls.env.user)
        cls.north = cls.env["customer.dossier.territory"].create({"name": "North"})
        cls.inside = cls._create_dossier(
            cls._create_customer("Harbin Ice"), territory_id=cls.north.id
        )
        cls.others = cls._create_dossier(
            cls._create_customer("Jinan Spirits"),
            archivist_id=cls.leader.id,
            account_manager_id=cls.leader.id,
        )
        cls.every = cls.dossier | cls.inside | cls.others

    def _reads(self, user):
        Dossier = self.env["customer.dossier"].with_user(user)
        if not Dossier.has_access("read"):
            return Dossier
        found = Dossier.search([("id", "in", self.every.ids)])
        readable = self.every.with_user(user)._filtered_access("read")
        self.assertEqual(found.sudo(), readable.sudo().sorted("name"), "two doors")
        return found.sudo(False)

    def test_access_ends_with_the_last_day_without_any_job(self):
        user = self._create_user("short", "base.group_user")
        appoint(user, "leader", date_to=self.today)
        Dossier = self.env["customer.dossier"].with_user(user)
        self.assertEqual(Dossier.search([]) & self.every, self.every)
        with self._on(self.today + timedelta(days=1)):
            self.assertTrue(user.has_group("customer_dossier.group_leader"))
            self.assertFalse(Dossier.has_access("read"))
            for way in (
                lambda: Dossier.search([]),
                lambda: Dossier.search_count([("rating", "=", "C")]),
                lambda: self.dossier.with_user(user).read(["exposure"]),
                lambda: Dossier.formatted_read_group([], ["rating"], ["__count"]),
                lambda: self.dossier.figures_id.with_user(user).read(["exposure"]),
                lambda: (
                    self.env["customer.dossier.scorecard"].with_user(user).search([])
                ),
                lambda: self.dossier.with_user(user).write({"watch": True}),
                lambda: self.dossier.with_user(user).action_assess(),
                lambda: (
                    self.env["customer.dossier.credit.report"]
                    .with_user(user)
                    .create({})
                ),
            ):
                self.env.invalidate_all()
                with self.assertRaises(AccessError):
                    way()

    def test_access_begins_with_the_first_day(self):
        user = self._create_user("soon", "base.group_user")
        appoint(
            user,
            "leader",
            date_from=self.today + timedelta(days=1),
            date_to=self.today + timedelta(days=9),
        )
        self.assertFalse(self._reads(user))
        with self._on(self.today + timedelta(days=1)):
            self.env["customer.dossier.clearance"]._cron_turn()
            self.assertEqual(self._reads(user), self.every)

    def test_edited_rules_and_rights_open_nothing(self):
        self.env["ir.rule"].search(
            [("model_id.model", "=like", "customer.dossier%")]
        ).active = False
        self.env["ir.model.access"].create(
            {
                "name": "a hole",
                "model_id": self.env["ir.model"]._get("customer.dossier").id,
                "group_id": self.env.ref("base.group_user").id,
                "perm_read": True,
                "perm_write": True,
            }
        )
        for user in (self.employee, self.contributor, self.manager, self.auditor):
            with self.subTest(user=user.login):
                self.assertFalse(self._reads(user))
        self.assertEqual(self._reads(self.archivist), self.dossier | self.inside)

    def test_the_scope_narrows_what_the_role_opens(self):
        cases = {
            "all": self.every,
            "own": self.others,
            "named": self.inside | self.dossier,
        }
        for scope, expected in cases.items():
            user = self._create_user(f"scope_{scope}", "base.group_user")
            named = {
                "territory_ids": [Command.set(self.north.ids)],
                "dossier_ids": [Command.set(self.dossier.ids)],
            }
            appoint(user, "leader", scope=scope, **(named if scope == "named" else {}))
            self.others.account_manager_id = user
            with self.subTest(scope=scope):
                self.assertEqual(self._reads(user), expected)

    def test_two_roles_hold_each_for_its_own_dossiers(self):
        user = self._create_user(
            "double", "customer_dossier.group_credit,customer_dossier.group_archivist"
        )
        self.inside.archivist_id = user
        self.assertEqual(self._reads(user), self.every)
        own, others = self.inside.with_user(user), self.others.with_user(user)
        own.watch = True
        others.credit_limit = 5
        with self.assertRaises(AccessError):
            others.watch = True
        with self.assertRaises(AccessError):
            others.action_activate()
        Revision = self.env["customer.dossier.revision"]
        self.every.next_revision_date = self.today
        self.every._plan_revisions()
        found = Revision.with_user(user).search([("dossier_id", "in", self.every.ids)])
        kept = found._filtered_access("write")
        self.assertEqual(kept.sudo().dossier_id, self.inside)

    def test_a_clearance_for_one_company_opens_no_other(self):
        other = self.env["res.company"].create({"name": "Second Distillery"})
        self.leader.company_ids = [Command.link(other.id)]
        dossier = self._create_dossier(self.partner, company_id=other.id)
        reader = dossier.with_user(self.leader).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(reader.search([]))
        with self.assertRaises(AccessError):
            reader.read(["exposure"])
        appoint(self.leader, "leader", company_id=other.id)
        self.assertEqual(reader.search([]), reader)

    def test_refusals_sound_alike_and_name_nothing(self):
        debug = self._create_user("curious", "base.group_user,base.group_no_one")
        gone = self.env["customer.dossier"].browse(self.every.ids[-1] + 1000)
        texts = set()
        for user, dossier in (
            (debug, self.dossier),
            (self.account_manager, self.others),
            (self.employee, self.dossier),
            (self.employee, gone),
        ):
            with self.assertRaises(AccessError) as caught:
                dossier.with_user(user).with_context(debug=True).read(["exposure"])
            texts.add(str(caught.exception))
        self.assertEqual(len(texts), 1)

    def test_the_first_leader_is_appointed_once_and_not_by_himself(self):
        self.env["customer.dossier.clearance"].search(
            [("role", "=", "leader"), ("state", "=", "in_force")]
        ).action_end()
        admin = self._create_user(
            "founder", "base.group_system,customer_dossier.group_manager"
        )
        chosen = self._create_user("chosen", "base.group_user")
        from .common import appointment

        Draft = self.env["customer.dossier.clearance"].with_user(admin)
        First = self.env["customer.dossier.clearance.first"].with_user(admin)
        own = Draft.create(appointment(admin, "leader"))
        with self.assertRaises(AccessError):
            First.create({"clearance_id": own.id, "reason": "Me"}).action_appoint()
        draft = Draft.create(appointment(chosen, "leader"))
        other = Draft.create(appointment(self.employee, "leader"))
        step = First.create({"clearance_id": draft.id, "reason": "Board, 2 March"})
        with self.assertRaises(AccessError):
            step.with_user(self.manager).action_appoint()
        step.action_appoint()
        self.assertEqual(draft.state, "in_force")
        self.assertTrue(draft.founding)
        self.assertEqual(draft.approved_by_id, admin)
        with self.assertRaises(UserError):
            First.create({"clearance_id": other.id, "reason": "Again"}).action_appoint()

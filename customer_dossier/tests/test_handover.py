from psycopg2 import errors

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .judged_common import JudgedCommon

ACTIVITY = "customer_dossier.activity_ownerless"


@tagged("post_install", "-at_install")
class TestHandover(JudgedCommon):
    """When a keeper leaves, somebody else keeps the dossiers, and it is on record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = "customer_dossier.group_archivist"
        cls.successor = cls._create_user("successor", group)
        cls.north = cls.env["customer.dossier.territory"].create({"name": "North"})
        cls.other = cls._create_dossier(
            cls._create_customer("Jinan Spirits"), territory_id=cls.north.id
        )
        cls.both = cls.dossier | cls.other

    def _wizard(self, user=None, **vals):
        return (
            self.env["customer.dossier.hand.over"]
            .with_user(user or self.leader)
            .create(
                {
                    "from_id": self.archivist.id,
                    "to_id": self.successor.id,
                    "reason": "Retires",
                    **vals,
                }
            )
        )

    def _ownerless(self, user=None):
        Dossier = self.env["customer.dossier"].with_user(user or self.leader)
        return Dossier.search([("ownerless", "=", True)])

    def test_a_leader_hands_over_with_everything_that_is_under_way(self):
        self.both.write({"next_revision_date": fields.Date.today()})
        revisions = self.both._plan_revisions()
        self.dossier.with_user(self.leader).action_start_checkup()
        wizard = self._wizard()
        self.assertEqual((wizard.dossier_count, wizard.planned_count), (2, 2))
        action = wizard.action_hand_over()
        self.assertEqual(self.both.archivist_id, self.successor)
        self.assertEqual(revisions.activity_ids.user_id, self.successor)
        self.assertEqual(self.dossier.checkup_ids.activity_ids.user_id, self.successor)
        [row] = self.env["customer.dossier.handover"].search(action["domain"])
        self.assertEqual(row.dossiers, [[one.id, one.name] for one in self.both])
        self.assertEqual(
            (row.user_id, row.from_id, row.to_id, row.reason, row.capacity),
            (self.leader, self.archivist, self.successor, "Retires", "archivist"),
        )

    def test_signals_change_their_owner_with_the_account_manager(self):
        new = self._create_user("new_manager", "customer_dossier.group_account_manager")
        rule = self.env["customer.dossier.signal.rule"].search([], limit=1)
        signal = self.env["customer.dossier.signal"].create(
            {
                "rule_id": rule.id,
                "kind": rule.kind,
                "dossier_id": self.dossier.id,
                "severity": "high",
                "owner_id": self.account_manager.id,
                "raised_on": fields.Date.today(),
                "last_seen": fields.Date.today(),
            }
        )
        self._wizard(
            capacity="account_manager", from_id=self.account_manager.id, to_id=new.id
        ).action_hand_over()
        self.assertEqual(signal.owner_id, new)
        self.assertEqual(self.both.account_manager_id, new)

    def test_by_territory_only_those_change_hands(self):
        wizard = self._wizard(territory_ids=self.north.ids)
        self.assertEqual(wizard.dossier_count, 1)
        wizard.action_hand_over()
        self.assertEqual(self.other.archivist_id, self.successor)
        self.assertEqual(self.dossier.archivist_id, self.archivist)

    def test_who_has_no_clearance_for_it_takes_nothing_over(self):
        for to in (self.archivist, self.account_manager, self.employee):
            with self.subTest(to=to.login), self.assertRaises(UserError):
                self._wizard(to_id=to.id).action_hand_over()
        with self.assertRaises(UserError):
            self._wizard(reason=" ").action_hand_over()
        with self.assertRaises(UserError):
            self._wizard(from_id=self.employee.id).action_hand_over()

    def test_only_leaders_hand_over(self):
        for role in ("archivist", "credit", "account_manager", "auditor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._wizard(getattr(self, role))

    def test_the_record_stays_and_auditors_read_it(self):
        self._wizard().action_hand_over()
        row = self.env["customer.dossier.handover"].with_user(self.auditor).search([])
        self.assertIn(self.dossier.name, row.read(["subjects"])[0]["subjects"])
        for way in (lambda: row.sudo().write({"reason": "X"}), row.sudo().unlink):
            with self.assertRaises(UserError):
                way()
        with self.assertRaises(AccessError):
            row.search([("from_id", "!=", False)]).with_user(self.archivist).read([])
        with mute_logger("odoo.sql_db"), self.assertRaises(errors.RaiseException):
            with self.env.cr.savepoint():
                self.env.cr.execute(SQL("DELETE FROM customer_dossier_handover"))

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        def hand_over(old, new):
            dossiers = self.env["customer.dossier"].search(
                [("archivist_id", "=", old.id)]
            )
            return lambda: dossiers._hand_over("archivist", old, new, "X")

        hand_over(self.archivist, self.successor)()
        few = self._query_count(hand_over(self.successor, self.archivist))
        for number in range(8):
            partner = self._create_customer(f"D{number}")
            self._create_dossier(partner)
        many = self._query_count(hand_over(self.archivist, self.successor))
        self.assertLessEqual(many, few)

    def test_dossiers_without_a_cleared_archivist_are_ownerless(self):
        self.assertFalse(self._ownerless())
        self.other.archivist_id = False
        self.assertEqual(self._ownerless(), self.other)
        self.assertTrue(self.other.ownerless)
        self.other.archivist_id = self.account_manager
        self.assertEqual(self._ownerless(), self.other)
        self.other.archivist_id = self.leader
        self.assertFalse(self._ownerless())

    def test_leaders_hear_when_an_archivist_with_dossiers_leaves(self):
        self.archivist.active = False
        self.assertEqual(self._ownerless(), self.both)
        reminders = self.env["mail.activity"].search(
            [("activity_type_id", "=", self.env.ref(ACTIVITY).id)]
        )
        self.assertEqual(reminders.user_id, self.leader)
        self.assertNotIn(self.partner.name, str(reminders.read()))
        self._wizard(territory_ids=self.north.ids).action_hand_over()
        self.assertTrue(reminders.exists(), "one dossier is left")
        self._wizard().action_hand_over()
        self.assertFalse(reminders.exists() or self._ownerless())

    def test_leaders_hear_when_the_clearance_of_an_archivist_ends_or_lapses(self):
        clearance = self.env["customer.dossier.clearance"].search(
            [("user_id", "=", self.archivist.id)]
        )
        clearance.date_to = fields.Date.today()
        after = fields.Date.add(clearance.date_to, days=1)
        with self._on(after):
            clearance._turn()
            self.assertEqual(clearance.state, "lapsed")
        reminders = clearance.activity_ids.filtered(
            lambda one: one.activity_type_id == self.env.ref(ACTIVITY)
        )
        self.assertEqual(reminders.user_id, self.leader)

    def test_whoever_keeps_nothing_leaves_without_a_word(self):
        self.successor.active = False
        kind = self.env.ref(ACTIVITY)
        found = self.env["mail.activity"].search([("activity_type_id", "=", kind.id)])
        self.assertFalse(found)

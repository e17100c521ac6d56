from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .access_log_common import AccessLogCommon

RECUSAL = "customer.dossier.recusal"


@tagged("post_install", "-at_install")
class TestRecusal(AccessLogCommon):
    """Nobody reads, keeps or approves the dossier of a customer who is family."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._create_dossier(
            cls._create_customer("Jinan Spirits"), account_manager_id=cls.leader.id
        )
        cls.second_leader = cls._create_user(
            "second_leader", "base.group_user,customer_dossier.group_leader"
        )
        cls.dossier.action_activate()

    def _declare(self, user, by=None, **vals):
        return (
            self.env[RECUSAL]
            .with_user(by or user)
            .create(
                {
                    "user_id": user.id,
                    "partner_id": self.partner.id,
                    "kind": "family",
                    **vals,
                }
            )
        )

    def _work_there(self, user):
        """Let a user be a contact of the customer."""
        user.partner_id.parent_id = self.partner
        self._next_request()

    def _next_request(self):
        """What is asked once in a transaction is asked anew."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.env.cr.precommit.clear()

    def _assert_closed_to(self, user):
        """Everything of the one dossier is closed, and the other is open as it was."""
        self.env.invalidate_all()
        mine, other = self.dossier.with_user(user), self.other.with_user(user)
        self.assertNotIn(mine, mine.search([]))
        self.assertNotIn(self.dossier.id, self._found(user, "customer.dossier"))
        for records in (
            mine,
            mine.sudo().figures_id.sudo(False),
            mine.sudo().assessment_id.sudo(False),
        ):
            with self.subTest(model=records._name), self.assertRaises(AccessError):
                records.read([])
        with self.assertRaises(AccessError):
            mine.write({"watch": True})
        with self.assertRaises(AccessError):
            mine.action_assess()
        if other.sudo().account_manager_id == user or user != self.account_manager:
            self.assertTrue(other.read(["exposure"]))

    def _found(self, user, model):
        rows = self.env[model].with_user(user).search_read([], ["id"])
        return [row["id"] for row in rows]

    def test_who_works_at_the_customer_is_kept_away_without_a_word(self):
        for user in (self.leader, self.archivist, self.credit):
            self.assertIn(self.dossier.id, self._found(user, "customer.dossier"))
            self._work_there(user)
            with self.subTest(user=user.login):
                self._assert_closed_to(user)
        self.assertTrue(self.dossier.with_user(self.second_leader).read(["exposure"]))

    def test_who_is_the_customer_is_kept_away(self):
        self.credit.partner_id.is_company = False
        own = self._create_dossier(self.credit.partner_id)
        self.assertNotIn(own.id, self._found(self.credit, "customer.dossier"))
        self.assertIn(own.id, self._found(self.leader, "customer.dossier"))

    def test_declaring_closes_the_dossier_at_once_in_every_role(self):
        for user in (self.leader, self.archivist, self.credit):
            self._declare(user)
            with self.subTest(user=user.login):
                self._assert_closed_to(user)

    def test_it_closes_the_dossiers_of_every_company(self):
        second = self._create_company("Second Distillery")
        there = self._create_dossier(self.partner, company_id=second.id)
        self.assertTrue(there.with_user(self.leader).read(["name"]))
        self._declare(self.leader)
        with self.assertRaises(AccessError):
            there.with_user(self.leader).read(["name"])

    def test_trying_all_the_same_is_a_refusal_on_record(self):
        self._declare(self.credit)
        words = {self._refusal(user) for user in (self.credit, self.employee)}
        self.assertEqual(len(words), 1, "why is nobody told")
        rows = self.Log.search([("action", "=", "refused")], limit=2)
        self.assertEqual(rows.user_id, self.credit | self.employee)
        self.assertEqual(rows[1].dossier_ids, self.dossier)

    def _refusal(self, user):
        # Without ``assertRaises``, which would roll the row back.
        self.env.invalidate_all()
        try:
            self.dossier.with_user(user).web_read({"exposure": {}})
        except AccessError as refused:
            return str(refused)
        return "open"

    def test_nobody_opens_or_revises_a_dossier_of_their_own(self):
        customer = self._create_customer("Family Firm")
        self._declare(self.leader, partner_id=customer.id)
        with self.assertRaises(AccessError):
            self.env["customer.dossier"].with_user(self.leader).create(
                {"partner_id": customer.id}
            )
        self.dossier._plan_revisions()
        self._declare(self.second_leader)
        revision = self.dossier.revision_ids[:1].with_user(self.second_leader)
        for step in ("start", "prepare", "verify", "approve", "return", "cancel"):
            with self.subTest(step=step), self.assertRaises(AccessError):
                getattr(revision, f"action_{step}")()
        self.assertNotIn(
            revision.id,
            self._found(self.second_leader, "customer.dossier.revision"),
        )

    def test_a_copy_leaves_it_out(self):
        self._declare(self.credit)
        with self.assertRaises(AccessError):
            (self.dossier | self.other).with_user(self.credit)._check_export()
        report = self.env["customer.dossier.credit.report"].with_user(self.credit)
        found = report.with_context(
            active_model="customer.dossier",
            active_ids=(self.dossier | self.other).ids,
        ).default_get(["dossier_ids"])
        self.assertEqual(found["dossier_ids"][0][2], self.other.ids)

    def test_a_salesperson_sees_no_light_of_the_family(self):
        self.partner.user_id = self.contributor
        mine = self.partner.with_user(self.contributor)
        self.assertTrue(mine.dossier_light)
        self._declare(self.contributor, by=self.leader)
        self.env.invalidate_all()
        self.assertFalse(mine.dossier_light)
        self.assertFalse(mine.dossier_light_reason)

    def test_people_declare_for_themselves_and_leaders_for_anybody(self):
        self._declare(self.archivist)
        self._declare(self.credit, by=self.leader)
        for by in (self.archivist, self.account_manager, self.auditor, self.employee):
            with self.subTest(by=by.login), self.assertRaises(AccessError):
                self._declare(self.second_leader, by=by)

    def test_only_leaders_and_auditors_see_those_of_others(self):
        mine = self._declare(self.archivist)
        theirs = self._declare(self.credit)
        for user, seen in (
            (self.leader, mine | theirs),
            (self.auditor, mine | theirs),
            (self.archivist, mine),
            (self.credit, theirs),
            (self.account_manager, mine.browse()),
        ):
            with self.subTest(user=user.login):
                found = self.env[RECUSAL].with_user(user).search([])
                self.assertEqual(found, seen)
        for user in (self.manager, self.contributor, self.employee):
            with self.assertRaises(AccessError):
                self.env[RECUSAL].with_user(user).search([])

    def test_another_companys_recusals_are_closed(self):
        second = self.env["res.company"].create({"name": "Second Distillery"})
        there = self._declare(self.second_leader, by=self.env.user)
        there.sudo().company_id = second
        for user in (self.leader, self.auditor):
            self.assertNotIn(there, self.env[RECUSAL].with_user(user).search([]))

    def test_another_leader_ends_it_with_a_reason(self):
        recusal = self._declare(self.leader)
        recusal.end_reason = "We are divorced"
        with self.assertRaises(AccessError):
            recusal.action_end()
        recusal.end_reason = " "
        with self.assertRaises(UserError):
            recusal.with_user(self.second_leader).action_end()
        recusal.with_user(self.second_leader).end_reason = "Sold the shares"
        recusal.with_user(self.second_leader).action_end()
        self.env.invalidate_all()
        self.assertEqual(recusal.ended_by_id, self.second_leader)
        self.assertTrue(self.dossier.with_user(self.leader).read(["exposure"]))
        with self.assertRaises(UserError):
            recusal.with_user(self.second_leader).action_end()

    def test_nobody_else_ends_it(self):
        recusal = self._declare(self.credit)
        for user in (self.credit, self.auditor, self.archivist, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                recusal.with_user(user).action_end()

    def test_what_was_declared_stays(self):
        recusal = self._declare(self.credit)
        mine = recusal.with_user(self.leader)
        with self.assertRaises(UserError):
            mine.partner_id = self.other.partner_id
        with self.assertRaises(AccessError):
            mine.state = "ended"
        with self.assertRaises(AccessError):
            mine.unlink()
        with self.assertRaises(UserError):
            recusal.sudo().unlink()

    def test_it_is_declared_for_the_company_and_not_for_a_contact(self):
        contact = self.env["res.partner"].create(
            {"name": "Mrs Wang", "parent_id": self.partner.id}
        )
        with self.assertRaises(ValidationError):
            self._declare(self.leader, partner_id=contact.id)

    def test_who_kept_the_dossier_keeps_it_no_longer(self):
        self.dossier.deputy_id = self.leader
        self._declare(self.archivist)
        self._declare(self.leader, by=self.second_leader)
        self.assertFalse(self.dossier.archivist_id | self.dossier.deputy_id)
        self.assertEqual(self.dossier.account_manager_id, self.account_manager)
        with self.assertRaises(ValidationError) as refused:
            self.dossier.with_user(self.second_leader).archivist_id = self.archivist
        self.assertNotIn("family", str(refused.exception).lower())

    def test_a_new_dossier_is_not_given_to_family(self):
        customer = self._create_customer("Family Firm", user_id=self.salesperson.id)
        self._declare(self.salesperson, by=self.leader, partner_id=customer.id)
        dossier = self.env["customer.dossier"].with_user(self.archivist)
        self.assertFalse(dossier._open_for(customer).account_manager_id)

    def test_the_other_leaders_are_told_in_neutral_words(self):
        recusal = self._declare(self.leader)
        activity = recusal.sudo().activity_ids
        self.assertEqual(activity.user_id, self.second_leader)
        told = f"{activity.summary} {activity.res_name} {activity.note}"
        self.assertNotIn(self.partner.name, told)
        self.assertNotIn(self.leader.name, told)

    def test_it_is_on_record_without_the_customers_name(self):
        recusal = self._declare(self.credit)
        row = self.Log.search([("action", "=", "changed")], limit=1)
        self.assertEqual((row.section, row.user_id), ("recusal", self.credit))
        self.assertIn("Family or household", row.explanation)
        self.assertNotIn(self.partner.name, row.explanation)
        recusal.with_user(self.leader).end_reason = "Sold the shares"
        recusal.with_user(self.leader).action_end()
        row = self.Log.search([("action", "=", "changed")], limit=1)
        self.assertEqual(row.user_id, self.leader)
        self.assertIn("In force → Ended", row.explanation)

    def test_asking_costs_one_query_in_a_transaction(self):
        dossiers = self.env["customer.dossier"].with_user(self.credit)
        dossiers.search([])
        self._next_request()
        with self.assertQueryCount(1):
            self.env[RECUSAL].with_user(self.credit)._own_affairs()
        with self.assertQueryCount(0):
            self.env[RECUSAL].with_user(self.credit)._own_affairs()

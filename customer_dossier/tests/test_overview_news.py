from datetime import datetime, timedelta

from odoo.tests import freeze_time, tagged

from .common import ROLES, appoint
from .hold_common import HoldCommon
from .ledger_common import NOW

LAST_WEEK = datetime(2026, 3, 24, 4)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOverviewNews(HoldCommon):
    """What is new and what waits for a decision, by the reader's own rights."""

    def _as(self, user):
        """What this user sees, in all of their companies."""
        overview = self.env["customer.dossier.overview"].with_user(user)
        return overview.with_context(allowed_company_ids=user.company_ids.ids)

    def _waits(self, user):
        rows = self._as(user)._waits()
        self._assert_counted(user, rows)
        return {row["label"]: row["count"] for row in rows}

    def _changed(self, user, since=LAST_WEEK, domain=()):
        rows = self._as(user)._changed([*domain], since)
        self._assert_counted(user, rows)
        return {row["kind"]: row["count"] for row in rows}

    def _assert_counted(self, user, rows):
        """The figure equals the list that it opens."""
        for row in rows:
            Model = self.env[row["model"]].with_user(user)
            self.assertEqual(len(Model.search(row["domain"])), row["count"], row)

    def _ask(self, user):
        return (
            self.env["customer.dossier.terms.request"]
            .with_user(user)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": "limit",
                    "credit_limit": 3000,
                    "reason": "They grow",
                }
            )
        )

    def test_what_waits_is_what_the_reader_may_decide_on(self):
        self._held()
        self._ask(self.leader)
        everything = {"Held orders": 1, "Requests for credit terms": 1}
        self.assertEqual(self._waits(self.credit), everything)
        # Whoever asked does not decide.
        self.assertEqual(self._waits(self.leader), {"Held orders": 1})
        for user in (self.account_manager, self.archivist, self.auditor, self.manager):
            self.assertEqual(self._waits(user), {})

    def test_what_waits_is_not_there_for_outsiders(self):
        self._held()
        for user in (self.contributor, self.salesperson, self.employee):
            self.assertEqual(self._waits(user), {})
            self.assertEqual(self._changed(user), {})

    def test_a_signature_is_waited_for_by_somebody_else_only(self):
        self.dossier.next_revision_date = "2026-04-01"
        revision = self.dossier._plan_revisions().sudo()
        revision.write({"state": "prepared", "prepared_by_id": self.archivist.id})
        self.assertEqual(self._waits(self.archivist), {})
        self.assertEqual(self._waits(self.leader), {"Revisions to verify": 1})
        revision.write({"state": "verified", "verified_by_id": self.leader.id})
        self.assertEqual(self._waits(self.leader), {})

    def test_an_appointment_waits_for_a_leader_who_did_not_prepare_it(self):
        clearance = appoint(self.employee, "auditor", company_id=self.company.id)
        clearance.sudo().write({"state": "draft", "prepared_by_id": self.manager.id})
        self.assertEqual(self._waits(self.leader), {"Clearances to approve": 1})
        self.assertEqual(self._waits(self.manager), {})

    def test_what_changed_is_counted_by_kind(self):
        self.dossier.sudo().next_revision_date = "2026-03-30"
        self._held()
        found = self._changed(self.leader)
        self.assertEqual((found["hold"], found["lapsed"]), (1, 1))
        later = datetime(2026, 4, 1)
        self.assertEqual(self._changed(self.leader, since=later), {})

    def test_what_changed_is_about_the_chosen_dossiers(self):
        self._held()
        other = [("id", "!=", self.dossier.id)]
        self.assertEqual(self._changed(self.leader, domain=other), {})

    def test_a_broken_promise_is_news_once_its_grace_is_over(self):
        Promise = self.env["customer.dossier.promise"].with_user(self.account_manager)
        Promise.create(
            {
                "dossier_id": self.dossier.id,
                "amount": 500,
                "made_on": self._day(-30),
                "due_on": self._day(-4),
            }
        )
        self.assertEqual(self._changed(self.leader)["broken"], 1)
        with freeze_time("2026-04-30 04:00:00"):
            since = datetime(2026, 4, 23, 4)
            self.assertNotIn("broken", self._changed(self.leader, since=since))

    def test_a_move_of_the_rating_is_news(self):
        for dossier, *ratings in (
            (self.dossier, "A", "C"),
            (self._create_dossier(self._create_customer("Better")), "B", "AA"),
            (self._create_dossier(self._create_customer("Same")), "B", "B"),
            (self._create_dossier(self._create_customer("First")), "N", "B"),
        ):
            self._rate(dossier, "2026-03-01", ratings[0])
            self._rate(dossier, "2026-03-30", ratings[1])
        found = self._changed(self.leader)
        self.assertEqual((found["rating_down"], found["rating_up"]), (1, 1))

    def _rate(self, dossier, day, rating):
        return (
            self.env["customer.dossier.assessment"]
            .sudo()
            .create(
                {
                    "dossier_id": dossier.id,
                    "company_id": dossier.company_id.id,
                    "scorecard_id": self.env.ref(
                        "customer_dossier.scorecard_dealer_a"
                    ).id,
                    "date": day,
                    "user_id": self.env.uid,
                    "rating": rating,
                    "value_level": "middle",
                    "risk_level": "unknown",
                }
            )
        )

    def test_another_company_is_not_counted(self):
        self._held()
        second = self._create_company("Second Distillery")
        elsewhere = self._as(self.leader).with_context(allowed_company_ids=second.ids)
        self.assertEqual(elsewhere._waits(), [])
        self.assertEqual(elsewhere._changed([], LAST_WEEK), [])

    def test_a_constant_number_of_queries(self):
        overview = self._as(self.leader)

        def ask():
            overview._waits()
            overview._changed([], LAST_WEEK)

        self._held()
        self._ask(self.credit)
        self._query_count(ask)
        few = self._query_count(ask)
        for number in range(4):
            partner = self._create_customer(f"Customer {number}")
            dossier = self._create_dossier(partner).sudo()
            dossier.write({"state": "active", "credit_mode": "limit"})
            order = self._quotation(1500, partner)
            order.action_confirm()
            self.dossier = dossier
            self._ask(self.credit)
        self.assertLessEqual(self._query_count(ask), few)

    def test_every_role_may_ask(self):
        for role in ROLES:
            self._waits(getattr(self, role))
            self._changed(getattr(self, role))

    def test_a_future_moment_has_no_news(self):
        since = datetime.fromisoformat(NOW) + timedelta(days=2)
        self.assertEqual(self._changed(self.leader, since=since), {})

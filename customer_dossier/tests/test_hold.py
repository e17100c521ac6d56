from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHold(HoldCommon):
    """Orders that are too much for their payer wait, on every way to a sale."""

    def test_within_the_limit_it_is_confirmed(self):
        order = self._quotation(1000)
        self.assertIs(order.action_confirm(), True)
        self.assertEqual((order.state, order.credit_state), ("sale", "clear"))

    def test_over_the_limit_it_is_held_and_named(self):
        order = self._quotation(1000.01)
        answer = order.action_confirm()
        self.assertIn(order.name, answer["params"]["message"])
        self.assertHeld(order, "over_limit")

    def test_a_small_amount_overdue_holds_nothing_where_the_company_says_so(self):
        self._invoice(self.partner, 3, -90)
        self.assertHeld(self._held(100), "overdue_days")
        self.company.dossier_exposure_tolerance = 3
        order = self._quotation(100)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        self._invoice(self.partner, 3.01, -90)
        self.assertHeld(self._held(100), "overdue_days")

    def test_a_limit_of_zero_is_no_credit(self):
        self.dossier.sudo().credit_limit = 0
        order = self._quotation(1)
        order.action_confirm()
        self.assertHeld(order, "over_limit")

    def test_a_batch_holds_the_bad_ones_and_confirms_the_rest(self):
        other = self._create_customer("Without a dossier")
        orders = self._quotation(600) + self._quotation(600) + self._quotation(300)
        orders += self._quotation(9999, other)
        answer = orders.action_confirm()
        self.assertEqual(orders.mapped("state"), ["sale", "draft", "sale", "sale"])
        self.assertIn(orders[1].name, answer["params"]["message"])
        self.assertNotIn(orders[0].name, answer["params"]["message"])

    def test_raw_writes_and_creations_do_not_get_around_it(self):
        order = self._quotation(5000)
        with self.assertRaisesRegex(UserError, "waits for the credit accountant"):
            order.write({"state": "sale", "date_order": NOW})
        for vals in ({"credit_state": "clear"}, {"credit_hold_ids": []}):
            with self.assertRaises(AccessError):
                order.with_user(self.salesperson).write(vals)
        with self.assertRaisesRegex(UserError, "wait for the credit accountant"):
            order.copy({"state": "sale"})

    def test_the_form_says_what_is_decided_on(self):
        self._invoice(self.partner, 300, -50, -10)
        entry = self._entry(self._held(900))
        for user in (self.credit, self.leader):
            action = entry.with_user(user).action_decide()
            asked = self.env[action["res_model"]].with_user(user)
            form = asked.with_context(**action["context"]).create(
                {"reason": "paying", "note": "Transfer seen"}
            )
            self.assertEqual(
                (form.why, form.exposure, form.credit_limit, form.overdue),
                ("Over the credit limit", 300, 1000, 300),
            )
            form.dossier_id = self._create_dossier(self._create_customer("Else"))
            self.assertFalse(form.why or form.exposure or form.overdue)

    def test_an_order_opened_again_is_checked_again(self):
        order = self._quotation(1000)
        order.action_confirm()
        order._action_cancel()
        order.action_draft()
        self.assertFalse(order.credit_state)
        self.dossier.sudo().credit_limit = 10
        order.action_confirm()
        self.assertHeld(order, "over_limit")

    def test_cash_only_passes_when_it_is_paid_before(self):
        self.dossier.sudo().credit_mode = "cash_only"
        order = self._quotation(500)
        order.action_confirm()
        self.assertHeld(order, "not_prepaid")
        self._prepay(self.partner, 500, -1)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        again = self._quotation(1)
        again.action_confirm()
        self.assertHeld(again, "not_prepaid")

    def test_overdue_stopped_and_large(self):
        self._invoice(self.partner, 10, -60, due=-31)
        order = self._quotation(1)
        order.action_confirm()
        self.assertHeld(order, "overdue_days")
        self.dossier.sudo().blocked = True
        self._rule("overdue_amount", threshold=9)
        self._rule("order_size", threshold=0.5)
        order.action_confirm()
        self.assertHeld(
            order, "stopped", "overdue_days", "overdue_amount", "order_size"
        )
        self.assertIn("Lift the stop", self._entry(order).next_step)

    def test_a_stop_outlives_the_work_on_the_dossier(self):
        self.dossier.write({"state": "closed", "active": False})
        order = self._quotation(5000)
        order.action_confirm()
        self.assertEqual(order.state, "sale")
        for mark in ("blocked", "insolvent", "lawsuit"):
            with self.subTest(mark=mark):
                self.dossier.write({mark: True})
                order = self._quotation(1)
                order.action_confirm()
                self.assertHeld(order, "stopped", "over_limit")
                self.dossier.write({mark: False})

    def test_whoever_pays_is_checked_in_the_order_s_company(self):
        branch = self._create_customer("Branch")
        order = self._quotation(5000, branch)
        order.partner_invoice_id = self.partner
        order.action_confirm()
        self.assertHeld(order, "over_limit")

    def test_switched_off_nothing_is_held(self):
        self.company.dossier_hold = False
        order = self._quotation(99999)
        order.action_confirm()
        self.assertEqual((order.state, order.credit_state), ("sale", False))

    def test_a_check_costs_two_queries_and_the_lock_is_in_one_of_them(self):
        """Beside two for partners and the currency, which a request has read before."""
        self._quotation(1).action_confirm()  # the rules are known from here on
        costs = []
        for on in (False, True):
            self.company.dossier_hold = on
            order = self._quotation(1)
            self.env.flush_all()
            costs.append(self._query_count(order.action_confirm))
        self.assertEqual(costs[1] - costs[0], 2 + 2)

    def test_the_queries_do_not_grow_with_the_orders(self):
        few = self._quotation(1) + self._quotation(1)
        many = few.union(*(self._quotation(1) for _n in range(8)))
        cost = self._query_count(few._credit_hold)
        self.assertLessEqual(self._query_count(many._credit_hold), cost + 8)

    def test_a_release_lets_the_order_go_and_stays_on_record(self):
        order = self._held()
        self._decide(order, self.credit)
        self.assertEqual((order.state, order.credit_state), ("sale", "released"))
        decision = self.env["customer.dossier.decision"].search([])
        self.assertRecordValues(
            decision,
            [
                {
                    "kind": "release",
                    "amount": 1500,
                    "exposure_seen": 0,
                    "reasons_seen": ["over_limit"],
                    "decided_by_id": self.credit.id,
                    "order_number": order.name,
                }
            ],
        )
        with self.assertRaises(UserError):
            decision.sudo().amount = 9

    def test_it_is_asked_again_once_things_are_worse(self):
        order = self._held()
        self._decide(order, self.credit, amount=1600)
        order._action_cancel()
        order.action_draft()
        order.order_line.price_unit = 1600.01
        order.action_confirm()
        self.assertHeld(order, "over_limit")

    def test_a_release_that_would_change_nothing_says_so(self):
        order = self._held()
        with self.assertRaisesRegex(UserError, "leave it waiting"):
            self._decide(order, self.credit, amount=1499.99)
        self.dossier.blocked = True
        with self.assertRaisesRegex(UserError, "Lift the stop"):
            self._decide(order, self.credit)
        self.assertFalse(self.env["customer.dossier.decision"].search([]))

    def test_a_release_is_good_for_the_payer_of_whom_it_was_given(self):
        poor = self._create_customer("Poor")
        theirs = self._create_dossier(partner=poor).sudo()
        theirs.write({"state": "active", "credit_mode": "cash_only"})
        self._invoice(self.partner, 900, -5)
        order = self._held(1500)
        self._decide(order, self.credit)
        order._action_cancel()
        order.action_draft()
        order.partner_invoice_id = poor
        order.action_confirm()
        self.assertHeld(order, "not_prepaid")

    def test_another_payer_is_another_entry(self):
        """What is seen of a payer stands on that one's dossier."""
        poor = self._create_customer("Poor")
        theirs = self._create_dossier(partner=poor).sudo()
        theirs.write({"state": "active", "credit_mode": "cash_only"})
        self._invoice(poor, 777, -5)
        order = self._held()
        first = self._entry(order)
        order.partner_invoice_id = poor
        self.assertFalse(order.with_user(self.account_manager).credit_reason)
        order.action_confirm()
        second = self._entry(order)
        self.assertRecordValues(
            first + second,
            [
                {"dossier_id": self.dossier.id, "state": "gone", "exposure": 0},
                {"dossier_id": theirs.id, "state": "open", "exposure": 777},
            ],
        )
        self._decide(order, self.credit)
        self.assertEqual(order.state, "sale")

    def test_no_entry_waits_for_ever(self):
        deleted, left, closed = (self._held(), self._held(), self._held())
        entries = (deleted + left + closed).sudo().credit_hold_ids
        deleted.unlink()
        left.partner_invoice_id = self._create_customer("Without a dossier")
        left.action_confirm()
        self.assertEqual((left.state, left.credit_state), ("sale", False))
        self.dossier.write({"state": "closed", "active": False})
        self.dossier._recheck_holds()
        self.assertFalse(closed.credit_state)
        self.assertEqual(set(entries.mapped("state")), {"gone"})

    def test_a_release_ends(self):
        order = self._held()
        with self.assertRaisesRegex(UserError, "cannot end before"):
            self._decide(order, self.credit, date_until=self._day(-1))

    def test_a_rejected_order_stays_a_quotation(self):
        order = self._held()
        self._decide(order, self.leader, kind="reject", reason="too_risky")
        self.assertEqual((order.state, order.credit_state), ("draft", "rejected"))

    def test_two_people_above_the_amount(self):
        self.company.dossier_hold_four_eyes = 1000
        order = self._held()
        self.assertIn("Release it", self._entry(order).next_step)
        self._decide(order, self.credit)
        self.assertEqual(order.credit_state, "held")
        self.env.invalidate_all()
        self.assertIn("second person", self._entry(order).next_step)
        self._decide(order, self.credit)
        self.assertEqual(order.credit_state, "held")
        self._decide(order, self.leader)
        self.assertEqual(order.state, "sale")

    def test_each_of_two_people_releases_all_of_it(self):
        self.company.dossier_hold_four_eyes = 1000
        order = self._held(1200)
        self._decide(order, self.credit)
        order.order_line.price_unit = 50000
        self._decide(order, self.leader, amount=50000)
        self.assertEqual(order.credit_state, "held")
        self._decide(order, self.credit, amount=50000)
        self.assertEqual(order.state, "sale")

    def test_nobody_else_decides(self):
        order = self._held()
        self.assertEqual(self._entry(order).with_user(self.archivist).amount, 1500)
        for user in (self.salesperson, self.account_manager, self.archivist):
            with self.assertRaises(AccessError):
                self._decide(order, user)

    def test_what_a_person_turned_down_stays_so(self):
        order = self._held()
        self._decide(order, self.leader, kind="reject", reason="too_risky")
        self.dossier.sudo().credit_limit = 9999
        self.dossier._recheck_holds()
        self.assertEqual(order.state, "draft")
        order._action_cancel()
        order.action_draft()
        order.action_confirm()
        self.assertEqual((order.state, order.credit_state), ("draft", "rejected"))
        self.assertEqual(self._entry(order).reason, "Turned down before")
        self.dossier._recheck_holds()
        self.assertEqual(order.state, "draft")
        self._decide(order, self.leader)
        self.assertEqual((order.state, order.credit_state), ("sale", "clear"))

    def test_a_long_queue_is_looked_at_with_few_queries(self):
        few = self._held().union(*(self._held() for _n in range(2)))
        cost = self._query_count(few._credit_check)
        many = few.union(*(self._held() for _n in range(20)))
        self.assertEqual(self._query_count(many._credit_check), cost)

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestOrderRest(HoldCommon):
    """What is left of an order is closed for a reason, and counts no more."""

    def setUp(self):
        super().setUp()
        self.order = self._order(self.partner, 10, 80)
        self.line = self.order.order_line

    def _exposure(self):
        parts = self.dossier._exposure()[self.dossier.id]
        return parts.delivered_not_invoiced, parts.open_orders

    def _form(self, user, **vals):
        action = self.order.with_user(user).action_close_rest()
        Rest = self.env[action["res_model"]].with_user(user)
        return Rest.with_context(**action["context"]).create(
            {"reason": "not_wanted", "note": "Changed to another size", **vals}
        )

    def _close(self, user=None, **vals):
        form = self._form(user or self.credit, **vals)
        form.action_decide()
        return form

    def _may_read_orders(self, *users):
        # Whoever sends invoices reads orders, and so do credit accountants.
        for user in users:
            user.group_ids += self.env.ref("account.group_account_invoice")

    def test_what_is_not_delivered_counts_no_more(self):
        self._may_read_orders(self.credit)
        self.line.qty_delivered = 6
        self.assertEqual(self._exposure(), (480, 320))
        self.assertEqual(self._form(self.credit).amount, 320)
        self._close()
        self.assertEqual(self._exposure(), (480, 0))
        self.assertIn("nothing more is delivered", self.order.credit_rest)

    def test_what_is_delivered_and_never_billed_counts_no_more_either(self):
        self._may_read_orders(self.credit)
        self.line.qty_delivered = 6
        self.assertEqual(self._form(self.credit, kind="finished").amount, 800)
        self._close(kind="finished", reason="not_billed")
        self.assertEqual(self._exposure(), (0, 0))
        self.assertIn("or invoiced", self.order.credit_rest)

    def test_what_comes_afterwards_counts(self):
        self._may_read_orders(self.credit)
        self.line.qty_delivered = 6
        self._close(kind="finished")
        self.line.qty_delivered = 8
        self.assertEqual(self._exposure(), (160, 0))
        self.line.write({"product_uom_qty": 10, "price_unit": 80})
        self.assertEqual(self._exposure(), (160, 0))
        self.line.write({"product_uom_qty": 15, "price_unit": 80})
        self.assertEqual(self._exposure(), (160, 400))

    def test_it_counts_again_where_it_was_a_mistake(self):
        self._may_read_orders(self.credit)
        self._close()
        again = self._form(self.credit, kind="reopen", reason="mistaken")
        self.assertEqual(again.amount, 800)
        again.action_decide()
        self.assertEqual(self._exposure(), (0, 800))
        self.assertFalse(self.order.credit_rest)

    def test_an_order_called_off_begins_anew(self):
        self._may_read_orders(self.credit)
        self._close()
        self.order._action_cancel()
        self.order.action_draft()
        self.order.action_confirm()
        self.assertEqual(self._exposure(), (0, 800))
        self._close()
        self.assertFalse(self.order.copy().order_line.qty_ordered_closed)

    def test_room_is_made_and_a_held_order_goes_on(self):
        self._may_read_orders(self.credit)
        waiting = self._held(600)
        self._close()
        self._run_cron("cron_refresh_stale")
        self.assertEqual(waiting.state, "sale")

    def test_the_decision_says_who_why_and_what_was_seen(self):
        self._may_read_orders(self.credit)
        self._close()
        decision = self.env["customer.dossier.decision"].search([], limit=1)
        self.assertRecordValues(
            decision,
            [
                {
                    "order_number": self.order.name,
                    "kind": "undelivered",
                    "reason": "not_wanted",
                    "amount": 800,
                    "exposure_seen": 800,
                    "decided_by_id": self.credit.id,
                }
            ],
        )

    def test_nothing_left_is_said(self):
        self._may_read_orders(self.credit)
        self._close()
        with self.assertRaisesRegex(UserError, "Nothing of"):
            self._close()
        with self.assertRaisesRegex(UserError, "Nothing of"):
            self._close(kind="finished")
        self.line.qty_delivered = 2
        self._close(kind="finished")
        self.assertEqual(self._exposure(), (0, 0))

    def test_beyond_what_one_person_releases_it_is_the_leaders(self):
        self._may_read_orders(self.credit, self.leader)
        self.company.dossier_hold_four_eyes = 500
        with self.assertRaisesRegex(UserError, "Ask a leader"):
            self._close()
        self.assertEqual(self._exposure(), (0, 800))
        self._close(self.leader)
        self.assertEqual(self._exposure(), (0, 0))

    def test_what_was_credited_is_not_given_up_twice(self):
        """A credit note takes off what is invoiced; later deliveries count in full."""
        self._may_read_orders(self.credit)
        self.line.qty_delivered = 10
        invoice = self.order._create_invoices()
        invoice.action_post()
        invoice._reverse_moves([{"invoice_date": self._day(0)}], cancel=True)
        with self.assertRaisesRegex(UserError, "Nothing of"):
            self._close(kind="finished")
        self.line.qty_delivered = 13
        self.assertEqual(self._exposure(), (240, 0))

    def test_nobody_else_closes(self):
        people = (self.salesperson, self.account_manager, self.archivist)
        self._may_read_orders(*people, self.auditor)
        for user in (*people, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._close(user)
        for vals in ({"qty_ordered_closed": 10}, {"qty_delivered_closed": 10}):
            with self.assertRaises(AccessError):
                self.line.with_user(self.salesperson).write(vals)
        self.assertEqual(self._exposure(), (0, 800))

    def test_it_is_closed_for_its_own_payer_only(self):
        self._may_read_orders(self.credit)
        form = self._form(self.credit)
        self.order.sudo().partner_invoice_id = self._create_customer("Another payer")
        with self.assertRaisesRegex(UserError, "no sales order of this customer"):
            form.action_decide()
        with self.assertRaisesRegex(UserError, "customer with a dossier"):
            self._form(self.credit)

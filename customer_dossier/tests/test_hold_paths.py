from contextlib import suppress

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import freeze_time, new_test_user, tagged

from ..wizard.customer_dossier_hold_selftest import WAYS
from ..wizard.customer_dossier_hold_selftest_row import PATHS
from .hold_common import HoldCommon
from .ledger_common import NOW

#: What makes an order of 100 wait, in every credit mode.
MODES = {
    "unlimited": {"blocked": True},
    "limit": {"credit_limit": 99.99},
    "cash_only": {},
}
#: Keys that some code somewhere takes as leave to skip a check.
HOSTILE = {
    "skip_credit_check": True,
    "bypass_risk": True,
    "force": True,
    "install_mode": True,
    "import_file": True,
    "dossier_hold": False,
    "allowed_company_ids": [],
    "active_test": False,
    "tracking_disable": True,
    "default_credit_state": "clear",
    "default_state": "passed",
}


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldPaths(HoldCommon):
    """Every way to a sales order meets the check, whoever walks it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sellers = {
            role: new_test_user(
                cls.env,
                f"seller_{role}",
                groups=f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for role, group in (
                ("own", "sales_team.group_sale_salesman"),
                ("all", "sales_team.group_sale_salesman_all_leads"),
                ("manager", "sales_team.group_sale_manager"),
            )
        }

    def _walk(self, path, user):
        """:return: whether something became a sales order"""
        order = self._quotation(100)
        order.user_id = user
        try:
            with self.env.cr.savepoint():
                return "sale" in WAYS[path](order.with_user(user)).mapped("state")
        except UserError as refusal:
            self.assertNotIsInstance(refusal, AccessError)
            return False

    def test_every_path_mode_and_role(self):
        for path, _label in PATHS:
            for mode, vals in MODES.items():
                self.dossier.write(
                    {"credit_mode": mode, "credit_limit": 1000, "blocked": False}
                )
                self.dossier.write(vals)
                for role, user in self.sellers.items():
                    with self.subTest(path=path, mode=mode, role=role):
                        self.assertFalse(self._walk(path, user))

    def test_the_same_paths_are_open_to_whoever_is_good_for_it(self):
        for path, _label in PATHS:
            with self.subTest(path=path):
                self.assertTrue(self._walk(path, self.sellers["own"]))

    def test_no_key_of_the_context_opens_a_way(self):
        self.dossier.blocked = True
        order = self._quotation(100)
        order.user_id = self.sellers["manager"]
        order = order.with_user(self.sellers["manager"])
        for key, value in HOSTILE.items():
            with self.subTest(key=key):
                hostile = order.with_context(**{key: value})
                with suppress(UserError):
                    hostile.action_confirm()
                    hostile.write({"state": "sale"})
                self.assertNotEqual(order.state, "sale")

    def test_no_default_opens_a_way(self):
        """Neither the context's nor a user's own."""
        self.dossier.blocked = True
        seller = self.sellers["manager"]
        orders = self.env["sale.order"].with_user(seller)
        self.env["ir.default"].with_user(seller).set(
            "sale.order", "credit_state", "clear", user_id=True
        )
        vals = {
            "partner_id": self.partner.id,
            "order_line": [
                Command.create({"product_id": self.product.id, "price_unit": 100})
            ],
        }
        for context in ({}, {"default_credit_state": "clear"}):
            hostile = orders.with_context(**context)
            with self.subTest(context), self.assertRaisesRegex(UserError, "waits? for"):
                hostile.create({**vals, "state": "sale"})
            order = hostile.create(vals)
            self.assertFalse(order.credit_state)
            with self.subTest(context), self.assertRaisesRegex(UserError, "waits? for"):
                order.write({"state": "sale"})

    def test_a_hostile_context_hides_nothing_from_the_queue(self):
        self.dossier.blocked = True
        order = self._quotation(100)
        order.user_id = self.sellers["own"]
        order.with_user(self.sellers["own"]).with_context(
            default_state="passed", default_reasons=[], default_ended_on=NOW
        ).action_confirm()
        self.assertEqual(self._entry(order).state, "open")
        self.assertFalse(self._entry(order).ended_on)

    def test_whoever_may_not_write_an_order_learns_nothing_of_it(self):
        held, passing = self._quotation(100000), self._quotation(1)
        (held + passing).user_id = self.sellers["all"]
        for user in (self.sellers["own"], self.employee):
            for order in (held, passing):
                for step, args in (
                    ("action_confirm", ()),
                    ("write", ({"state": "sale"},)),
                ):
                    with self.assertRaises(AccessError), self.cr.savepoint():
                        getattr(order.with_user(user), step)(*args)
        self.assertFalse(held.credit_state or passing.credit_state)
        self.assertFalse(self._entry(held))

    def test_called_off_and_written_back_it_is_checked_again(self):
        order = self._quotation(100)
        order.action_confirm()
        self.dossier.blocked = True
        order.write({"state": "cancel"})
        with self.assertRaisesRegex(UserError, "waits for"):
            order.write({"state": "sale"})

    def test_nobody_sets_the_state_of_the_check(self):
        order = self._held()
        for user in (*self.sellers.values(), self.leader):
            for vals in ({"credit_state": "clear"}, {"credit_hold_ids": [(5,)]}):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    order.with_user(user).write(vals)

    def test_a_salesperson_without_clearance_reads_no_queue(self):
        entry = self._entry(self._held())
        for user in self.sellers.values():
            with self.assertRaises(AccessError):
                entry.with_user(user).read(["amount"])
            with self.assertRaises(AccessError):
                self.env["customer.dossier.decision"].with_user(user).search([])

    def test_own_salespeople_read_words_and_no_figures(self):
        contributor = self.contributor
        contributor.group_ids += self.env.ref(
            "sales_team.group_sale_salesman_all_leads"
        )
        order = self._held(1234.5)
        mine = order.with_user(contributor)
        self.assertFalse(mine.credit_reason)
        self.partner.user_id = contributor
        self.env.invalidate_all()
        self.assertEqual(mine.credit_reason, "Over the credit limit")
        with self.assertRaises(AccessError):
            order.with_user(self.sellers["all"]).read(["credit_reason"])

    def test_money_paid_online_comes_with_the_order(self):
        self.dossier.credit_mode = "cash_only"
        order = self._quotation(100)
        order.action_confirm()
        self.assertHeld(order, "not_prepaid")
        provider = self.env["payment.provider"].search(
            [("company_id", "=", self.company.id)], limit=1
        ) or self.env["payment.provider"].create(
            {"name": "Online", "company_id": self.company.id}
        )
        self.env["payment.transaction"].create(
            {
                "provider_id": provider.id,
                "payment_method_id": self.env["payment.method"]
                .create({"name": "Online", "code": "online"})
                .id,
                "amount": 100,
                "currency_id": order.currency_id.id,
                "partner_id": self.partner.id,
                "sale_order_ids": [Command.set(order.ids)],
                "state": "done",
            }
        )
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_a_held_payment_gets_no_confirmation(self):
        self.dossier.blocked = True
        order = self._quotation(100)
        order._validate_order()
        self.assertEqual((order.state, order.credit_state), ("draft", "held"))
        self.assertFalse(self._told(order))

    def test_whoever_signed_is_told_once_it_is_released(self):
        for signed_on, mails in ((False, 0), (NOW, 1)):
            with self.subTest(signed_on=signed_on):
                order = self._held()
                order.signed_on = signed_on
                self.assertFalse(self._told(order))
                self._decide(order, self.leader)
                self.assertEqual(order.state, "sale")
                self.assertEqual(len(self._told(order)), mails)

    def _told(self, order):
        """What the customer is told of it."""
        comment = self.env.ref("mail.mt_comment")
        return order.message_ids.filtered(lambda one: one.subtype_id == comment)

    def test_odoo_s_own_banner_is_silent(self):
        self.company.account_use_credit_limit = True
        self.partner.credit_limit = 1
        order = self._quotation(5000)
        other = self._quotation(5000, self._create_customer("Else"))
        other.partner_id.credit_limit = 1
        self.assertFalse(order.partner_credit_warning)
        self.assertTrue(other.partner_credit_warning)
        for partner, said in ((self.partner, False), (other.partner_id, True)):
            draft = self._invoice(partner, 5000, post=False)
            self.assertEqual(bool(draft.partner_credit_warning), said)

    def test_delivered_goods_can_be_invoiced_whatever_happens(self):
        order = self._quotation(900)
        order.action_confirm()
        self.dossier.write({"blocked": True, "credit_limit": 0})
        order.order_line.qty_delivered = 1
        invoice = order._create_invoices()
        invoice.action_post()
        self.assertEqual(invoice.state, "posted")

    def test_two_in_one_transaction_do_not_both_take_the_last_headroom(self):
        first, second = self._quotation(600), self._quotation(600)
        first.action_confirm()
        second.action_confirm()
        self.assertEqual((first.state, second.state), ("sale", "draft"))

    def test_switching_off_frees_what_is_held(self):
        held, turned_down, passed = self._held(), self._held(), self._quotation(10)
        turned_down.sudo().credit_state = "rejected"
        passed.action_confirm()
        entry = self._entry(held)
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.dossier_held_count, 2)
        settings.dossier_hold = False
        settings.execute()
        self.assertEqual(
            (held + turned_down + passed).mapped("credit_state"),
            [False, False, "clear"],
        )
        self.assertEqual((entry.state, held.state), ("freed", "draft"))
        held.action_confirm()
        self.assertEqual(held.state, "sale")

    def test_the_self_test_tries_every_way_and_leaves_nothing(self):
        before = self.env["sale.order"].search_count([])
        admin = self.env.ref("base.user_admin")
        admin.company_ids += self.company
        admin.group_ids += self.env.ref("customer_dossier.group_manager")
        Settings = self.env["res.config.settings"].with_user(admin)
        for on, result in ((True, "held"), (False, "passes")):
            self.company.dossier_hold = on
            action = Settings.create({}).action_dossier_selftest()
            shown = self.env[action["res_model"]].browse(action["res_id"])
            self.assertEqual(
                [(row.path, row.result) for row in shown.row_ids],
                [(path, result) for path, _label in PATHS],
            )
        self.assertEqual(self.env["sale.order"].search_count([]), before)
        self.assertFalse(self.dossier.blocked)
        # The button above the list of rules sends the chosen ones, and none is chosen.
        Rule = self.env["customer.dossier.hold.rule"].with_user(self.credit)
        action = call_kw(Rule, "action_selftest", [[]], {})
        self.assertEqual(action["res_model"], shown._name)
        with self.assertRaises(AccessError):
            self.env["customer.dossier.hold.selftest"].with_user(
                self.archivist
            )._start()

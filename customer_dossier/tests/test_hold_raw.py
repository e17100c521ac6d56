from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldRaw(HoldCommon):
    """What programs, imports and odd orders try is checked as any button is."""

    def setUp(self):
        super().setUp()
        self.seller = self._create_user(
            "seller", "sales_team.group_sale_manager", company_id=self.company.id
        )

    def assertWaits(self, orders, vals):
        """The check refuses it, and no lack of rights."""
        with self.subTest(vals), self.assertRaises(UserError) as refusal:
            orders.with_user(self.seller).write(vals)
        self.assertRegex(str(refusal.exception), "waits? for the credit accountant")
        self.assertNotIn("sale", orders.mapped("state"))

    def test_a_raw_write_brings_no_other_payer_price_or_order_along(self):
        order = self._quotation(5000, self._create_customer("Rich"))
        payer = {"partner_invoice_id": self.partner.id}
        self.assertWaits(order, {"state": "sale", **payer})
        self.assertWaits(
            order, {"state": "sale", "partner_id": self.partner.id, **payer}
        )
        small = self._quotation(900)
        line = Command.update(small.order_line.id, {"price_unit": 5000})
        self.assertWaits(small, {"state": "sale", "order_line": [line]})
        both = self._quotation(900) | self._quotation(900)
        self.assertWaits(both, {"state": "sale"})
        both[0].with_user(self.seller).write({"state": "sale"})
        self.assertEqual(both.mapped("state"), ["sale", "draft"])

    def test_goods_that_come_back_take_nothing_off(self):
        order = self._quotation(1500)
        order.order_line.copy({"order_id": order.id, "product_uom_qty": -1})
        self.assertEqual(order.amount_total, 0)
        order.action_confirm()
        self.assertHeld(order, "over_limit")

    def test_an_import_makes_no_sale(self):
        self.dossier.blocked = True
        orders = self.env["sale.order"].with_user(self.seller)
        names = ["partner_id/.id", "state", "order_line/product_id/.id"]
        row = [str(self.partner.id), "sale", str(self.product.id)]
        told = orders.load([*names, "order_line/price_unit"], [[*row, "100"]])
        self.assertFalse(told["ids"])
        self.assertIn("credit accountant", told["messages"][0]["message"])

    def test_a_quotation_that_was_sent_waits_as_well(self):
        self.dossier.blocked = True
        order = self._quotation(100)
        order.action_quotation_sent()
        order.action_confirm()
        self.assertEqual((order.state, order.credit_state), ("sent", "held"))

    def test_whoever_pays_is_the_company_of_the_contact_that_is_billed(self):
        self.dossier.blocked = True
        billing = self.env["res.partner"].create(
            {"name": "Billing", "parent_id": self.partner.id, "type": "invoice"}
        )
        order = self._quotation(100, self._create_customer("Else"))
        order.partner_invoice_id = billing
        order.action_confirm()
        self.assertHeld(order, "stopped")

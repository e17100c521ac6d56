from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldGrowth(HoldCommon):
    """What is confirmed small may not grow past what the customer is good for."""

    def _line(self, price, **vals):
        return {
            "product_id": self.product.id,
            "product_uom_qty": 1,
            "price_unit": price,
            "tax_ids": [],
            **vals,
        }

    def assertRefused(self, change, *args):
        with (
            self.assertRaisesRegex(UserError, "more would have to wait"),
            self.env.cr.savepoint(),
        ):
            change(*args)

    def test_it_grows_up_to_the_limit(self):
        line = self._order(self.partner, 1, 100).order_line
        line.product_uom_qty = 10
        self.assertRefused(line.write, {"product_uom_qty": 11})
        self.assertRefused(line.write, {"price_unit": 100.01})
        self.assertRefused(
            line.order_id.write, {"order_line": [Command.create(self._line(1))]}
        )
        self.assertEqual(line.order_id.amount_total, 1000)

    def test_whoever_adds_to_it_with_whatever_context(self):
        order = self._order(self.partner, 1, 100)
        seller = new_test_user(
            self.env, "grower", groups="sales_team.group_sale_manager"
        )
        line = order.order_line.with_user(seller)
        for context in ({}, {"bypass_risk": True, "skip_credit_check": True}):
            self.assertRefused(
                line.with_context(**context).write, {"product_uom_qty": 20}
            )

    def test_what_shrinks_is_nobodys_business(self):
        line = self._order(self.partner, 10, 100).order_line
        self.dossier.credit_limit = 10
        line.product_uom_qty = 5
        line.name = "Another word"
        self.assertEqual(line.order_id.amount_total, 500)

    def test_what_is_invoiced_or_paid_of_it_counts_once(self):
        order = self._order(self.partner, 1, 600)
        order.order_line.qty_delivered = 1
        invoice = order._create_invoices()
        invoice.action_post()
        order.order_line = [Command.create(self._line(400))]
        self.assertRefused(order.write, {"order_line": [Command.create(self._line(1))]})
        self._pay(invoice)
        order.order_line = [Command.create(self._line(600))]
        self.assertRefused(order.write, {"order_line": [Command.create(self._line(1))]})

    def test_money_spent_for_the_customer_is_added_and_invoiced(self):
        order = self._order(self.partner, 10, 100)
        for mark in ("is_expense", "is_downpayment"):
            line = Command.create(self._line(50, **{mark: True}))
            self.assertRefused(order.write, {"order_line": [line]})
        self.product.expense_policy = "sales_price"
        self.patch(
            type(self.env["account.move.line"]),
            "_sale_determine_order",
            lambda lines: dict.fromkeys(lines.ids, order),
        )
        account = self.env["account.analytic.account"].create(
            {
                "name": "Fair",
                "plan_id": self.env["account.analytic.plan"].create({"name": "P"}).id,
            }
        )
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self._create_customer("Haulier").id,
                "invoice_date": "2026-03-01",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": 50,
                            "tax_ids": [],
                            "analytic_distribution": {str(account.id): 100},
                        }
                    )
                ],
            }
        )
        bill.action_post()
        spent = order.order_line.filtered("is_expense")
        self.assertTrue(spent.price_total)
        self.assertRefused(spent.write, {"price_unit": 9999})

    def test_a_release_covers_growth_up_to_its_amount(self):
        order = self._held(1500)
        self._decide(order, self.credit, amount=1600)
        self.assertEqual(order.state, "sale")
        order.order_line.price_unit = 1600
        self.assertRefused(order.order_line.write, {"price_unit": 1601})

    def test_a_payer_takes_it_over_who_is_good_for_it(self):
        poor = self._create_customer("Poor")
        dossier = self._create_dossier(partner=poor).sudo()
        dossier.write({"state": "active", "credit_mode": "limit", "credit_limit": 99})
        order = self._order(self.partner, 1, 100)
        self.assertRefused(order.write, {"partner_invoice_id": poor.id})
        dossier.credit_limit = 100
        order.partner_invoice_id = poor
        self.assertEqual(order.partner_invoice_id, poor)

    def test_a_buyer_brings_a_payer_along(self):
        poor = self._create_customer("Poor")
        dossier = self._create_dossier(partner=poor).sudo()
        dossier.write({"state": "active", "credit_mode": "limit", "credit_limit": 99})
        order = self._order(self.partner, 1, 100)
        self.assertRefused(order.write, {"partner_id": poor.id})
        self.dossier.credit_limit = 1
        order.write({"partner_id": self.partner.id})
        dossier.credit_limit = 100
        order.write({"partner_id": poor.id})
        self.assertEqual(order.partner_invoice_id, poor)

    def test_what_no_exposure_counts_does_not_grow_either(self):
        self.company.dossier_exposure_ordered = False
        line = self._order(self.partner, 1, 100).order_line
        line.product_uom_qty = 10
        self.assertRefused(line.write, {"product_uom_qty": 11})
        later = fields.Datetime.now() + timedelta(days=400)
        self.company.write(
            {"dossier_exposure_ordered": True, "dossier_exposure_horizon": 30}
        )
        line.order_id.commitment_date = later
        self.assertRefused(line.write, {"product_uom_qty": 11})
        line.qty_delivered = 10
        line.order_id._create_invoices().action_post()
        line.price_unit = 100
        self.assertRefused(line.write, {"product_uom_qty": 11})

    def test_many_orders_that_grow_cost_no_more_queries(self):
        self.company.dossier_exposure_ordered = False
        self.dossier.credit_limit = 99999
        few = self._order(self.partner, 1, 10).order_line
        many = few.union(*(self._order(self.partner, 1, 10).order_line for _ in "1234"))

        def checks(lines):
            self.env.flush_all()
            self.env.invalidate_all()
            orders = self.env["sale.order"].browse(lines.order_id.ids)
            return self._query_count(orders._credit_refuse_more)

        checks(few)
        self.assertEqual(checks(many), checks(few))

    def test_writing_words_costs_no_check(self):
        line = self._order(self.partner, 1, 100).order_line
        turns = self.dossier.sudo().orders_checked
        line.name = "Another word"
        self.env.flush_all()
        self.dossier.invalidate_recordset()
        self.assertEqual(self.dossier.sudo().orders_checked, turns)

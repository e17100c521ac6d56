from odoo import Command
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestExposure(LedgerCommon):
    """What we would lose if the customer never paid again, part by part."""

    def test_an_invoice_counts_when_it_is_posted(self):
        invoice = self._invoice(self.partner, 1000, -10, due=20, post=False)
        self.assertExposure(draft_invoices=1000)
        invoice.action_post()
        self.assertExposure(open_receivable=1000)

    def test_a_quotation_counts_for_nothing(self):
        order = self._order(self.partner, 10, 100, confirm=False)
        self.assertExposure()
        order.action_confirm()
        self.assertExposure(open_orders=1000)
        order._action_cancel()
        self.assertExposure()

    def test_an_undelivered_order_of_a_product_invoiced_on_delivery_counts(self):
        self.assertEqual(self.product.invoice_policy, "delivery")
        order = self._order(self.partner, 1000, 10)
        self.assertEqual(order.order_line.amount_to_invoice, 0)
        self.assertExposure(open_orders=10000)

    def test_delivered_goods_move_from_ordered_to_delivered_to_invoiced(self):
        order = self._order(self.partner, 10, 100)
        order.order_line.qty_delivered = 6
        self.assertExposure(open_orders=400, delivered_not_invoiced=600)
        invoice = order._create_invoices()
        self.assertExposure(open_orders=400, draft_invoices=600)
        invoice.action_post()
        self.assertExposure(open_orders=400, open_receivable=600)

    def test_half_of_a_line_is_half_of_its_cents(self):
        order = self._order(self.partner, 6, 0.30)
        order.order_line.discount = 30.5
        order.order_line.qty_delivered = 3
        self.assertEqual(order.amount_total, 1.25)
        self.assertExposure(open_orders=0.63, delivered_not_invoiced=0.63)

    def test_more_delivered_than_ordered_counts_in_full(self):
        order = self._order(self.partner, 10, 100)
        order.order_line.qty_delivered = 12
        self.assertExposure(delivered_not_invoiced=1200)

    def test_what_is_invoiced_ahead_of_delivery_counts_once(self):
        self.product.invoice_policy = "order"
        order = self._order(self.partner, 10, 100)
        order._create_invoices().action_post()
        order.order_line.qty_delivered = 4
        self.assertExposure(open_receivable=1000)

    def test_goods_delivered_and_credited_do_not_count_for_ever(self):
        order = self._order(self.partner, 10, 100)
        order.order_line.qty_delivered = 10
        invoice = order._create_invoices()
        invoice.action_post()
        invoice._reverse_moves([{"invoice_date": self._day(0)}], cancel=True)
        self.assertEqual(order.order_line.qty_invoiced, 0)
        self.assertExposure()

    def test_a_corrected_invoice_takes_nothing_of_what_is_still_to_leave(self):
        order = self._order(self.partner, 10, 100)
        order.order_line.qty_delivered = 5
        invoice = order._create_invoices()
        invoice.action_post()
        invoice._reverse_moves([{"invoice_date": self._day(0)}], cancel=True)
        order._create_invoices().action_post()
        self.assertEqual(order.order_line.qty_invoiced, 5)
        self.assertExposure(open_receivable=500, open_orders=500)

    def test_an_invoice_ahead_that_is_credited_leaves_the_order_to_be_delivered(self):
        self.product.invoice_policy = "order"
        order = self._order(self.partner, 10, 100)
        invoice = order._create_invoices()
        invoice.action_post()
        invoice._reverse_moves([{"invoice_date": self._day(0)}], cancel=True)
        self.assertExposure(open_orders=1000)

    def test_an_unused_down_payment_is_taken_off_the_order_it_pays(self):
        order = self._order(self.partner, 10, 100)
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": [Command.set(order.ids)],
                "advance_payment_method": "percentage",
                "amount": 30,
            }
        )
        wizard._create_invoices(order).action_post()
        self.assertExposure(
            open_receivable=300, open_orders=1000, unallocated_credits=300
        )
        order.order_line.filtered("product_uom_qty").qty_delivered = 10
        order._create_invoices(final=True).action_post()
        self.assertExposure(open_receivable=1000)

    def test_orders_and_invoices_of_contacts_count_archived_ones_too(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.partner.id, "type": "other"}
        )
        self._order(contact, 1, 100)
        self._invoice(contact, 1000, -5)
        contact.active = False
        self.assertExposure(open_orders=100, open_receivable=1000)

    def test_the_customer_is_who_pays_not_who_orders(self):
        payer = self._create_customer("Parent that pays")
        payer_dossier = self._create_dossier(payer)
        self._order(self.partner, 1, 400, partner_invoice_id=payer.id)
        self.assertExposure()
        self.assertExposure(payer_dossier, open_orders=400)

    def test_what_we_owe_to_a_supplier_is_not_set_off(self):
        self._invoice(self.partner, 1000, -5)
        self._invoice(self.partner, 700, -5, move_type="in_invoice")
        self.assertExposure(open_receivable=1000)

    def test_unallocated_payments_are_shown_apart_and_taken_off(self):
        self._invoice(self.partner, 1000, -5)
        self._prepay(self.partner, 300, -2)
        self.assertExposure(open_receivable=1000, unallocated_credits=300)
        self.assertEqual(self.dossier._exposure()[self.dossier.id].net, 700)

    def test_a_customer_in_credit_has_a_negative_exposure(self):
        self._prepay(self.partner, 300, -2)
        self.assertEqual(self.dossier._exposure()[self.dossier.id].net, -300)

    def test_the_dossiers_own_parts_count(self):
        self.dossier.sudo().write(
            {"special_liabilities": 20, "deposit_held": 5, "guarantees_usable": 7}
        )
        self.assertExposure(special_liabilities=20, deposits=5, guarantees=7)
        self.assertEqual(self.dossier._exposure()[self.dossier.id].net, 8)

    def test_a_change_not_written_to_the_database_yet_counts(self):
        order = self._order(self.partner, 10, 100)
        self.env.flush_all()
        order.order_line.product_uom_qty = 7
        self.assertExposure(open_orders=700)

    def test_orders_of_a_past_day_are_unknown_and_so_is_the_total(self):
        self._invoice(self.partner, 1000, -40)
        self._order(self.partner, 10, 100, days=-40)
        exposure = self.dossier._exposure(self._day(-10))[self.dossier.id]
        self.assertEqual(exposure.open_receivable, 1000)
        self.assertIsNone(exposure.open_orders)
        self.assertIsNone(exposure.net)

    def test_a_foreign_order_counts_at_its_own_rate(self):
        dollar = self.env.ref("base.USD")
        dollar.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": dollar.id,
                "company_id": self.company.id,
                "name": self._day(-100),
                "rate": 0.125,
            }
        )
        pricelist = self.env["product.pricelist"].create(
            {"name": "Dollars", "currency_id": dollar.id}
        )
        self._order(self.partner, 1, 100, pricelist_id=pricelist.id)
        self._invoice(self.partner, 50, -5, currency_id=dollar.id)
        self.assertExposure(open_orders=800, open_receivable=400)

    def test_a_currency_without_a_rate_counts_one_to_one(self):
        currency = self.env["res.currency"].create({"name": "XBJ", "symbol": "B"})
        pricelist = self.env["product.pricelist"].create(
            {"name": "No rate", "currency_id": currency.id}
        )
        self._order(self.partner, 1, 100, pricelist_id=pricelist.id)
        self._invoice(self.partner, 50, -5, currency_id=currency.id)
        self.assertExposure(open_orders=100, open_receivable=50)

    def test_another_companys_documents_are_its_own(self):
        other = self._open_company("Second Distillery")
        self._invoice(self.partner, 1000, -5)
        env = self.env(context=dict(self.env.context, allowed_company_ids=other.ids))
        dossier = env["customer.dossier"].create(
            {"partner_id": self.partner.id, "company_id": other.id}
        )
        self.product.with_env(env).invoice_policy = "delivery"
        order = env["sale.order"].create(
            {
                "partner_id": self.partner.id,
                "order_line": [
                    Command.create(
                        {"product_id": self.product.id, "price_unit": 30, "tax_ids": []}
                    )
                ],
            }
        )
        order.action_confirm()
        both = self.dossier + dossier.with_env(self.env)
        exposures = both._exposure()
        self.assertEqual(exposures[self.dossier.id].net, 1000)
        self.assertEqual(exposures[dossier.id].net, 30)

    def test_the_number_of_queries_does_not_grow_with_the_customers(self):
        dossiers = self.dossier
        for number in range(79):
            partner = self._create_customer(f"Dealer {number}")
            dossiers += self._create_dossier(partner)
        for dossier in dossiers[::4]:
            self._invoice(dossier.partner_id, 100, -5)
            self._order(dossier.partner_id, 1, 100)
        self.env.flush_all()
        for count in (2, 80):
            self.env.invalidate_all()
            batch = self.env["customer.dossier"].browse(dossiers[:count].ids)
            # The dossiers, their company, its address, its time zone's owner; then one
            # each for open items, orders and draft invoices.
            with self.subTest(count=count), self.assertQueryCount(7):
                batch._exposure()

    def test_the_button_for_orders_shows_those_that_the_customer_pays(self):
        parent = self._create_customer("Parent that pays")
        paid = self._order(self.partner, 1, 100, partner_invoice_id=parent.id)
        own = self._order(self.partner, 1, 100)
        other = self._create_dossier(parent)
        for dossier, orders in ((other, paid), (self.dossier, own)):
            action = dossier.with_user(self.leader).action_view_orders()
            found = self.env["sale.order"].search(action["domain"])
            self.assertEqual(found, orders)

from odoo import Command
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldCompanies(HoldCommon):
    """An order is checked in its own company and currency, whoever works where."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.branch = cls.env["res.company"].create(
            {"name": "Branch", "parent_id": cls.company.id}
        )
        cls.env.user.company_ids += cls.branch

    def setUp(self):
        super().setUp()
        self.branch.dossier_hold = True  # as in HoldCommon

    def _in_branch(self, amount):
        order = self.env["sale.order"].with_company(self.branch)
        return order.create(
            {
                "partner_id": self.partner.id,
                "company_id": self.branch.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": self.product.id,
                            "price_unit": amount,
                            "tax_ids": [],
                        }
                    )
                ],
            }
        )

    def _dossier_of_branch(self, **vals):
        return (
            self.env["customer.dossier"]
            .sudo()
            .create(
                {
                    "partner_id": self.partner.id,
                    "company_id": self.branch.id,
                    "archivist_id": self.archivist.id,
                    "account_manager_id": self.account_manager.id,
                    "state": "active",
                    "credit_mode": "limit",
                    **vals,
                }
            )
        )

    def test_whoever_works_in_another_company_meets_the_order_s_own_limit(self):
        self._dossier_of_branch(credit_limit=10)
        elsewhere = self.env(
            context={"allowed_company_ids": [self.branch.id, self.company.id]}
        )
        good = self._quotation(1000).with_env(elsewhere)
        good.action_confirm()
        self.assertEqual((good.state, good.credit_state), ("sale", "clear"))
        bad = self._quotation(0.01).with_env(elsewhere)
        bad.action_confirm()
        self.assertHeld(bad, "over_limit")

    def test_a_branch_is_a_company_of_its_own(self):
        order = self._in_branch(5000)
        order.action_confirm()
        self.assertEqual((order.state, order.credit_state), ("sale", False))
        self.assertEqual(self.dossier._exposure()[self.dossier.id].net, 0)
        branch = self._dossier_of_branch(credit_limit=5100)
        self.assertEqual(branch._exposure()[branch.id].net, 5000)
        again = self._in_branch(101)
        again.action_confirm()
        self.assertHeld(again, "over_limit")

    def test_one_limit_over_a_company_and_its_branch(self):
        branch = self._dossier_of_branch(credit_mode="unlimited")
        self.env["customer.dossier.limit.group"].sudo().create(
            {
                "name": "All of us",
                "amount": 1200,
                "currency_id": self.company.currency_id.id,
                "member_ids": [Command.set((self.dossier + branch).ids)],
            }
        )
        self._in_branch(600).action_confirm()
        order = self._quotation(601)
        order.action_confirm()
        self.assertHeld(order, "over_group")

    def test_a_foreign_order_is_converted_once(self):
        euro = self.env.ref("base.EUR")
        euro.active = True
        self.env["res.currency.rate"].create(
            {
                "currency_id": euro.id,
                "name": self._day(-1),
                "rate": 0.1,
                "company_id": self.company.id,
            }
        )
        prices = self.env["product.pricelist"].create(
            {"name": "Euro", "currency_id": euro.id, "company_id": self.company.id}
        )
        held, passed = (self._quotation(1) for _n in range(2))
        for order, amount in ((held, 100.01), (passed, 100)):
            order.pricelist_id = prices
            order.order_line.price_unit = amount
            self.assertEqual(order.currency_id, euro)
            order.action_confirm()
        self.assertHeld(held, "over_limit")
        self.assertAlmostEqual(self._entry(held).amount, 1000.1, 2)
        self.assertEqual(passed.state, "sale")
        self.assertEqual(self.dossier._exposure()[self.dossier.id].net, 1000)

    def test_checking_changes_no_terms(self):
        names = [
            "credit_mode",
            "credit_limit",
            "agreed_mode",
            "agreed_limit",
            "blocked",
        ]
        before = self.dossier.read(names)
        self._quotation(1000).action_confirm()
        order = self._held(500)
        self._decide(order, self.credit)
        self.assertEqual(order.state, "sale")
        self.assertEqual(self.dossier.read(names), before)
        self.assertEqual(self.partner.with_company(self.company).credit_limit, 0)

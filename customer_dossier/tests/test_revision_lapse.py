from datetime import date, timedelta

from lxml import etree

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools.safe_eval import safe_eval

from .revision_common import RevisionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 08:00:00")
class TestRevisionLapse(RevisionCommon):
    """A dossier that is overdue for revision gets no more credit, and is delivered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dossier.write({"credit_mode": "limit", "credit_limit": 1000})

    def _terms(self, user=None, **vals):
        self.dossier.with_user(user or self.credit).write(vals)

    def test_current_is_found_and_shown_until_the_day_has_passed(self):
        view = self.env.ref("customer_dossier.customer_dossier_view_search_lapse")
        [node] = etree.fromstring(view.arch).iter("filter")
        domain = safe_eval(node.get("domain"))
        Dossier = self.env["customer.dossier"].with_user(self.leader)
        for day, current in (("2026-03-10", True), ("2026-03-11", False)):
            with self._on(day):
                self.dossier.invalidate_recordset(["is_current"])
                self.assertEqual(self.dossier.is_current, current)
                self.assertEqual(self.dossier in Dossier.search(domain), not current)
        with self._on("2026-05-01"):
            self.dossier.action_close()
            self.assertTrue(self.dossier.is_current)

    def test_the_companys_day_decides_not_the_servers(self):
        self.dossier.company_id.partner_id.tz = "Asia/Shanghai"
        for hour, current in (("15:59", True), ("16:01", False)):
            with freeze_time(f"2026-03-10 {hour}:00"):
                self.dossier.invalidate_recordset(["is_current"])
                self.assertEqual(self.dossier.is_current, current)
        notice = self.dossier.company_id.dossier_revision_notice_days
        self.dossier.next_revision_date = date(2026, 3, 11) + timedelta(days=notice)
        for hour, due in (("15:59", False), ("16:01", True)):
            with freeze_time(f"2026-03-10 {hour}:00"):
                planned = self.env["customer.dossier"]._revisions_to_plan()
                self.assertEqual(self.dossier in planned, due)

    def test_credit_is_not_raised_while_the_revision_is_overdue(self):
        with self._on("2026-03-11"):
            for vals in (
                {"credit_limit": 1000.01},
                {"credit_mode": "unlimited"},
                {"credit_mode": "unlimited", "credit_limit": 0},
            ):
                for user in (self.credit, self.leader, self.env.user):
                    with (
                        self.subTest(vals=vals, user=user.login),
                        self.assertRaisesRegex(UserError, "2026-03-10"),
                    ):
                        self._terms(user, **vals)

    def test_lowering_and_keeping_are_always_possible(self):
        with self._on("2026-03-11"):
            self._terms(credit_limit=1000)
            self._terms(credit_limit=900)
            self._terms(credit_mode="cash_only", credit_limit=5000)
            with self.assertRaisesRegex(UserError, "Finish the"):
                self._terms(credit_mode="limit")

    def test_the_way_over_the_customer_raises_nothing_either(self):
        with self._on("2026-03-11"), self.assertRaises(UserError):
            self.partner.sudo().write(
                {
                    "dossier_ids": [
                        Command.update(self.dossier.id, {"credit_limit": 5000})
                    ]
                }
            )

    def test_after_the_approval_credit_may_be_raised_again(self):
        with self._on("2026-03-11"):
            self._approve(self._plan())
            self._terms(credit_limit=5000)
        self.assertEqual(self.dossier.credit_limit, 5000)

    def test_orders_are_confirmed_all_the_same(self):
        with self._on("2026-03-11"):
            product = self.env["product.product"].create({"name": "Baijiu"})
            order = self.env["sale.order"].create(
                {
                    "partner_id": self.partner.id,
                    "order_line": [Command.create({"product_id": product.id})],
                }
            )
            order.action_confirm()
            self.assertEqual(order.state, "sale")

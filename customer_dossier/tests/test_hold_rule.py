from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldRule(HoldCommon):
    """Of several rules of a kind the nearest to the customer counts."""

    def _thresholds(self):
        self.env.invalidate_all()
        found = self.env["customer.dossier.hold.rule"]._thresholds(self.dossier)
        return found[self.dossier.id]

    def test_the_shipped_rules_are_on_and_the_sharp_ones_off(self):
        self.assertEqual(
            self._thresholds(),
            {
                "stopped": 0,
                "overdue_days": 30,
                "not_prepaid": 0,
                "over_limit": 100,
                "over_group": 0,
            },
        )

    def test_settings_name_what_is_checked(self):
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(
            settings.dossier_hold_checks,
            "Supply is stopped, Overdue for days, Cash only, and not paid in advance, "
            "Credit limit used up, Group limit used up",
        )
        self._rule("order_size", threshold=1)
        self.env["customer.dossier.hold.rule"].search(
            [("kind", "=", "over_limit")]
        ).active = False
        settings.invalidate_recordset()
        self.assertIn("Size of the order", settings.dossier_hold_checks)
        self.assertNotIn("Credit limit used up", settings.dossier_hold_checks)
        self.env["customer.dossier.hold.rule"].search([]).active = False
        settings.invalidate_recordset()
        self.assertFalse(settings.dossier_hold_checks)

    def test_the_nearest_counts(self):
        grade = self.env["customer.dossier.grade"].search([], limit=1)
        self.dossier.grade_id = grade
        by_grade = self._rule("over_limit", threshold=110, grade_ids=grade.ids)
        self.assertEqual(self._thresholds()["over_limit"], 110)
        by_name = self._rule("over_limit", threshold=90, dossier_ids=self.dossier.ids)
        self.assertEqual(self._thresholds()["over_limit"], 90)
        by_name.active = False
        self.assertEqual(self._thresholds()["over_limit"], 110)
        by_grade.excluded_ids = self.dossier
        self.assertIsNone(self._thresholds()["over_limit"])
        by_grade.unlink()
        self.assertEqual(self._thresholds()["over_limit"], 100)

    def test_another_company_s_rule_is_not_ours(self):
        self._rule(
            "order_size", threshold=1, company_id=self.env.ref("base.main_company").id
        )
        self.assertNotIn("order_size", self._thresholds())

    def test_without_a_rule_nothing_is_held(self):
        self.env["customer.dossier.hold.rule"].search([]).active = False
        self.dossier.blocked = True
        order = self._quotation(9999)
        order.action_confirm()
        self.assertEqual(order.state, "sale")

    def test_rating_signal_and_terms(self):
        self._rule("rated_low", rating="B")
        self._rule("signalled", severity="medium")
        self._rule("terms_worse")
        self.dossier.rating = "A"
        self.partner.property_payment_term_id = self.env.ref(
            "account.account_payment_term_30days"
        )
        order = self._quotation(1)
        order.payment_term_id = self.env.ref("account.account_payment_term_45days")
        rule = self.env["customer.dossier.signal.rule"].search([], limit=1)
        row = self.dossier._signal_row(rule, {})
        Signal = self.env["customer.dossier.signal"].sudo()
        Signal.create({**row, "severity": "low"})
        order.action_confirm()
        self.assertHeld(order, "terms_worse")
        self.dossier.rating = "B"
        self.dossier.signal_ids.severity = "high"
        order.payment_term_id = self.env.ref("account.account_payment_term_15days")
        order.action_confirm()
        self.assertHeld(order, "rated_low", "signalled")

    def test_one_limit_over_two_customers(self):
        sister = self._create_customer("Sister")
        other = self._create_dossier(sister).sudo()
        other.state = "active"
        group = self.env["customer.dossier.limit.group"].sudo()
        group = group.create({"name": "Group", "amount": 1500})
        (self.dossier + other).limit_group_id = group
        orders = self._quotation(900) + self._quotation(700, sister)
        orders += self._quotation(600, sister)
        orders.action_confirm()
        self.assertEqual(orders.mapped("state"), ["sale", "draft", "sale"])
        self.assertHeld(orders[1], "over_group")

    def test_credit_and_leaders_keep_the_rules(self):
        rule = self._rule("order_size", threshold=5)
        rule.with_user(self.credit).threshold = 6
        rule.with_user(self.leader).threshold = 7
        for user in (
            self.archivist,
            self.account_manager,
            self.salesperson,
            self.auditor,
        ):
            with self.assertRaises(AccessError):
                rule.with_user(user).read(["threshold"])

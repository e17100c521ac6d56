from odoo import Command
from odoo.tests import freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestHoldRecheck(HoldCommon):
    """A held order goes on by itself as soon as what held it is gone."""

    def setUp(self):
        super().setUp()
        self._cron()

    def _cron(self):
        self._run_cron("cron_refresh_stale")

    def _rules(self, kind):
        Rule = self.env["customer.dossier.hold.rule"].sudo()
        return Rule.search([("kind", "=", kind)])

    def assertGoesOn(self, order):
        self.assertEqual(order.state, "draft")
        self._cron()
        self.assertEqual((order.state, self._entry(order).state), ("sale", "passed"))

    def test_a_payment_lets_a_held_order_pass_by_itself(self):
        invoice = self._invoice(self.partner, 900, -5)
        order = self._held(500)
        entry = self._entry(order)
        self.dossier._recheck_holds()
        self.assertEqual(order.state, "draft")
        self._pay(invoice, 0)
        self.dossier._recheck_holds()
        self.assertEqual((order.state, entry.state), ("sale", "passed"))

    def test_the_payment_of_a_sister_lets_it_pass_too(self):
        sister = self._create_dossier(self._create_customer("Sister")).sudo()
        sister.write({"state": "active", "credit_mode": "unlimited"})
        self.env["customer.dossier.limit.group"].sudo().create(
            {
                "name": "Jinling",
                "amount": 1000,
                "currency_id": self.company.currency_id.id,
                "member_ids": [Command.set((self.dossier + sister).ids)],
            }
        )
        invoice = self._invoice(sister.partner_id, 600, -5)
        order = self._held(500)
        self._pay(invoice, 0)
        sister._recheck_holds()
        self.assertEqual(order.state, "sale")

    def test_a_stop_that_is_lifted(self):
        for mark in ("insolvent", "lawsuit", "blocked", "agreed_stop"):
            with self.subTest(mark=mark):
                self.dossier[mark] = True
                order = self._held(100)
                self._cron()
                self.assertEqual(order.state, "draft")
                self.dossier[mark] = False
                self.assertGoesOn(order)

    def test_a_limit_that_is_raised(self):
        order = self._held()
        self.dossier.credit_limit = 2000
        self.assertGoesOn(order)

    def test_a_rule_that_is_relaxed_left_out_or_removed(self):
        self.dossier.credit_mode = "unlimited"
        rule = self._rule("order_size", threshold=50)
        for change in (
            {"threshold": 100},
            {"excluded_ids": [Command.link(self.dossier.id)]},
            {"active": False},
        ):
            with self.subTest(change=change):
                rule.write(
                    {"threshold": 50, "excluded_ids": [Command.clear()], "active": True}
                )
                order = self._held(100)
                rule.write(change)
                self.assertGoesOn(order)
        rule.write({"threshold": 50, "active": True})
        order = self._held(100)
        rule.unlink()
        self.assertGoesOn(order)

    def test_a_nearer_rule_that_is_made(self):
        order = self._held(1100)
        self._rule("over_limit", threshold=120, dossier_ids=self.dossier.ids)
        self.assertGoesOn(order)

    def test_a_group_that_gets_more_and_one_that_is_left(self):
        group = self.env["customer.dossier.limit.group"].sudo()
        group = group.create(
            {
                "name": "Jinling",
                "amount": 100,
                "currency_id": self.company.currency_id.id,
                "member_ids": [Command.set(self.dossier.ids)],
            }
        )
        order = self._held(500)
        group.amount = 600
        self.assertGoesOn(order)
        order = self._held(200)
        self.dossier.limit_group_id = False
        self.assertGoesOn(order)

    def test_a_signal_that_is_closed(self):
        self._rule("signalled", severity="high")
        rule = self.env["customer.dossier.signal.rule"].sudo().search([], limit=1)
        signal = (
            self.env["customer.dossier.signal"]
            .sudo()
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "rule_id": rule.id,
                    "kind": rule.kind,
                    "severity": "high",
                    "raised_on": NOW,
                    "last_seen": NOW,
                }
            )
        )
        order = self._held(100)
        signal.outcome = "They paid."
        signal.action_close()
        self.assertGoesOn(order)

    def test_with_the_new_day_everybody_who_waits_is_looked_at(self):
        order = self._held()
        self.env.cr.execute("UPDATE customer_dossier SET credit_limit = 9000")
        self.dossier.invalidate_recordset()
        self.env.cr.execute(
            "UPDATE customer_dossier_figures SET as_of = NULL, computed_at = NULL"
        )
        while self.env["customer.dossier"]._refresh_due()[1]:
            pass
        self.assertGoesOn(order)

    def test_where_nobody_waits_nothing_is_noted(self):
        self.dossier.blocked = True
        self.dossier.blocked = False
        self._rule("order_size", threshold=50)
        self.assertFalse(self.env["customer.dossier.stale"].search_count([]))

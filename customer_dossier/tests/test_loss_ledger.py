from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .hold_common import HoldCommon
from .ledger_common import NOW

SUMS = ("before", "since", "avoided", "came_in", "late", "forgone")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestLossLedger(HoldCommon):
    """What we lost before the archive and since, and what holds saved or cost."""

    def setUp(self):
        super().setUp()
        self.company.dossier_begun_on = self._day(-400)

    def _loss(self, amount, day, **vals):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == "credit")
        losses = self.env["customer.dossier.loss"].with_user(self.archivist)
        return losses.create(
            {
                "sheet_id": sheet.id,
                "amount": amount,
                "date": self._day(day),
                "cause": "insolvent",
                **vals,
            }
        )

    def _signal(self, avoided=False, suffered=False, closed=True):
        rule = self.env.ref("customer_dossier.signal_rule_overdue")
        signal = self.env["customer.dossier.signal"].create(
            {
                "rule_id": rule.id,
                "kind": rule.kind,
                "dossier_id": self.dossier.id,
                "severity": "high",
                "evidence": {"amount": 5, "days": 40},
                "raised_on": self._day(-3),
                "last_seen": self._day(0),
            }
        )
        signal.write(
            {
                "outcome": "We stopped in time",
                "loss_avoided": avoided,
                "loss_suffered": suffered,
            }
        )
        if closed:
            signal.action_close()
            signal.flush_recordset()
        return signal

    def _ledger(self, user=None):
        return self.env["customer.dossier.loss.ledger"].with_user(user or self.leader)

    def _sums(self):
        ledger = self._ledger().create({})
        return [ledger[name] for name in SUMS]

    def _rows(self):
        self._ledger().create({}).action_show()
        rows = self.env["customer.dossier.loss.row"].with_user(self.leader)
        return rows.search([("create_uid", "=", self.leader.id)])

    def test_losses_count_before_or_since_the_archive_and_once(self):
        self._loss(1000, -900)
        self._loss(500, -400)
        suffered = self._signal(avoided=80, suffered=300)
        self._signal(avoided=7, suffered=7, closed=False)
        self.assertEqual(self._sums(), [1000, 800, 80, 0, 0, 0])
        self._loss(300, -3, signal_id=suffered.id)
        self.assertEqual(self._sums(), [1000, 800, 80, 0, 0, 0])
        ledger = self._ledger().create({})
        self.assertAlmostEqual(ledger.before_yearly, 730.5)
        self.assertAlmostEqual(ledger.since_yearly, 730.5)

    def test_the_rows_make_up_the_sums_and_open_what_they_are_of(self):
        loss = self._loss(1000, -900)
        signal = self._signal(avoided=80)
        rows = self._rows()
        self.assertEqual(
            {
                (row.source, row.phase, row.cause, row.suffered, row.avoided)
                for row in rows
            },
            {
                ("loss", "before", "Could not pay", 1000, False),
                ("signal", "since", signal.rule_id.name, False, 80),
            },
        )
        opened = {row.action_open()["res_id"] for row in rows}
        self.assertEqual(opened, {loss.id, signal.id})
        self.assertEqual(len(self._rows()), 2)

    def test_a_released_order_is_paid_or_overdue_and_a_refused_one_is_lost(self):
        paid, late, refused, waits = (
            self._held(amount) for amount in (1100, 1200, 1300, 1400)
        )
        for order in (paid, late):
            self._decide(order, "release")
            order.order_line.qty_delivered = 1
            invoice = order._create_invoices()
            invoice.invoice_date = invoice.date = self._day(-30)
            invoice.invoice_date_due = self._day(-10)
            invoice.action_post()
            self._pay(invoice, -5, **({} if order == paid else {"amount": 200}))
        self._decide(refused, "reject")
        self.dossier._refresh_figures()
        holds = self.env["customer.dossier.hold"].search(
            [("dossier_id", "=", self.dossier.id)]
        )
        self.assertEqual(
            {
                hold.order_number: (hold.outcome, hold.came_in, hold.late, hold.forgone)
                for hold in holds
            },
            {
                paid.name: ("paid", 1100, 0, False),
                late.name: ("late", 200, 1000, False),
                refused.name: ("forgone", False, False, 1300),
                waits.name: ("waits", False, False, False),
            },
        )
        self.assertEqual(self._sums(), [0, 0, 0, 1300, 1000, 1300])

    def test_an_order_withdrawn_while_held_is_lost_and_a_second_hold_counts_once(self):
        order = self._held(1100)
        order.action_cancel()
        self.dossier._refresh_figures()
        self.assertEqual(order.sudo().credit_hold_ids.outcome, "forgone")
        order.action_draft()
        order.action_confirm()
        self.dossier._refresh_figures()
        self.assertEqual(
            order.sudo().credit_hold_ids.sorted("id").mapped("outcome"),
            ["again", "waits"],
        )
        self.assertEqual(self._sums()[-1], 0)

    def test_a_young_archive_says_nothing_about_a_year(self):
        self.company.dossier_begun_on = False
        self._loss(1000, -900)
        with freeze_time(fields.Datetime.now()):
            ledger = self._ledger().create({})
        self.assertIs(ledger.since_yearly, False)

    def test_a_loss_and_its_signal_are_of_one_customer(self):
        theirs = self._create_dossier(self._create_customer("Next"))
        signal = self._signal()
        signal.dossier_id = theirs
        with self.assertRaisesRegex(ValidationError, "another dossier"):
            self._loss(5, -5, signal_id=signal.id)

    def test_leaders_only_each_their_own_rows_and_companies(self):
        self._loss(1000, -900)
        rows = self._rows()
        for role in (
            "contributor",
            "account_manager",
            "archivist",
            "credit",
            "auditor",
            "manager",
        ):
            user = getattr(self, role)
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._ledger(user).create({})
            with self.subTest(role=role), self.assertRaises(AccessError):
                rows.with_user(user).read(["suffered"])
        second = self._create_user(
            "second",
            "customer_dossier.group_leader",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        with self.assertRaises(AccessError):
            rows.with_user(second).read(["suffered"])
        elsewhere = self._create_company("Elsewhere")
        with self.assertRaises(AccessError):
            self._ledger().create({"company_id": elsewhere.id})

    def test_the_form_opens(self):
        self._loss(1000, -900)
        with Form(self._ledger()) as form:
            self.assertEqual(form.before, 1000)

    def _decide(self, order, kind):
        entry = order.sudo().credit_hold_ids[-1:]
        self.env["customer.dossier.hold.decision"].with_user(self.leader).create(
            {
                "hold_id": entry.id,
                "dossier_id": entry.dossier_id.id,
                "kind": kind,
                "reason": "paying" if kind == "release" else "not_paying",
                "note": "They said so",
                "amount": entry.amount,
            }
        ).action_decide()

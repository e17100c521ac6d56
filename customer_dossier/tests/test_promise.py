from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestPromise(LedgerCommon):
    """A promise to pay is held against the money that came in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Promise = cls.env["customer.dossier.promise"]

    def _promise(self, amount, made, due, user=None, **vals):
        promise = self.Promise.with_user(user or self.account_manager).create(
            {
                "dossier_id": self.dossier.id,
                "amount": amount,
                "made_on": self._day(made),
                "due_on": self._day(due),
                **vals,
            }
        )
        return promise.sudo()

    def assertStates(self, promises, *expected):
        promises.invalidate_recordset()
        self.assertEqual([(one.state, one.paid) for one in promises], [*expected])

    def test_kept_in_part_broken_and_open(self):
        first = self._promise(1000, -60, -40)
        second = self._promise(500, -30, -20)
        third = self._promise(700, -10, -3)
        self.assertStates(first + second + third, *[("broken", 0)] * 2, ("open", 0))
        invoice = self._invoice(self.partner, 5000, -90, due=-60)
        self._pay(invoice, -41, amount=1000)
        self._pay(invoice, -18, amount=200)
        self.assertStates(
            first + second + third,
            ("kept", 1000),
            ("partially_kept", 200),
            ("open", 0),
        )

    def test_money_counts_once_and_not_before_the_promise(self):
        early = self._promise(300, -30, -20)
        late = self._promise(300, -30, -10)
        invoice = self._invoice(self.partner, 5000, -90)
        self._pay(invoice, -31, amount=900)
        self._pay(invoice, -25, amount=300)
        self.assertStates(early + late, ("kept", 300), ("broken", 0))

    def test_an_unmatched_payment_counts_and_a_credit_note_does_not(self):
        promise = self._promise(300, -30, -20)
        invoice = self._invoice(self.partner, 300, -90)
        self._reconcile(invoice, self._refund(self.partner, 300, -25))
        self.assertStates(promise, ("broken", 0))
        self._prepay(self.partner, 300, -24)
        self.assertStates(promise, ("kept", 300))

    def test_broken_ones_reach_the_scorecard_and_raise_a_signal(self):
        self.assertFalse(self.dossier._broken_promises())
        self._promise(1000, -60, -40)
        self._promise(1000, -400, -380)
        invoice = self._invoice(self.partner, 5000, -50)
        self._pay(invoice, -41, amount=250)
        broken = self.dossier._broken_promises()[self.dossier.id]
        self.assertEqual(broken, (1, 750.0, 75.0))
        self.assertEqual(
            self.dossier._raw_values()[self.dossier.id]["broken_promise"], 75.0
        )
        self.dossier.sudo().state = "active"
        self.dossier._refresh_figures()
        self.dossier._raise_signals()
        found = self.dossier.signal_ids.filtered(
            lambda one: one.kind == "broken_promise"
        )
        self.assertEqual(found.evidence, {"count": 1, "unpaid": 750})

    def test_a_promise_stays_as_it_was_made_until_it_is_called_off(self):
        promise = self._promise(1000, -60, -40).with_user(self.account_manager)
        for vals in ({"due_on": self._day(9)}, {"amount": 1}, {"made_on": NOW[:10]}):
            with self.assertRaisesRegex(UserError, "stays as it was made"):
                promise.write(vals)
        with self.assertRaises(AccessError):
            promise.called_off = "I say so"
        with self.assertRaisesRegex(UserError, "why it no longer counts"):
            promise.action_call_off()
        promise.remark = "The invoice was wrong"
        promise.action_call_off()
        self.assertStates(promise, ("called_off", 0))
        self.assertFalse(self.dossier._broken_promises())
        with self.assertRaises(AccessError):
            promise.unlink()

    def test_nonsense_is_refused(self):
        for vals, words in (
            ({"amount": 0, "made": -5, "due": 5}, "amount_positive"),
            ({"amount": 5, "made": 1, "due": 5}, "lies in the future"),
            ({"amount": 5, "made": -1, "due": -2}, "days_ordered"),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaisesRegex(Exception, words):
                with self.cr.savepoint():
                    self._promise(**vals).flush_recordset()

    def test_readers_of_the_dossier_only(self):
        promise = self._promise(10, -5, 5)
        for user in (self.archivist, self.credit, self.leader):
            self._promise(10, -5, 5, user)
            self.assertEqual(promise.with_user(user).amount, 10)
        foreign = self._create_user(
            "other",
            "customer_dossier.group_account_manager",
            company_id=self.company.id,
            company_ids=[(6, 0, self.company.ids)],
        )
        for user in (self.contributor, self.auditor, self.manager, foreign):
            with self.assertRaises(AccessError):
                promise.with_user(user).read(["amount"])
            with self.assertRaises(AccessError):
                self._promise(10, -5, 5, user)

    def test_a_list_costs_the_same_for_any_number(self):
        few = self._promise(10, -5, 5)
        many = few.union(*(self._promise(10, -5, 5) for _n in range(9)))
        one = self._query_count(lambda: few.mapped("state"))
        self.assertLessEqual(self._query_count(lambda: many.mapped("state")), one)

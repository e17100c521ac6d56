from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, TODAY, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAdvice(LedgerCommon):
    """Advice given, apart from orders; followed or not, as the books say."""

    def setUp(self):
        super().setUp()
        for days, amount in ((-110, 1000), (-80, 1100), (-50, 1000), (-20, 900)):
            self._order(self.partner, 1, amount, days)

    def _advise(self, user=None, **vals):
        return (
            self.env["customer.dossier.advice"]
            .with_user(user or self.account_manager)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "reason": "The festival comes early this year.",
                    **vals,
                }
            )
        )

    def test_the_next_order_is_suggested_from_their_rhythm(self):
        form = Form(self.env["customer.dossier.advice"].with_user(self.account_manager))
        form.dossier_id = self.dossier
        self.assertEqual(form.amount, 1000)
        self.assertEqual(str(form.due_on), "2026-04-10")
        form.amount = 1200
        form.reason = "Festival."
        advice = form.save()
        self.assertEqual((advice.amount, advice.state), (1200, "open"))

    def test_too_few_orders_suggest_nothing(self):
        other = self._create_dossier(self._create_customer("Mianyang Spirits"))
        with self.assertRaisesRegex(ValidationError, "for which day"):
            self._advise(dossier_id=other.id, amount=5)

    def test_nothing_is_suggested_about_a_customer_of_somebody_else(self):
        foreign = self._create_user(
            "foreign", "base.group_user,customer_dossier.group_account_manager"
        )
        Advice = self.env["customer.dossier.advice"].with_user(foreign)
        values = {"dossier_id": self.dossier.id, "kind": "order"}
        found = Advice.new(values)
        self.assertFalse(found.amount or found.due_on)
        with self.assertRaises(AccessError):
            self._advise(user=foreign, amount=5, due_on=TODAY)

    def test_an_order_like_it_in_time_follows(self):
        for amount, days, state in (
            (799, 12, "not_followed"),
            (800, 12, "followed"),
            (1500, 24, "followed"),
            (1500, 25, "not_followed"),
        ):
            with self.subTest(amount=amount, days=days):
                advice = self._advise()
                with self._on(self._day(days)):
                    order = self._order(self.partner, 1, amount, days)
                with self._on("2026-04-24"):
                    self.env["customer.dossier.advice"]._cron_judge()
                early = advice.state
                with self._on("2026-04-26"):
                    self.env["customer.dossier.advice"]._cron_judge()
                self.assertEqual(advice.state, state)
                due = state == "followed" and days <= 24
                self.assertEqual(early, "followed" if due else "open")
                order._action_cancel()

    def test_a_price_is_judged_by_who_has_seen_it(self):
        advice = self._advise(kind="price", product_id=self.product.id, amount=128)
        with self.assertRaises(AccessError):
            advice.with_user(self.credit).action_followed()
        advice.action_followed()
        self.assertEqual((advice.state, advice.followed_on), ("followed", TODAY))
        with self.assertRaisesRegex(UserError, "what is said once stays"):
            advice.action_not_followed()
        with self.assertRaisesRegex(UserError, "comes from the books"):
            self._advise().action_followed()

    def test_before_and_after(self):
        self._invoice(self.partner, 500, -30)
        self._invoice(self.partner, 70, -91)
        advice = self._advise(kind="price", amount=128)
        advice.action_followed()
        self.assertEqual((advice.sales_before, advice.sales_after), (500, False))
        with self._on("2026-05-01"):
            self._invoice(self.partner, 700, 31)
        with self._on("2026-06-29"):
            advice.invalidate_recordset()
            self.assertEqual((advice.sales_before, advice.sales_after), (500, 700))

    def test_it_stays_as_it_was_given(self):
        advice = self._advise()
        for record in (advice, advice.sudo()):
            with self.assertRaisesRegex(UserError, "as it was given"):
                record.amount = 5
        with self.assertRaises(AccessError):
            advice.state = "followed"
        with self.assertRaises(UserError):
            advice.sudo().unlink()
        advice.result = "Sold out before the festival."

    def test_nonsense_is_refused(self):
        for amount in (0, -1, 1e15):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._advise(amount=amount)
        with self.assertRaisesRegex(ValidationError, "lies in the future"):
            self._advise(given_on="2026-04-01")

    def test_who_may_give_it(self):
        for user in (self.account_manager, self.archivist, self.leader):
            self._advise(user=user)
        for user in (self.credit, self.manager, self.auditor, self.employee):
            with self.assertRaises(AccessError):
                self._advise(user=user)

    def test_the_record_of_each_adviser(self):
        self._advise(kind="price", amount=128).action_followed()
        self._advise(kind="price", amount=138).action_not_followed()
        rows = (
            self.env["customer.dossier.advice"]
            .with_user(self.leader)
            .formatted_read_group([], ["user_id", "state"], ["__count"])
        )
        self.assertEqual(
            [(row["state"], row["__count"]) for row in rows],
            [("followed", 1), ("not_followed", 1)],
        )

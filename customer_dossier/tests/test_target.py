from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTarget(LedgerCommon):
    """What a customer is to buy, against what the invoices say."""

    def _target(self, first, last, amount=1000, dossier=None, kind="sales"):
        """A target of the leader's, from and to so many days from today."""
        return (
            self.env["customer.dossier.target"]
            .with_user(self.leader)
            .create(
                {
                    "dossier_id": (dossier or self.dossier).id,
                    "kind": kind,
                    "date_from": self._day(first),
                    "date_to": self._day(last),
                    "amount": amount,
                }
            )
        )

    def test_grade_and_rating_stand_beside_it(self):
        self.dossier.sudo().write(
            {
                "grade_id": self.env.ref("customer_dossier.grade_key").id,
                "rating": "AA",
            }
        )
        target = self._target(-100, -1)
        self.assertEqual((target.grade_id.code, target.rating), ("key", "AA"))
        with self.assertRaises(AccessError):
            target.with_user(self.contributor).rating  # noqa: B018 an id alone tells nothing

    def test_invoices_less_credit_notes_of_the_period_count(self):
        for days, amount in ((-101, 5), (-100, 300), (-1, 200), (0, 100)):
            self._invoice(self.partner, amount, days)
        self._refund(self.partner, 50, -10)
        self._invoice(self.partner, 999, -20, post=False)
        self._invoice(self._create_customer("Other"), 777, -20)
        target = self._target(-100, -1)
        self.assertEqual((target.actual, target.achieved), (450.0, 45.0))
        self.assertTrue(target.behind)
        running = self._target(-99, 99)
        self.assertEqual((running.actual, running.achieved), (250.0, 25.0))

    def test_a_contact_s_invoices_are_the_company_s(self):
        contact = self._create_customer("Shop", parent_id=self.partner.id)
        contact.is_company = False
        self._invoice(contact, 100, -5)
        self.assertEqual(self._target(-10, 10).actual, 100.0)

    def test_collections_are_the_money_that_came_in(self):
        invoice = self._invoice(self.partner, 900, -60)
        self._pay(invoice, -50, amount=300)
        self._prepay(self.partner, 80, -5)
        collections = self._target(-55, 9, kind="collections")
        self.assertEqual((collections.actual, collections.achieved), (380.0, 38.0))
        self.assertEqual(self._target(-55, 9).actual, 0.0)

    def test_a_target_moves_with_the_figures_and_is_found_when_it_falls_behind(self):
        targets = self._target(-40, -1) | self._target(-40, -1, kind="collections")
        self.assertEqual(targets.mapped("actual"), [0.0, 0.0])
        behind = [("behind", "=", True), ("dossier_id", "=", self.dossier.id)]
        self.assertEqual(len(targets.search(behind)), 2)
        self._pay(self._invoice(self.partner, 1200, -30), -20)
        self.dossier.with_user(self.credit).action_refresh_figures()
        targets.invalidate_recordset()
        self.assertEqual(targets.mapped("actual"), [1200.0, 1200.0])
        self.assertEqual(self.dossier.turnover, 1200.0)
        self.assertFalse(targets.search(behind))
        self.assertEqual(
            targets._read_group(
                [("dossier_id", "=", self.dossier.id)], ["kind"], ["actual:sum"]
            ),
            [("collections", 1200.0), ("sales", 1200.0)],
        )

    def test_nothing_is_said_before_a_period_begins_and_zero_is_said_after(self):
        later, now = self._target(1, 30), self._target(0, 30)
        self.assertIs(later.actual, False)
        self.assertIs(later.achieved, False)
        self.assertFalse(later.behind)
        self.assertEqual((now.actual, now.achieved), (0.0, 0.0))
        self.assertFalse(now.behind)

    def test_nonsense_is_refused(self):
        target = self._target(-10, 10)
        for vals in (
            {"amount": 0},
            {"amount": -5},
            {"date_to": self._day(-11)},
        ):
            with self.subTest(vals=vals), mute_logger("odoo.sql_db"):
                with self.assertRaises(IntegrityError), self.cr.savepoint():
                    target.write(vals)
                    target.flush_recordset()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._target(-10, 10).flush_recordset()

    def test_a_closed_dossier_gets_no_target(self):
        self.dossier.with_user(self.leader).action_close()
        with self.assertRaises(ValidationError):
            self._target(-10, 10)

    def test_leaders_set_targets_and_readers_read_them(self):
        target = self._target(-10, 10)
        for user in (self.account_manager, self.archivist, self.credit):
            with self.subTest(user=user.login):
                self.assertEqual(target.with_user(user).amount, 1000)
                with self.assertRaises(AccessError):
                    target.with_user(user).amount = 1
        for user in (self.auditor, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                target.with_user(user).read(["amount"])

    def test_many_cost_as_many_queries_as_few(self):
        def queries(count):
            targets = self.env["customer.dossier.target"]
            for number in range(count):
                dossier = self._create_dossier(
                    self._create_customer(f"Dealer {number} of {count}")
                )
                targets |= self._target(-10, 10, dossier=dossier)
            targets = targets.sudo()
            targets.flush_recordset()
            targets.invalidate_recordset()
            return self._query_count(targets._refresh)

        queries(1)  # warms the caches
        self.assertEqual(queries(3), queries(9))

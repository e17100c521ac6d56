from psycopg2.errors import CheckViolation, RaiseException

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon
from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestDeposit(MeasureCommon, LedgerCommon):
    """Received, returned, forfeited; held is the sum, and agrees with the ledger."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.account = cls.env["account.account"].create(
            {
                "name": "Deposits of dealers",
                "code": "224100",
                "account_type": "liability_current",
                "company_ids": [Command.link(cls.company.id)],
            }
        )
        cls.bank = cls.env["account.journal"].search(
            [("company_id", "=", cls.company.id), ("type", "=", "bank")], limit=1
        )

    @classmethod
    def _setup_users(cls):
        super()._setup_users()
        cls.credit.group_ids += cls.env.ref("account.group_account_invoice")

    def setUp(self):
        super().setUp()
        self.company.dossier_deposit_account_id = self.account

    def _move(self, kind, amount, user=None, **vals):
        return (
            self.env["customer.dossier.deposit"]
            .with_user(user or self.credit)
            .create(
                {
                    "dossier_id": self.dossier.id,
                    "kind": kind,
                    "amount": amount,
                    "reference": "Receipt 17",
                    **vals,
                }
            )
        )

    def _entry(self, amount, partner=None):
        """Money in (or out) against the account of deposits."""
        other = self.bank.default_account_id
        lines = [(other, amount), (self.account, -amount)]
        move = self.env["account.move"].create(
            {
                "journal_id": self.bank.id,
                "date": self._day(0),
                "partner_id": (partner or self.partner).id,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": (partner or self.partner).id,
                            "debit": max(value, 0),
                            "credit": max(-value, 0),
                        }
                    )
                    for account, value in lines
                ],
            }
        )
        move.action_post()
        return move

    def _held(self):
        self.dossier.invalidate_recordset()
        exposure = self.dossier._exposure()[self.dossier.id]
        self.assertEqual(exposure.deposits, self.dossier.deposit_held)
        return self.dossier.deposit_held

    def test_what_is_held_is_the_sum_and_counts_against_the_exposure(self):
        self._move("received", 50000)
        self._move("received", 10000)
        self.assertEqual(self._held(), 60000)
        self._move("returned", 15000)
        self.assertEqual(self._held(), 45000)

    def test_no_more_leaves_than_is_held(self):
        self._move("received", 1000)
        with self.assertRaisesRegex(UserError, "more would leave than is held"):
            self._move("returned", 1000.01)

    def test_a_typed_deposit_gives_way_to_the_register(self):
        terms = self.dossier.with_user(self.credit)
        terms.deposit_held = 30000
        self.assertFalse(terms.is_registered)
        self._move("received", 20000)
        self.assertEqual(self._held(), 20000)
        self.assertTrue(terms.is_registered)
        with self.assertRaisesRegex(UserError, "follows from its register"):
            terms.deposit_held = 30000
        # What a form sends back unchanged is no typing over.
        terms.deposit_held = 20000

    def test_a_movement_has_a_document_and_a_day_that_has_come(self):
        for pattern, vals in (
            ("moves with a document", {"reference": " "}),
            ("lies in the future", {"day": "2026-04-01"}),
        ):
            with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
                self._move("received", 5, **vals)
        other = self._create_customer("Mianyang Spirits")
        with self.assertRaisesRegex(ValidationError, "about another customer"):
            self._move("received", 5, move_id=self._entry(5, other).id)
        for kind, amount in (("received", 0), ("received", 1e15), ("returned", -5)):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self._move(kind, amount)

    def test_register_and_ledger_agree(self):
        received = self._move("received", 50000, move_id=self._entry(50000).id)
        returned = self._move("returned", 8000)
        self.assertEqual(self._gap(), (50000, -8000))
        entry = self._entry(-8000)
        returned.move_id = entry
        self.assertEqual(self._gap(), (42000, 0))
        self.assertEqual(
            sum((received | returned).mapped("change")),
            -sum(
                (received | returned)
                .move_id.line_ids.filtered(lambda line: line.account_id == self.account)
                .mapped("balance")
            ),
        )

    def _gap(self):
        dossier = self.dossier.with_user(self.leader)
        dossier.invalidate_recordset()
        return dossier.deposit_booked, dossier.deposit_gap

    def test_without_an_account_nothing_is_said_of_the_books(self):
        self.company.dossier_deposit_account_id = False
        self.assertEqual(self._gap(), (False, False))

    def test_a_movement_stays_as_it_was(self):
        movement = self._move("received", 50000)
        for vals in ({"amount": 5}, {"day": "2026-01-01"}, {"reference": "x"}):
            with self.assertRaisesRegex(UserError, "cannot be changed"):
                movement.write(vals)
        with self.assertRaisesRegex(UserError, "cannot be changed or deleted"):
            movement.sudo().unlink()
        movement.move_id = self._entry(50000)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            movement.move_id = False
        with self.assertRaises(UserError):
            movement.sudo().unlink()
        self.env.flush_all()
        for query in (
            "UPDATE customer_dossier_deposit SET amount = 1 WHERE id = %s",
            "UPDATE customer_dossier_deposit SET change = 1 WHERE id = %s",
            "DELETE FROM customer_dossier_deposit WHERE id = %s",
        ):
            with (
                self.assertRaises(RaiseException),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                # pylint: disable=sql-injection
                self.cr.execute(query, [movement.id])

    def test_who_may_write_down_what(self):
        for user in (self.account_manager, self.archivist, self.manager):
            with self.assertRaises(AccessError):
                self._move("received", 5, user=user)
        self._move("received", 50000, user=self.leader)
        for kind in ("forfeited", "restored"):
            with self.assertRaisesRegex(UserError, "by a measure in force"):
                self._move(kind, 5, user=self.leader)
        measure = self._proposal("forfeit_deposit")
        with self.assertRaises(UserError):
            self._move("forfeited", 5, user=self.leader, measure_id=measure.id)

    def test_forfeiting_is_the_effect_of_a_measure(self):
        self._move("received", 50000)
        measure = self._proposal("forfeit_deposit", amount=20000)
        self.assertEqual(self._held(), 50000)
        measure.with_user(self.leader).action_approve()
        self.assertEqual(self._held(), 30000)
        movement = self.dossier.sudo().deposit_ids.filtered("measure_id")
        self.assertRecordValues(
            movement,
            [{"kind": "forfeited", "change": -20000, "user_id": self.leader.id}],
        )
        self._move("returned", 25000)
        undone = measure.with_user(self.leader)
        undone.words = "The goods were counterfeit, not theirs."
        undone.action_revert()
        self.assertEqual(self._held(), 25000)

    def test_what_is_forfeited_stays_so_when_the_measure_ends(self):
        self._move("received", 50000)
        measure = self._in_force("forfeit_deposit", amount=20000)
        measure.with_user(self.leader).action_end()
        self.assertEqual(self._held(), 30000)

    def test_no_more_is_forfeited_than_is_held(self):
        self._move("received", 50000)
        draft = self._draft("forfeit_deposit", amount=50001)
        with self.assertRaisesRegex(ValidationError, "more than the deposit"):
            draft.action_propose()
        # Two at once: the second finds that the money is gone.
        first = self._proposal("forfeit_deposit", amount=40000)
        second = self._proposal("forfeit_deposit", amount=40000)
        first.with_user(self.leader).action_approve()
        with self.assertRaisesRegex(ValidationError, "more than the deposit"):
            second.with_user(self.leader).action_approve()

    def test_the_ladder_suggests_it_where_there_is_a_deposit(self):
        late = {"as_of": "2026-03-30", "oldest_overdue_days": 95, "overdue": 400.0}
        self.dossier.figures_id.sudo().write(late)
        self.dossier.invalidate_recordset()
        self.assertFalse(self.dossier._suggest_measures())
        self._move("received", 50000)
        draft = self.dossier._suggest_measures()
        self.assertEqual(draft.type_id.code, "forfeit_deposit")
        self.assertEqual(draft.amount, 50000)

    def test_the_books_of_many_cost_one_query(self):
        many = self.dossier
        for number in range(10):
            many |= self._create_dossier(self._create_customer(f"Dealer {number}"))
        few = self._query_count(lambda: many[:2].mapped("deposit_gap"))
        more = self._query_count(lambda: many.mapped("deposit_gap"))
        self.assertLessEqual(more, few + 1)

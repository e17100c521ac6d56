from datetime import date

from psycopg2.errors import CheckViolation, UniqueViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon
from .measure_common import MeasureCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestBonus(MeasureCommon, LedgerCommon):
    """Accrued, cancelled, settled as a draft credit note; it agrees with the ledger."""

    @classmethod
    def _setup_users(cls):
        super()._setup_users()
        cls.credit.group_ids += cls.env.ref("account.group_account_invoice")

    def setUp(self):
        super().setUp()
        self.scheme = self._scheme(2026)
        self.bonus = self.env["customer.dossier.bonus"]._open_for(self.scheme)

    def _scheme(self, year):
        return self.env["customer.dossier.bonus.scheme"].create(
            {
                "company_id": self.company.id,
                "year": year,
                "rate_ids": [
                    Command.create({"turnover_from": 500, "percent": 2}),
                    Command.create({"turnover_from": 1000, "percent": 3}),
                ],
            }
        )

    def assertBonus(self, **expected):
        self.bonus._reckon()
        self.assertRecordValues(self.bonus, [expected])

    def test_it_accrues_from_the_net_sales_of_the_year(self):
        self.assertBonus(net_sales=0, percent=0, accrued=0, owed=0)
        self._invoice(self.partner, 600, -10)
        self.assertBonus(net_sales=600, percent=2, accrued=12, owed=12)
        self._invoice(self.partner, 600, -5)
        self.assertBonus(net_sales=1200, percent=3, accrued=36, owed=36)
        # Goods that came back earn nothing; last year's sales are last year's.
        self._refund(self.partner, 300, -1)
        self._invoice(self.partner, 9000, date(2025, 12, 31))
        self._invoice(self.partner, 9000, 0, post=False)
        self.assertBonus(net_sales=900, percent=2, accrued=18, owed=18)

    def test_conditions_are_told_by_name(self):
        self._invoice(self.partner, 600, -10)
        self.dossier.figures_id.sudo().write({"oldest_overdue_days": 3})
        self.dossier.sudo().next_revision_date = "2026-03-01"
        self.dossier.invalidate_recordset()
        self._in_force("cash_only")
        self.bonus._reckon()
        self.assertEqual(
            self.bonus.unmet, ["need_paid", "need_revised", "need_no_breach"]
        )
        self.assertIn("not met: Nothing overdue", self.bonus.unmet_words)
        self.scheme.write({"need_paid": False, "need_revised": False})
        self.scheme.breach_degree = 5
        self.bonus._reckon()
        self.assertFalse(self.bonus.unmet)
        self.assertFalse(self.bonus.unmet_words)

    def test_a_measure_cancels_it_and_undoing_gives_back_what_is_earned_by_then(self):
        self._invoice(self.partner, 600, -10)
        self.bonus._reckon()
        measure = self._proposal("cancel_bonus")
        self.assertEqual(self.bonus.state, "open")
        measure.with_user(self.leader).action_approve()
        self.assertRecordValues(
            self.bonus,
            [
                {
                    "state": "cancelled",
                    "accrued": 12,
                    "cancelled": 12,
                    "owed": 0,
                    "measure_id": measure.id,
                }
            ],
        )
        self._invoice(self.partner, 600, -5)
        undone = measure.with_user(self.leader)
        undone.words = "The reading was wrong."
        undone.action_revert()
        self.assertRecordValues(
            self.bonus, [{"state": "open", "accrued": 36, "cancelled": 0, "owed": 36}]
        )

    def test_what_is_cancelled_stays_so_when_the_measure_ends(self):
        self._invoice(self.partner, 600, -10)
        measure = self._in_force("cancel_bonus")
        measure.with_user(self.leader).action_end()
        self.assertBonus(state="cancelled", owed=0)

    def test_nothing_to_cancel(self):
        self.bonus.sudo().unlink()
        with self.assertRaisesRegex(ValidationError, "no open bonus"):
            self._draft("cancel_bonus").action_propose()

    def _last_year(self):
        scheme = self._scheme(2025)
        bonus = self.env["customer.dossier.bonus"]._open_for(scheme)
        self._invoice(self.partner, 2000, date(2025, 6, 30))
        bonus._reckon()
        return bonus

    def test_it_is_settled_as_a_draft_credit_note(self):
        bonus = self._last_year().with_user(self.credit)
        bonus.action_settle()
        note = bonus.move_id
        self.assertRecordValues(
            note,
            [
                {
                    "move_type": "out_refund",
                    "state": "draft",
                    "partner_id": self.partner.id,
                    "amount_untaxed": 60,
                }
            ],
        )
        self.assertRecordValues(
            bonus,
            [{"state": "settled", "accrued": 60, "settled": 60, "owed": 0}],
        )
        with self.assertRaisesRegex(UserError, "settled already"):
            bonus.action_settle()
        # What comes later changes nothing of it.
        self._invoice(self.partner, 9000, date(2025, 7, 30))
        bonus.action_reckon()
        self.assertEqual(bonus.accrued, 60)

    def test_without_its_credit_note_it_is_open_again(self):
        bonus = self._last_year().with_user(self.credit)
        bonus.action_settle()
        # The accountant gives less than was proposed, and then throws it away.
        bonus.move_id.invoice_line_ids.price_unit = 50
        bonus.action_reckon()
        self.assertRecordValues(
            bonus, [{"state": "settled", "settled": 50, "owed": 10}]
        )
        bonus.move_id.unlink()
        bonus.action_reckon()
        self.assertRecordValues(bonus, [{"state": "open", "settled": 0, "owed": 60}])
        bonus.action_settle()
        self.assertEqual(bonus.state, "settled")

    def test_accrued_cancelled_and_settled_agree_with_the_ledger(self):
        bonus = self._last_year()
        bonus.with_user(self.credit).action_settle()
        bonus.sudo().move_id.action_post()
        sold = self.env["account.move.line"]._read_group(
            [
                ("partner_id", "=", self.partner.id),
                ("account_id.account_type", "=", "income"),
                ("date", "<=", "2025-12-31"),
                ("parent_state", "=", "posted"),
            ],
            [],
            ["balance:sum"],
        )[0][0]
        self.assertEqual(bonus.net_sales, -sold)
        self.assertEqual(bonus.accrued, -sold * 3 / 100)
        self.assertEqual(bonus.settled, -bonus.sudo().move_id.amount_untaxed_signed)
        self.assertEqual(bonus.accrued - bonus.cancelled - bonus.settled, bonus.owed)

    def test_what_stands_against_settling(self):
        self._invoice(self.partner, 600, -10)
        with self.assertRaisesRegex(UserError, "year is not over"):
            self.bonus.with_user(self.credit).action_settle()
        bonus = self._last_year().with_user(self.credit)
        self.dossier.figures_id.sudo().write({"oldest_overdue_days": 3})
        self.dossier.invalidate_recordset()
        with self.assertRaisesRegex(UserError, "not met: Nothing overdue"):
            bonus.action_settle()
        self.dossier.figures_id.sudo().write({"oldest_overdue_days": 0})
        self.dossier.invalidate_recordset()
        for user in (self.account_manager, self.archivist, self.leader):
            with self.assertRaises(AccessError):
                bonus.with_user(user).action_settle()
        self._refund(self.partner, 1900, date(2025, 7, 30))
        with self.assertRaisesRegex(UserError, "nothing is owed"):
            bonus.action_settle()

    def test_nobody_writes_it_by_hand(self):
        for user in (self.account_manager, self.credit, self.leader, self.manager):
            with self.assertRaises(AccessError):
                self.bonus.with_user(user).accrued = 5

    def test_nonsense_is_refused(self):
        for vals in ({"percent": 101}, {"percent": -1}, {"turnover_from": -5}):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.scheme.rate_ids[0].write(vals)
                self.env.flush_all()
        with (
            self.assertRaises(UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._scheme(2026)

    def test_the_night_opens_and_reckons(self):
        self.bonus.sudo().unlink()
        self._invoice(self.partner, 600, -10)
        self.env.ref("customer_dossier.cron_reckon_bonuses").method_direct_trigger()
        bonus = self.dossier.sudo().bonus_ids
        self.assertEqual((bonus.year, bonus.accrued), (2026, 12))

    def test_many_cost_no_more_queries(self):
        for number in range(10):
            dossier = self._create_dossier(self._create_customer(f"Dealer {number}"))
            dossier.sudo().state = "active"
        many = self.bonus | self.env["customer.dossier.bonus"]._open_for(self.scheme)
        few = self._query_count(lambda: many[:2]._reckon())
        more = self._query_count(lambda: many._reckon())
        self.assertLessEqual(more, few + 2)

from odoo import Command
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresPayment(LedgerCommon):
    """How a customer pays: what counts as money, and how late it came."""

    def test_a_credit_note_is_not_a_payment(self):
        for days in (-200, -150, -120):
            invoice = self._invoice(self.partner, 100, days)
            self._reconcile(invoice, self._refund(self.partner, 100, days + 90))
        self.assertFigures({"days_beyond_terms": None})

    def test_days_beyond_terms_weigh_amounts_and_include_what_is_open(self):
        self._pay(self._invoice(self.partner, 1000, -200, due=-170), -170)
        self.assertFigures({"days_beyond_terms": 0.0, "payment_index": 80.0})
        self._invoice(self.partner, 99000, -110, due=-80)
        self.assertFigures({"days_beyond_terms": 79.2})

    def test_a_prepayment_is_early_by_its_own_date(self):
        payment = self._prepay(self.partner, 1000, -120)
        invoice = self._invoice(self.partner, 1000, -100, due=-70)
        self._reconcile(invoice, payment.move_id)
        self.assertFigures({"days_beyond_terms": -50.0, "receivable": 0.0})

    def test_a_write_off_inside_a_payment_is_not_money(self):
        account = self.company.default_cash_difference_expense_account_id
        invoice = self._invoice(self.partner, 1000, -150, due=-120)
        self._pay(
            invoice,
            -110,
            amount=900,
            payment_difference_handling="reconcile",
            writeoff_account_id=account.id,
        )
        self.assertEqual(invoice.payment_state, "paid")
        self._pay(self._invoice(self.partner, 900, -100, due=-100), -100)
        # 900 came ten days late and 900 in time: the 100 given up weigh nothing.
        self.assertFigures({"days_beyond_terms": 5.0})

    def test_an_entry_in_the_bank_journal_without_money_is_not_money(self):
        """Given up by hand where payments are booked: no account of money is in it."""
        invoice = self._invoice(self.partner, 1000, -150, due=-120)
        loss = self.company.default_cash_difference_expense_account_id
        receivable = self.partner.property_account_receivable_id
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": self._bank().id,
                "date": self._day(-20),
                "line_ids": [
                    Command.create({"account_id": loss.id, "debit": 400}),
                    Command.create(
                        {
                            "account_id": receivable.id,
                            "partner_id": self.partner.id,
                            "credit": 400,
                        }
                    ),
                ],
            }
        )
        entry.action_post()
        self._reconcile(invoice, entry)
        self._pay(invoice, -110)
        self.assertFigures({"days_beyond_terms": 10.0})

    def test_little_history_gives_no_payment_index(self):
        self._pay(self._invoice(self.partner, 100, -30), -20)
        self.assertFigures({"payment_index": None})
        for days in (-28, -26):
            self._pay(self._invoice(self.partner, 100, days), days + 10)
        self.assertFigures({"days_beyond_terms": 10.0})

    def test_dso_counts_back_and_is_unknown_when_sales_run_out(self):
        self._invoice(self.partner, 100, -3)
        self.assertFigures({"dso": 31.0, "best_possible_dso": 0.0})
        self._invoice(self.partner, 100, -200)
        self.assertFigures({"dso": None})

from datetime import date

from odoo import Command
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFigures(LedgerCommon):
    """What a customer owes: each open item at its age, today and on past days."""

    def test_due_today_is_not_overdue_and_due_yesterday_is(self):
        self._invoice(self.partner, 100, -30, due=0)
        self.assertFigures({"not_due": 100, "overdue": 0, "oldest_overdue_days": None})
        self._invoice(self.partner, 70, -30, due=-1)
        self.assertFigures(
            {"overdue_1_30": 70, "overdue": 70, "oldest_overdue_days": 1}
        )

    def test_today_is_the_companys_day(self):
        self._invoice(self.partner, 100, -30, due=0)
        with freeze_time("2026-03-31 16:30:00"):
            # Half past midnight of 1 April in China, still 31 March in London.
            self.assertFigures({"overdue": 100, "as_of": date(2026, 4, 1)})
        self.company.partner_id.tz = "Europe/London"
        with freeze_time("2026-03-31 16:30:00"):
            self.assertFigures({"overdue": 0, "as_of": date(2026, 3, 31)})

    def test_each_instalment_ages_on_its_own(self):
        terms = self.env["account.payment.term"].create(
            {
                "name": "40 % now, the rest in 60 days",
                "line_ids": [
                    Command.create(
                        {"value_amount": 40, "value": "percent", "nb_days": 0}
                    ),
                    Command.create(
                        {"value_amount": 60, "value": "percent", "nb_days": 60}
                    ),
                ],
            }
        )
        invoice = self._invoice(
            self.partner, 1000, -40, invoice_payment_term_id=terms.id
        )
        self.assertFigures({"not_due": 600, "overdue_31_60": 400})
        # Odoo lets nobody delete terms in use; a database from elsewhere may lack them.
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move SET invoice_payment_term_id = NULL WHERE id = %s",
            [invoice.id],
        )
        self.assertFigures({"not_due": 600, "overdue_31_60": 400})

    def test_without_a_due_date_the_entrys_date_counts(self):
        invoice = self._invoice(self.partner, 100, -45, due=20)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_move_line SET date_maturity = NULL WHERE move_id = %s",
            [invoice.id],
        )
        self.assertFigures({"overdue_31_60": 100, "not_due": 0})

    def test_a_disputed_invoice_ages_but_is_not_held_against_the_customer(self):
        self._pay(self._invoice(self.partner, 1000, -200), -200)
        self._invoice(self.partner, 500, -90).no_followup = True
        self.assertFigures(
            {
                "days_beyond_terms": 0.0,
                "overdue_61_90": 500,
                "overdue_disputed": 500,
                "overdue_undisputed_30": 0,
                "oldest_overdue_days": None,
            }
        )

    def test_an_overpayment_leaves_a_credit(self):
        invoice = self._invoice(self.partner, 100, -20)
        payment = self._prepay(self.partner, 130, -5)
        self._reconcile(invoice, payment.move_id)
        self.assertFigures(
            {"receivable": -30.0, "unallocated_credit": 30.0, "overdue": 0.0}
        )

    def test_a_bounced_payment_makes_the_invoice_open_again(self):
        invoice = self._invoice(self.partner, 100, -20)
        payment = self._pay(invoice, -10)
        self.assertFigures({"receivable": 0.0})
        payment.action_draft()
        payment.action_cancel()
        self.assertFigures({"receivable": 100.0, "overdue_1_30": 100.0})

    def test_a_past_day_shows_what_was_open_then(self):
        invoice = self._invoice(self.partner, 1000, -60, due=-30)
        self._pay(invoice, -10, amount=400)
        self._pay(invoice, -5)
        self.assertFigures({"receivable": 0.0})
        self.assertFigures(
            {"receivable": 600.0, "overdue_1_30": 600.0}, as_of=self._day(-7)
        )
        self.assertFigures(
            {"receivable": 1000.0, "turnover": 1000.0}, as_of=self._day(-20)
        )
        self.assertFigures({"receivable": 0.0, "turnover": None}, as_of=self._day(-90))

    def test_a_draft_below_zero_lowers_nothing_until_it_is_posted(self):
        self._invoice(self.partner, 70, -5, post=False)
        self._invoice(self.partner, -50, -5, post=False)
        self.assertFigures({"exposure_draft": 70.0, "exposure": 70.0})

    def test_utilisation_exists_only_with_a_limit(self):
        self._invoice(self.partner, 500, -5)
        self.assertFigures({"utilisation": None, "exposure": 500.0})
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 1000})
        self.assertFigures({"utilisation": 50.0})
        self.dossier.sudo().credit_limit = 0
        self.assertFigures({"utilisation": None})

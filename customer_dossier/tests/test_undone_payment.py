from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestUndonePayment(LedgerCommon):
    """What an un-reconciliation takes from the ledger stays in the archive."""

    def _matched(self, invoice, day=-1):
        """The reconciliations of an invoice, made so many days from today."""
        lines = invoice.line_ids
        partials = lines.matched_credit_ids | lines.matched_debit_ids
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE account_partial_reconcile SET create_date = %s"
                " WHERE id = ANY(%s)",
                self._day(day),
                partials.ids,
            )
        )
        partials.invalidate_recordset(["create_date"])
        return partials

    def _undone(self):
        return self.env["customer.dossier.undone.payment"].search(
            [("dossier_id.partner_id", "=", self.partner.id)]
        )

    def test_a_bounced_payment_is_kept_as_it_was(self):
        invoice = self._invoice(self.partner, 1000, -100, due=-70)
        self._pay(invoice, -50, amount=600)
        self._matched(invoice).unlink()
        self.assertRecordValues(
            self._undone(),
            [
                {
                    "invoice": invoice.name,
                    "due": self._day(-70),
                    "paid_on": self._day(-50),
                    "days_late": 20,
                    "amount": 600.0,
                    "undone_on": self._day(0),
                    "user_id": self.env.uid,
                }
            ],
        )

    def test_an_accountant_leaves_the_trace_without_reading_it(self):
        accountant = self._create_user("books", "account.group_account_user")
        invoice = self._invoice(self.partner, 1000, -100)
        self._pay(invoice, -50)
        self._matched(invoice).with_user(accountant).unlink()
        self.assertEqual(self._undone().user_id, accountant)
        rows = self.env["customer.dossier.undone.payment"].with_user(accountant)
        self.assertFalse(rows.has_access("read"))

    def test_a_slip_of_the_same_day_leaves_nothing(self):
        invoice = self._invoice(self.partner, 1000, -100)
        self._pay(invoice, -50)
        self._matched(invoice, day=0)
        invoice.line_ids.remove_move_reconcile()
        self.assertFalse(self._undone())

    def test_credit_notes_and_strangers_leave_nothing(self):
        stranger = self._create_customer("Without a dossier")
        for partner in (self.partner, stranger):
            invoice = self._invoice(partner, 100, -100)
            self._reconcile(invoice, self._refund(partner, 100, -90))
            self._matched(invoice).unlink()
        paid = self._invoice(stranger, 100, -100)
        self._pay(paid, -50)
        self._matched(paid).unlink()
        self.assertFalse(self.env["customer.dossier.undone.payment"].search([]))

    def test_it_stays(self):
        invoice = self._invoice(self.partner, 1000, -100)
        self._pay(invoice, -50)
        self._matched(invoice).unlink()
        for refused in (
            lambda row: row.write({"amount": 1}),
            lambda row: row.unlink(),
        ):
            with self.assertRaises(UserError):
                refused(self._undone().sudo())

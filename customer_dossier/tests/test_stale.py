from unittest.mock import patch

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .ledger_common import NOW, LedgerCommon

LOGGER = "odoo.addons.customer_dossier.models.customer_dossier_nightly"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestStale(LedgerCommon):
    """Documents leave a note; the crons follow the notes and miss nobody."""

    def setUp(self):
        super().setUp()
        self._forget()

    def _forget(self):
        self.env.cr.flush()
        self.env["customer.dossier.stale"].search([]).unlink()

    def _noted(self):
        """Customers noted by the transaction so far, as if it ended here."""
        self.env.cr.flush()
        noted = self.env["customer.dossier.stale"].search([]).partner_id
        self._forget()
        return noted

    def test_every_document_that_moves_a_figure_leaves_a_note(self):
        invoice = self._invoice(self.partner, 100, -5)
        self.assertEqual(self._noted(), self.partner, "posted")
        payment = self._pay(invoice, -1)
        self.assertEqual(self._noted(), self.partner, "paid")
        payment.move_id.line_ids.remove_move_reconcile()
        self.assertEqual(self._noted(), self.partner, "unreconciled")
        invoice.button_draft()
        self.assertEqual(self._noted(), self.partner, "back to draft")
        invoice.button_cancel()
        self.assertEqual(self._noted(), self.partner, "cancelled")

    def test_a_deleted_draft_leaves_a_note(self):
        invoice = self._invoice(self.partner, 100, -5, post=False)
        self.assertEqual(self._noted(), self.partner, "drafted")
        invoice.unlink()
        self.assertEqual(self._noted(), self.partner, "deleted")

    def test_every_step_of_an_order_leaves_a_note(self):
        order = self._order(self.partner, 10, 100, confirm=False)
        self.assertFalse(self._noted(), "a quotation")
        order.action_confirm()
        self.assertEqual(self._noted(), self.partner, "confirmed")
        order.order_line.product_uom_qty = 12
        self.assertEqual(self._noted(), self.partner, "quantity")
        order.order_line.qty_delivered = 3
        self.assertEqual(self._noted(), self.partner, "delivered")
        order._create_invoices()
        self.assertEqual(self._noted(), self.partner, "invoice drafted")
        order._action_cancel()
        self.assertEqual(self._noted(), self.partner, "cancelled")

    def test_an_order_that_changes_the_payer_notes_both(self):
        other = self._create_customer("Parent that pays")
        self._create_dossier(other)
        order = self._order(self.partner, 10, 100)
        self._noted()
        order.partner_invoice_id = other
        self.assertEqual(self._noted(), self.partner + other)

    def test_new_credit_terms_leave_a_note_and_wake_the_cron(self):
        Trigger = self.env["ir.cron.trigger"].sudo()
        cron = self.env.ref("customer_dossier.cron_refresh_stale")
        for name in ("credit_limit", "deposit_held", "special_liabilities"):
            Trigger.search([]).unlink()
            self.dossier.with_user(self.credit).write({name: 70})
            self.assertEqual(self._noted(), self.partner, name)
            self.assertEqual(Trigger.search([]).cron_id, cron)
        self.dossier.with_user(self.archivist).watch = True
        self.assertFalse(self._noted(), "no figure depends on it")

    def test_a_new_dossier_wakes_the_cron_that_computes_its_figures(self):
        Trigger = self.env["ir.cron.trigger"].sudo()
        Trigger.search([]).unlink()
        self._create_dossier(self._create_customer("Newcomer"))
        cron = self.env.ref("customer_dossier.cron_refresh_all")
        self.assertEqual(Trigger.search([]).cron_id, cron)

    def test_a_contacts_document_notes_the_customer(self):
        contact = self.env["res.partner"].create(
            {"name": "Buyer", "parent_id": self.partner.id}
        )
        self._invoice(contact, 100, -5)
        self.assertEqual(self._noted(), self.partner)

    def test_a_customer_without_a_dossier_leaves_no_note(self):
        self._invoice(self._create_customer("Nobody"), 100, -5)
        self.assertFalse(self._noted())

    def test_many_documents_of_a_transaction_are_one_insert(self):
        partners = [self._create_customer(f"Dealer {number}") for number in range(5)]
        for partner in partners:
            self._create_dossier(partner)
        for partner in partners:
            self._invoice(partner, 100, -5)
        self._forget()
        Stale = self.env["customer.dossier.stale"]
        for partner in partners:
            Stale._remember(
                self.env["account.move"].search([("partner_id", "=", partner.id)])
            )
        with self.assertQueryCount(1):
            self.env.cr.precommit.run()
        self.assertEqual(len(Stale.search([])), 5)

    def test_a_user_without_rights_to_the_archive_leaves_notes_unawares(self):
        order = self._order(self.partner, 1, 100, confirm=False)
        order.user_id = self.salesperson
        self.salesperson.company_ids += self.company
        order.with_user(self.salesperson).action_confirm()
        self.assertEqual(self._noted(), self.partner)

    def test_the_cron_refreshes_what_was_noted_and_nothing_else(self):
        quiet = self._create_dossier(self._create_customer("Quiet"))
        self._invoice(self.partner, 100, -5)
        self._run_cron("cron_refresh_stale")
        self.assertEqual(self.dossier.receivable, 100)
        self.assertFalse(quiet.computed_at)
        self.assertFalse(self.env["customer.dossier.stale"].search_count([]))

    def test_one_bad_dossier_does_not_lose_the_others(self):
        bad = self._create_dossier(self._create_customer("Bad"))
        self._invoice(self.partner, 100, -5)
        self._invoice(bad.partner_id, 100, -5)
        Dossier = type(self.env["customer.dossier"])
        compute = Dossier._figures_of_company

        def fail_for_bad(dossiers, *args):
            if bad in dossiers:
                raise ValueError("A figure is not a number (NaN).")
            return compute(dossiers, *args)

        with (
            patch.object(Dossier, "_figures_of_company", fail_for_bad),
            mute_logger(LOGGER),
        ):
            self._run_cron("cron_refresh_stale")
            self._run_cron("cron_refresh_all")
        self.assertEqual(self.dossier.receivable, 100)
        self.assertFalse(bad.receivable)
        self.assertFalse(bad.as_of, "an untouched row keeps its day")

    def test_the_daily_cron_refreshes_everybody_once_a_day(self):
        self._run_cron("cron_refresh_all")
        self.assertEqual(self.dossier.as_of, self._day(0))
        with freeze_time("2026-03-31 05:30:00"):
            self.assertFalse(self.env["customer.dossier"]._due_figures(10))
        with freeze_time("2026-03-31 16:30:00"):
            # Past midnight in China.
            self._run_cron("cron_refresh_all")
        self.assertEqual(self.dossier.as_of, self._day(1))

    def test_the_daily_cron_goes_on_where_it_stopped(self):
        dossiers = self.dossier
        for number in range(4):
            dossiers += self._create_dossier(self._create_customer(f"Dealer {number}"))
        dossiers[:2]._refresh_figures()
        due = self.env["customer.dossier"]._due_figures(100)
        self.assertEqual(due & dossiers, dossiers[2:])

    def test_the_daily_cron_has_nothing_to_do_without_dossiers(self):
        every = self.env["customer.dossier"].with_context(active_test=False).search([])
        every.sudo().state = "draft"
        every.unlink()
        self.assertFalse(self.env["customer.dossier"]._kept_companies())
        # A cron that fails is logged as an error, and that fails the test.
        self._run_cron("cron_refresh_all")
        self.assertFalse(self.env["customer.dossier"]._due_figures(10))

    def test_an_unknown_partner_in_a_note_is_dropped(self):
        self.env["customer.dossier.stale"].create(
            {
                "partner_id": self._create_customer("Gone").id,
                "company_id": self.company.id,
            }
        )
        self._run_cron("cron_refresh_stale")
        self.assertFalse(self.env["customer.dossier.stale"].search_count([]))

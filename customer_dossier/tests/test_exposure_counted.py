from odoo import Command
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged

from ..report.credit_report.gather import gather
from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestExposureCounted(LedgerCommon):
    """What a company counts, how far ahead, and the document that is being checked."""

    def setUp(self):
        super().setUp()
        self.soon = self._order(
            self.partner, 10, 100, commitment_date=f"{self._day(20)} 04:00:00"
        )
        self.late = self._order(
            self.partner, 7, 100, commitment_date=f"{self._day(90)} 04:00:00"
        )
        self.soon.order_line.qty_delivered = 4
        self.soon._create_invoices()
        self.soon.order_line.qty_delivered = 6
        self._invoice(self.partner, 50, -5, post=False)

    def test_what_counts_is_chosen_by_the_company(self):
        everything = {
            "open_orders": 1100,
            "delivered_not_invoiced": 200,
            "draft_invoices": 450,
        }
        for settings, changed in (
            ({}, {}),
            ({"ordered": False}, {"open_orders": 0}),
            ({"delivered": False}, {"delivered_not_invoiced": 0}),
            # What the order has in the draft is a delivery again, never in no part.
            (
                {"drafts": False},
                {"draft_invoices": 0, "delivered_not_invoiced": 600},
            ),
            (
                {"drafts": False, "delivered": False},
                {"draft_invoices": 0, "delivered_not_invoiced": 0},
            ),
            ({"horizon": 90}, {}),
            ({"horizon": 89}, {"open_orders": 400}),
            ({"horizon": 19}, {"open_orders": 0}),
            ({"horizon": 0}, {"open_orders": 0}),
        ):
            with self.subTest(settings=settings), self.cr.savepoint() as savepoint:
                self.company.write(
                    {f"dossier_exposure_{name}": to for name, to in settings.items()}
                )
                parts = {**everything, **changed}
                self.assertExposure(**{name: n for name, n in parts.items() if n})
                savepoint.rollback()
                self.env.invalidate_all()

    def test_the_check_sees_what_is_late_as_the_figures_do(self):
        self.company.dossier_exposure_tolerance = 20
        for amount, due in ((100, -400), (15, -500), (70, -20), (30, 5)):
            self._invoice(self.partner, amount, -600, due)
        self._prepay(self.partner, 12)
        self.env.flush_all()
        counted = self.company._exposure_counted()
        sums, _documents = self.dossier._sum_for_check(self.company, counted)
        self.assertEqual(sums, self.dossier._sum_open_items(self.company))
        found = sums[self.partner.id]
        self.assertEqual((found.oldest, found.late, found.credit), (400, 185, -12))

    def test_a_day_asked_for_goes_before_the_setting(self):
        self.company.dossier_exposure_horizon = 10
        parts = {"delivered_not_invoiced": 200, "draft_invoices": 450}
        for day, ordered in ((19, 0), (20, 400), (90, 1100)):
            asked = {"horizon": self._day(day)}
            if ordered:
                parts["open_orders"] = ordered
            self.assertExposure(asked=asked, **parts)

    def test_without_a_delivery_date_the_lead_time_says_when(self):
        self.late.commitment_date = False
        self.late.order_line.customer_lead = 15
        self.company.dossier_exposure_horizon = 14
        parts = {"delivered_not_invoiced": 200, "draft_invoices": 450}
        self.assertExposure(**parts)
        self.company.dossier_exposure_horizon = 15
        self.assertExposure(open_orders=700, **parts)

    def test_the_day_of_delivery_is_the_companys(self):
        # Four in the afternoon of the 30th in London, the 1st of May in Shanghai.
        self.late.commitment_date = "2026-04-30 16:00:00"
        parts = {"delivered_not_invoiced": 200, "draft_invoices": 450}
        for day, ordered in ((30, 400), (31, 1100)):
            asked = {"horizon": self._day(day)}
            self.assertExposure(asked=asked, open_orders=ordered, **parts)

    def test_the_document_under_check_is_left_out(self):
        posted = self._invoice(self.partner, 80, -5)
        all_of_it = {
            "open_orders": 1100,
            "delivered_not_invoiced": 200,
            "draft_invoices": 450,
            "open_receivable": 80,
        }
        drafts = self.env["account.move"].search(
            [("partner_id", "=", self.partner.id), ("state", "=", "draft")]
        )
        for exclude, changed in (
            (self.env["sale.order"], {}),
            (self.late, {"open_orders": 400}),
            (self.soon, {"open_orders": 700, "delivered_not_invoiced": 0}),
            (drafts, {"draft_invoices": 0}),
            (posted, {"open_receivable": 0}),
        ):
            with self.subTest(exclude=exclude):
                parts = {**all_of_it, **changed}
                self.assertExposure(
                    asked={"exclude": exclude},
                    **{name: n for name, n in parts.items() if n},
                )
        with self.assertRaisesRegex(ValueError, "knows no res.partner"):
            self.dossier._exposure(exclude=self.partner)

    def test_a_down_payment_in_a_draft_counts_with_the_drafts_or_not_at_all(self):
        customer = self._create_customer("Pays ahead")
        dossier = self._create_dossier(customer)
        order = self._order(customer, 10, 100)
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": [Command.set(order.ids)],
                "advance_payment_method": "percentage",
                "amount": 30,
            }
        )
        wizard._create_invoices(order)
        parts = {"open_orders": 1000}
        self.assertExposure(
            dossier, draft_invoices=300, unallocated_credits=300, **parts
        )
        self.company.dossier_exposure_drafts = False
        self.assertExposure(dossier, **parts)

    def test_the_stored_figures_the_form_and_the_report_follow(self):
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.exposure, 1750)
        self.assertFalse(self.dossier.exposure_left_out)
        self.env["customer.dossier.stale"].search([]).unlink()
        self.company.write(
            {"dossier_exposure_drafts": False, "dossier_exposure_horizon": 30}
        )
        noted = self.env["customer.dossier.stale"].search([])
        self.assertEqual(noted.partner_id, self.partner)
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.exposure, 1000)
        self.env.invalidate_all()
        for user in (self.account_manager, self.credit):
            self.assertEqual(
                self.dossier.with_user(user).exposure_left_out,
                "Not counted: draft invoices and what is to be delivered later than in "
                "30 days.",
            )

    def test_the_credit_report_says_what_is_left_out(self):
        for drafts, words in ((True, ""), (False, "Not counted: draft invoices.")):
            self.company.dossier_exposure_drafts = drafts
            report = gather(self.env, self._day(0), Domain.TRUE, False)
            self.assertEqual([one.left_out for one in report["sections"]], [words])

    def test_a_new_delivery_date_leaves_a_note(self):
        Stale = self.env["customer.dossier.stale"]
        for record, vals in (
            (self.late, {"commitment_date": f"{self._day(5)} 04:00:00"}),
            (self.late.order_line, {"customer_lead": 3}),
        ):
            self.env.cr.flush()
            Stale.search([]).unlink()
            record.write(vals)
            self.env.cr.flush()
            self.assertEqual(Stale.search([]).partner_id, self.partner, vals)

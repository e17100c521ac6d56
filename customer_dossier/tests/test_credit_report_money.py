from odoo.tests import freeze_time, tagged

from .credit_report_common import CreditReportCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 04:00:00")
class TestCreditReportMoney(CreditReportCommon):
    """Several companies, several currencies, and days in the past."""

    @classmethod
    def _setup_records(cls):
        super()._setup_records()
        cls.usd = cls.env.ref("base.USD")
        cls.usd.active = True

    def _second(self, name, currency, amount):
        company = self._create_ledger(name, currency)
        customer = self._create_customer(f"Customer of {name}")
        dossier = self._create_dossier(customer, company_id=company.id)
        self._entry(customer, amount, "2026-06-01", company=company)
        return company, dossier

    def _rate(self, currency, date, per_unit):
        self.env["res.currency.rate"].create(
            {
                "currency_id": currency.id,
                "name": date,
                "inverse_company_rate": per_unit,
                "company_id": self.company.id,
            }
        )

    def test_different_currencies_are_never_added(self):
        self._entry(self.partner, 1000, "2026-06-01")
        other, _dossier = self._second("Nippon Bar", "JPY", 5000)
        book = self._export(companies=self.company | other)
        self.assertEqual(book.total("Ageing", "CNY")["Total"], 1000)
        self.assertEqual(book.total("Ageing", "JPY")["Total"], 5000)
        formats = {
            row[1].value: row[-1].number_format
            for row in book.formulas["Ageing"].iter_rows(min_row=5, max_row=6)
        }
        self.assertEqual(formats, {"CNY": "#,##0.00", "JPY": "#,##0"})
        for column, ledger in ((1, 1000), (2, 5000)):
            self.assertEqual(
                book.cover("Receivable accounts of the ledger", column), ledger
            )
            self.assertEqual(book.cover("Difference", column), 0)

    def test_companies_with_one_currency_are_totalled_together(self):
        self._entry(self.partner, 1000, "2026-06-01")
        yen, _dossier = self._second("Nippon Bar", "JPY", 5000)
        second, _dossier = self._second("Second Distillery", "CNY", 300)
        book = self._export(companies=self.company | yen | second)
        self.assertEqual(book.total("Summary", "CNY")["Receivable"], 1300)
        self.assertEqual(book.total("Summary", "JPY")["Receivable"], 5000)
        formula = book.formulas["Ageing"]["M8"].value
        self.assertEqual(formula, "=SUBTOTAL(109,M5:M6)")

    def test_one_company_has_no_company_column(self):
        self.assertNotIn("Company", self._export().rows("Summary")[0])

    def test_foreign_items_show_both_amounts_and_the_rate_used(self):
        self._rate(self.usd, "2026-01-01", 7.2)
        self._entry(self.partner, 700, "2026-06-01", currency=(self.usd, 100))
        book = self._export()
        item = book.rows("Open items")[0]
        self.assertEqual(item["Open amount in its currency"], 100)
        self.assertEqual(item["Item currency"], "USD")
        self.assertEqual(item["Open amount"], 700)
        label = "USD / CNY, Distillery"
        self.assertEqual(book.cover(label, 1), 100)
        self.assertEqual(book.cover(label, 2), 700)
        self.assertEqual(book.cover(label, 3), 7)
        self.assertAlmostEqual(book.cover(label, 4), 7.2)

    def test_a_currency_without_a_rate_says_so(self):
        self.env["res.currency.rate"].search(
            [("currency_id", "=", self.usd.id)]
        ).unlink()
        self._entry(self.partner, 700, "2026-06-01", currency=(self.usd, 100))
        book = self._export()
        self.assertEqual(book.cover("USD / CNY, Distillery", 4), "No rate")
        self.assertEqual(book.cover("Difference"), 0)

    def test_a_past_day_is_found_again(self):
        invoice = self._entry(self.partner, 1000, "2026-03-01", due="2026-03-31")
        payment = self._entry(self.partner, -400, "2026-05-10")
        (invoice + payment).reconcile()
        self._entry(self.partner, 50, "2026-06-01")
        for as_of, expected in (
            ("2026-02-28", 0),
            ("2026-04-30", 1000),
            ("2026-05-10", 600),
            ("2026-06-30", 650),
        ):
            with self.subTest(as_of=as_of):
                book = self._export(as_of=as_of)
                self.assertEqual(book.cover("Dossiers in this report"), expected)
                self.assertEqual(
                    book.cover("Receivable accounts of the ledger"), expected
                )
                self.assertEqual(book.cover("Agrees with the ledger"), "Yes")
                listed = book.rows("Open items")
                self.assertAlmostEqual(
                    sum(row["Open amount"] or 0 for row in listed[:-1]), expected
                )

    def test_a_past_day_of_a_foreign_item_is_found_again_in_its_currency(self):
        invoice = self._entry(self.partner, 700, "2026-03-01", currency=(self.usd, 100))
        payment = self._entry(
            self.partner, -280, "2026-05-10", currency=(self.usd, -40)
        )
        (invoice + payment).reconcile()
        item = self._export(as_of="2026-04-30").rows("Open items")[0]
        self.assertEqual(item["Open amount in its currency"], 100)
        item = self._export(as_of="2026-06-30").rows("Open items")[0]
        self.assertEqual(item["Open amount in its currency"], 60)

    def test_of_a_past_day_the_orders_are_empty_not_zero(self):
        self._entry(self.partner, 1000, "2026-03-01")
        book = self._export(as_of="2026-04-30")
        row = book.row("Exposure", "Chengdu Wine Trade")
        self.assertEqual(row["Open receivable"], 1000)
        for unknown in ("Ordered, not delivered", "Draft invoices", "Exposure"):
            self.assertIsNone(row[unknown])
        self.assertIsNone(book.total("Exposure")["Exposure"])
        self.assertIn("lies in the past", book.values["Exposure"]["A2"].value)

    def test_a_claim_paid_by_the_parent_still_agrees(self):
        """Reconciled lines of two partners: balances by partner would not do."""
        parent = self._create_customer("Parent")
        claim = self._entry(self.partner, 900, "2026-04-01")
        paid = self._entry(parent, -900, "2026-05-01")
        (claim + paid).reconcile()
        book = self._export()
        self.assertEqual(book.cover("Dossiers in this report"), 0)
        self.assertEqual(book.cover("Partners without a dossier"), 0)
        self.assertEqual(book.cover("Difference"), 0)

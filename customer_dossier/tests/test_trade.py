from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon

READERS = ("account_manager", "archivist", "credit", "leader")


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTrade(LedgerCommon):
    """The section on transactions says what the ledger says, and keeps no copy."""

    def _sheet(self, user=None, code="transactions"):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.account_manager)

    def _series(self, **more):
        """The chart's values by series, and by month where there are any."""
        self.env.invalidate_all()
        trade = self._sheet(**more).trade
        return {
            name: {
                month: value
                for month, value in zip(trade["months"], values, strict=True)
                if value
            }
            for name, (_label, values) in trade["series"].items()
        }

    def test_the_chart_is_the_ledger_by_month_this_year_and_the_one_before(self):
        first = self._invoice(self.partner, 1000, days=-3)
        self._invoice(self.partner, 500, days=-40)
        self._invoice(self.partner, 300, days=-365 - 3)
        self._refund(self.partner, 200, days=-2)
        self._pay(first, days=-1)
        self.assertEqual(
            self._series(),
            {
                "sales": {"2026-02-01": 500.0, "2026-03-01": 800.0},
                "prior": {"2026-03-01": 300.0},
                "returned": {"2026-03-01": 200.0},
                "received": {"2026-03-01": 1000.0},
            },
        )

    def test_drafts_other_companies_and_other_customers_do_not_count(self):
        self._invoice(self.partner, 1000, post=False)
        self._invoice(self._create_customer("Other"), 1000)
        empty = dict.fromkeys(("sales", "prior", "returned", "received"), {})
        self.assertEqual(self._series(), empty)

    def test_contacts_and_archived_ones_count_for_their_company(self):
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.partner.id}
        )
        self._invoice(contact, 700)
        contact.active = False
        self.assertEqual(self._series()["sales"], {"2026-03-01": 700.0})

    def test_money_that_went_back_is_not_received(self):
        invoice = self._invoice(self.partner, 1000, days=-3)
        payment = self._pay(invoice, days=-2)
        payment.action_draft()
        payment.action_cancel()
        self.assertEqual(self._series()["received"], {})

    def test_a_sale_of_this_moment_is_in_the_chart_at_once(self):
        self.assertEqual(self._series()["sales"], {})
        self._invoice(self.partner, 10)
        self.assertEqual(self._series()["sales"], {"2026-03-01": 10.0})

    def test_the_sum_of_the_months_is_the_sum_of_the_documents(self):
        for number in range(12):
            self._invoice(self.partner, 100 + number, days=-30 * number)
        moves = self.env["account.move"].search(
            [("commercial_partner_id", "=", self.partner.id)]
        )
        series = self._series()
        found = sum(series["sales"].values()) + sum(series["prior"].values())
        self.assertEqual(found, sum(moves.mapped("amount_untaxed_signed")))

    def test_labels_name_the_months_their_year_and_the_festivals(self):
        festival = self.env["customer.dossier.festival"]
        festival.search([]).unlink()
        festival.create({"kind": "spring", "date": "2026-02-17"})
        labels = self._sheet().trade["labels"]
        self.assertEqual(labels[0], ["Apr", "2025"])
        self.assertEqual(labels[9], ["Jan", "2026"])
        self.assertEqual(labels[10], ["Feb", "Spring Festival"])
        self.env["res.lang"]._activate_lang("zh_CN")
        chinese = self._sheet().with_context(lang="zh_CN").trade["labels"]
        self.assertEqual(chinese[0], ["4月", "2025"])

    def test_the_mix_names_products_by_share_and_sums_up_the_rest(self):
        products = [self._create_product(f"Brand {n}") for n in range(10)]
        for number, product in enumerate(products):
            line = self._invoice(self.partner, 1, post=False)
            line.invoice_line_ids.write(
                {"product_id": product.id, "price_unit": 100 * (number + 1)}
            )
            line.action_post()
        mix = self._sheet().product_mix
        self.assertEqual(len(mix["rows"]), 9)
        self.assertEqual(mix["rows"][0][0], "Brand 9")
        self.assertEqual(mix["rows"][0][2], "18.2")
        self.assertEqual(mix["rows"][-1][0], "Others")
        self.assertIn("300", mix["rows"][-1][1])

    def test_a_customer_without_documents_has_an_empty_chart_and_no_mix(self):
        sheet = self._sheet()
        self.assertEqual(len(sheet.trade["months"]), 12)
        self.assertFalse(sheet.product_mix)

    def test_other_sections_ask_the_ledger_for_nothing(self):
        sheet = self._sheet(code="identity")
        sheet.read(["code"])
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertFalse(sheet.trade or sheet.product_mix or sheet.our_wallet_share)

    def test_every_reader_sees_the_chart_and_others_nothing(self):
        for role in READERS:
            with self.subTest(role=role):
                self.assertTrue(self._sheet(getattr(self, role)).trade)
        for user in (self.contributor, self.auditor, self.manager, self.employee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env.invalidate_all()
                self._sheet(user).read(["trade"])

    def test_our_share_is_shown_to_whoever_reads_the_section_on_products(self):
        self._sheet(self.archivist, "products").wallet_share = 40
        self.env.invalidate_all()
        self.assertEqual(self._sheet().our_wallet_share, 40)
        self.env.invalidate_all()
        self.assertFalse(self._sheet(self.credit).our_wallet_share)

    def test_a_month_opens_its_documents_and_only_a_month_does(self):
        march = self._invoice(self.partner, 1000, days=-3)
        self._invoice(self.partner, 500, days=-40)
        action = self._sheet().action_view_month("2026-03-01")
        found = self.env["account.move"].search(action["domain"])
        self.assertEqual(found, march)
        for hostile in ("2026-13-01", "", None, 5, "1' OR 1=1", ["2026-03-01"]):
            with self.subTest(month=hostile), self.assertRaises(UserError):
                self._sheet().action_view_month(hostile)
        with self.assertRaises(AccessError):
            self._sheet(self.contributor).action_view_month("2026-03-01")

    def test_the_header_s_line_is_one_query_for_many(self):
        dossiers = self.dossier
        for number in range(3):
            dossiers |= self._create_dossier(self._create_customer(f"D{number}"))
        self._invoice(self.partner, 1000, days=-3)
        self.env.flush_all()
        dossiers.mapped("name")
        with self.assertQueryCount(1):
            months = dossiers._trade_months()
        self.assertEqual(months[self.dossier.id][-1][1].sales, 1000)
        line = self.dossier.with_user(self.account_manager).sales_line
        self.assertEqual(line[-1]["value"], 1000)
        self.assertIn("2026", line[-1]["label"])

from odoo.tests import freeze_time, tagged

from .ledger_common import NOW, LedgerCommon


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresRefresh(LedgerCommon):
    """Refreshing: for every dossier, by whoever reads it, at a constant cost."""

    def test_a_customer_without_documents_has_unknown_figures_not_zero(self):
        self.assertFigures(
            {
                "receivable": 0.0,
                "turnover": None,
                "growth": None,
                "growth_class": "prospect",
                "days_beyond_terms": None,
                "payment_index": None,
                "dso": None,
                "best_possible_dso": None,
                "rhythm": "insufficient",
                "rhythm_ratio": None,
                "abc_class": "N",
                "oldest_overdue_days": None,
                "first_order_date": None,
            }
        )

    def test_an_archived_dossier_is_refreshed_too(self):
        self._invoice(self.partner, 500, -5)
        self.dossier.sudo().active = False
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.receivable, 500)

    def test_a_company_without_a_chart_of_accounts_has_figures(self):
        company = self._create_company("Empty")
        dossier = self.env["customer.dossier"].create(
            {"partner_id": self.partner.id, "company_id": company.id}
        )
        dossier._refresh_figures()
        self.assertEqual(dossier.growth_class, "prospect")
        self.assertTrue(dossier.computed_at)

    def test_whoever_reads_a_dossier_may_refresh_it(self):
        self._invoice(self.partner, 500, -5)
        for user in (self.account_manager, self.archivist, self.credit, self.leader):
            dossier = self.dossier.with_user(user)
            with self.subTest(user=user.login):
                dossier.action_refresh_figures()
                self.assertEqual(dossier.receivable, 500)

    def test_who_may_not_read_a_dossier_may_not_refresh_it(self):
        for user in (self.employee, self.salesperson, self.contributor, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(Exception) as caught:
                self.dossier.with_user(user).action_refresh_figures()
            self.assertEqual(type(caught.exception).__name__, "AccessError")

    def test_a_second_refresh_writes_the_same_row(self):
        self._invoice(self.partner, 500, -5)
        self.dossier._refresh_figures()
        query = "SELECT * FROM customer_dossier_figures WHERE id = %s"
        self.env.cr.execute(query, [self.dossier.figures_id.id])
        first = self.env.cr.fetchall()
        self.dossier._refresh_figures()
        self.env.cr.execute(query, [self.dossier.figures_id.id])
        self.assertEqual(self.env.cr.fetchall(), first)

    def test_what_says_nothing_new_is_not_written(self):
        self._invoice(self.partner, 500, -5)

        def place():
            self.env.cr.execute(
                "SELECT ctid::text FROM customer_dossier_figures WHERE id = %s",
                [self.dossier.figures_id.id],
            )
            return self.env.cr.fetchone()

        self.dossier._refresh_figures()
        before = place()
        self.dossier._refresh_figures()
        self.assertEqual(place(), before)
        self._invoice(self.partner, 1, -5)
        self.dossier._refresh_figures()
        self.assertNotEqual(place(), before)

    def test_the_number_of_queries_does_not_grow_with_the_customers(self):
        dossiers = self.dossier
        for number in range(39):
            partner = self._create_customer(f"Dealer {number}")
            dossiers += self._create_dossier(partner)
        for dossier in dossiers[::4]:
            self._invoice(dossier.partner_id, 100, -5)
        dossiers._refresh_figures()
        for count in (2, 40):
            self.env.invalidate_all()
            batch = self.env["customer.dossier"].browse(dossiers[:count].ids)
            # Four to read dossiers, company, its address and currency, one for the
            # festivals, six sums, one UPDATE, three for the standings; nine
            # for the quality: sections, facts, customers, their contacts and bank
            # accounts, the figures as they are now, one UPDATE; seven for the gauges:
            # checks, work, goods, contacts, dossiers and figures as now, one UPDATE;
            # three for satisfaction, one each for targets and held orders.
            with self.subTest(count=count), self.assertQueryCount(37):
                batch._refresh_figures()

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .judged_common import PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
class TestCompleteness(JudgedCommon):
    def _percent(self):
        self.env.flush_all()
        return self.dossier._completeness()[self.dossier.id]

    def test_a_new_dossier_holds_little_more_than_its_account_manager(self):
        self.assertAlmostEqual(self._percent(), 30 / 5)

    def test_every_fact_counts_within_its_section(self):
        before = self._percent()
        self.partner.vat = "91510100MA61TEST00"
        self.assertAlmostEqual(self._percent() - before, 25 / 8)
        self.dossier.cooperation = "7"
        self.assertAlmostEqual(self._percent() - before, 25 / 8 + 15 / 2)

    def test_a_person_with_a_role_and_a_phone_fills_the_people_section(self):
        before = self._percent()
        self.partner.child_ids = [
            Command.create({"name": "Li", "function": "Owner", "phone": "028 1234567"})
        ]
        self.assertAlmostEqual(self._percent() - before, 15)

    def test_the_trade_section_needs_more_than_zeros(self):
        before = self._percent()
        self._set_figures(self.dossier, **PROMPT, turnover=1.0)
        self.assertAlmostEqual(self._percent() - before, 15)

    def test_payment_terms_are_those_of_the_dossier_s_company(self):
        company = self._create_company("Second Distillery")
        term = self.env["account.payment.term"].create({"name": "45 days"})
        before = self._percent()
        self.partner.with_company(company).property_payment_term_id = term
        self.assertAlmostEqual(self._percent(), before)
        self.partner.with_company(self.company).property_payment_term_id = term
        self.assertAlmostEqual(self._percent() - before, 30 / 5)

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        dossiers = self.dossier.browse().union(
            *(self._create_dossier(self._create_customer(f"D{n}")) for n in range(12))
        )
        few = self._query_count(dossiers[:3]._completeness)
        self.assertEqual(self._query_count(dossiers._completeness), few)

    def test_only_readers_of_the_dossier_may_ask(self):
        self.assertTrue(self.dossier.with_user(self.account_manager)._completeness())
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.contributor)._completeness()

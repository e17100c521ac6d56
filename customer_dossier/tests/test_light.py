from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .judged_common import JudgedCommon

FIELDS = ["dossier_light", "dossier_light_reason", "dossier_light_next_step"]


@tagged("post_install", "-at_install")
class TestLight(JudgedCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.contributor

    def _light(self, user=None, partner=None, **figures):
        if figures:
            self._set_figures(self.dossier, as_of="2026-06-30", **figures)
        self.env.flush_all()
        self.env.invalidate_all()
        partner = (partner or self.partner).with_user(user or self.contributor)
        return partner.read(FIELDS)[0]

    def test_an_order_shows_the_light_of_its_own_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman,customer_dossier.group_contributor",
            company_id=self.company.id,
            company_ids=[Command.set([self.company.id, other.id])],
        )
        self.partner.user_id = seller
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 1000})
        self._set_figures(
            self.dossier, as_of="2026-06-30", exposure=1001, utilisation=100.1
        )
        order = self.env["sale.order"].with_user(seller)
        order = order.create(
            {"partner_id": self.partner.id, "company_id": self.company.id}
        )
        for companies in ([self.company.id, other.id], [other.id, self.company.id]):
            here = order.with_context(allowed_company_ids=companies)
            self.assertEqual(here.dossier_light, "red")

    def test_every_colour_has_its_reason_and_next_step(self):
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 1000})
        for colour, figures in (
            ("green", {"exposure": 100, "utilisation": 10.0}),
            ("amber", {"exposure": 950, "utilisation": 95.0}),
            ("red", {"exposure": 1001, "utilisation": 100.1}),
            ("red", {"exposure": 0, "oldest_overdue_days": 31}),
        ):
            light = self._light(**figures)
            self.assertEqual(light["dossier_light"], colour)
            self.assertTrue(light["dossier_light_reason"])
            self.assertTrue(light["dossier_light_next_step"])

    def test_the_words_hold_no_figures(self):
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 1000})
        light = self._light(exposure=98765, utilisation=9876.5, oldest_overdue_days=45)
        words = light["dossier_light_reason"] + light["dossier_light_next_step"]
        self.assertFalse(any(letter.isdigit() for letter in words))

    def test_a_stopped_customer_is_red_and_cash_only_is_amber(self):
        self.dossier.sudo().credit_mode = "cash_only"
        self.assertEqual(self._light(overdue=0)["dossier_light"], "amber")
        self.dossier.sudo().blocked = True
        self.assertEqual(self._light()["dossier_light"], "red")

    def test_unknown_is_grey_never_green(self):
        self.assertEqual(self._light()["dossier_light"], "grey")

    def test_no_dossier_and_a_closed_one_look_the_same(self):
        other = self._create_customer("Without", user_id=self.contributor.id)
        self.assertEqual(self._light(partner=other), {**self._light(), "id": other.id})
        self._light(overdue=0)
        self.dossier.sudo().state = "closed"
        self.assertEqual(self._light()["dossier_light"], "grey")

    def test_contacts_show_their_company_s_light(self):
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.partner.id}
        )
        self.assertEqual(
            self._light(partner=contact, overdue=0)["dossier_light"], "green"
        )

    def test_the_dossier_s_account_manager_sees_it_too(self):
        self.partner.user_id = False
        light = self._light(user=self.account_manager, overdue=0)
        self.assertEqual(light["dossier_light"], "green")

    def test_other_people_s_customers_show_nothing(self):
        self._light(overdue=0)
        self.partner.user_id = self.leader
        empty = dict.fromkeys(FIELDS, False)
        self.assertEqual(self._light(), {"id": self.partner.id, **empty})

    def test_people_outside_the_product_cannot_ask(self):
        for user in (self.employee, self.salesperson, self.auditor, self.manager):
            with self.assertRaises(AccessError):
                self._light(user=user)
            fields = self.env["res.partner"].with_user(user).fields_get()
            self.assertFalse(set(FIELDS) & set(fields))

    def test_nobody_searches_sorts_or_groups_by_the_light(self):
        Partner = self.env["res.partner"].with_user(self.contributor)
        with self.assertRaises(ValueError):
            Partner.search([("dossier_light", "=", "red")])
        with self.assertRaises(ValueError):
            Partner.search([], order="dossier_light")
        with self.assertRaises(ValueError):
            Partner.formatted_read_group([], ["dossier_light"], ["__count"])

    def test_a_context_or_another_company_opens_nothing(self):
        self._light(overdue=0)
        self.partner.user_id = self.leader
        partner = self.partner.with_user(self.contributor).with_context(
            su=True, active_test=False
        )
        self.assertFalse(partner.dossier_light)
        self.partner.user_id = self.contributor
        company = self._create_company("Second Distillery")
        partner = self.partner.with_user(self.contributor).with_context(
            allowed_company_ids=company.ids
        )
        self.assertEqual(partner.dossier_light, "grey")

    def test_the_number_of_queries_does_not_grow_with_the_customers(self):
        partners = self.partner
        for number in range(8):
            partner = self._create_customer(f"P{number}", user_id=self.contributor.id)
            self._create_dossier(partner)
            partners |= partner
        partners = partners.with_user(self.contributor)
        partners.mapped("dossier_light")
        few = self._query_count(lambda: partners[:2].mapped("dossier_light"))
        self.assertEqual(
            self._query_count(lambda: partners.mapped("dossier_light")), few
        )

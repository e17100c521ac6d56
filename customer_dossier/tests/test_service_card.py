from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import DossierCommon

CARD = "dossier_service_card"
FEW, MANY = 3, 12


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestServiceCard(DossierCommon):
    """What front-line staff see of their own customers, and nothing more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.user_id = cls.contributor
        cls._fill(cls.dossier)

    @classmethod
    def _fill(cls, dossier):
        sheets = {sheet.code: sheet for sheet in dossier.sheet_ids}
        sheets["needs"].write(
            {"contact_way": "phone", "delivery_wishes": "Call a day before"}
        )
        sheets["identity"].short_name = "Secret name"
        sheets["credit"].litigation = "Secret case"
        cls.env["customer.dossier.need"].create(
            [
                {
                    "sheet_id": sheets["needs"].id,
                    "name": "Gift boxes",
                    "way": "Ask the packer",
                    "deadline": "2026-03-01",
                },
                {
                    "sheet_id": sheets["needs"].id,
                    "name": "Strong aroma",
                    "kind": "preference",
                },
            ]
        )

    def _card(self, user=None, partner=None):
        self.env.flush_all()
        self.env.invalidate_all()
        partner = (partner or self.partner).with_user(user or self.contributor)
        return partner.read([CARD])[0][CARD]

    def _texts(self, *args):
        return [row["text"] for row in self._card(*args) or ()]

    def test_the_card_holds_the_service_sections_and_nothing_else(self):
        self.assertEqual(
            self._card(),
            [
                {"label": "Preferred way", "text": "Phone", "late": False},
                {
                    "label": "Wishes for delivery",
                    "text": "Call a day before",
                    "late": False,
                },
                {
                    "label": "Need",
                    "text": "Gift boxes · Ask the packer · 03/01/2026",
                    "late": True,
                },
                {"label": "Preference", "text": "Strong aroma", "late": False},
            ],
        )

    def test_the_sensitivity_of_a_section_decides_at_once(self):
        section = self.env.ref("customer_dossier.section_identity")
        section.sensitivity = "service"
        self.assertIn("Secret name", self._texts())
        self.env.ref("customer_dossier.section_needs").sensitivity = "commercial"
        self.assertEqual(self._texts(), ["Secret name"])
        section.sensitivity = "confidential"
        self.assertFalse(self._card())

    def test_items_of_our_own_are_on_the_card(self):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == "needs")
        sheet.section_id.item_definition = [
            {"name": "glass", "string": "Glasses", "type": "integer"},
            {
                "name": "aroma",
                "string": "Aromas",
                "type": "tags",
                "tags": [["sauce", "Sauce", 1], ["strong", "Strong", 2]],
            },
            {"name": "aged", "string": "Aged", "type": "boolean"},
        ]
        sheet.own_items = {"glass": 12, "aroma": ["sauce", "strong"], "aged": True}
        texts = self._texts()
        self.assertIn("12", texts)
        self.assertIn("Sauce, Strong", texts)
        self.assertIn("Yes", texts)

    def test_what_is_replaced_ended_or_not_applicable_leaves_the_card(self):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == "needs")
        sheet.contact_way = "visit"
        sheet.need_ids[0].outcome = "Delivered"
        sheet.need_ids[0].action_satisfied()
        texts = self._texts()
        self.assertIn("Visit", texts)
        self.assertNotIn("Phone", texts)
        self.assertNotIn("Gift", " ".join(texts))
        sheet._sign(not_applicable=True)
        self.assertFalse(self._card())

    def test_no_dossier_and_nothing_known_look_the_same(self):
        without = self._create_customer("Without", user_id=self.contributor.id)
        empty = self._create_customer("Empty", user_id=self.contributor.id)
        self._create_dossier(empty, account_manager_id=False)
        self.assertEqual(
            (self._card(partner=without), self._card(partner=empty)), (False, False)
        )

    def test_other_people_s_customers_show_nothing(self):
        self.partner.user_id = self.leader
        self.assertFalse(self._card())
        self.assertTrue(self._card(user=self.account_manager))
        self.dossier.account_manager_id = self.leader
        self.assertFalse(self._card(user=self.account_manager))

    def test_contacts_show_their_company_s_card_and_closed_dossiers_none(self):
        contact = self.env["res.partner"].create(
            {"name": "Li", "parent_id": self.partner.id}
        )
        self.assertTrue(self._card(partner=contact))
        self.dossier.sudo().state = "closed"
        self.assertFalse(self._card())

    def test_another_company_s_dossier_is_not_shown(self):
        other = self._create_company("Second Distillery")
        partner = self.partner.with_context(allowed_company_ids=other.ids)
        self.assertFalse(self._card(partner=partner))

    def test_people_outside_the_product_cannot_ask(self):
        for user in (self.employee, self.salesperson, self.auditor, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._card(user=user)
        for user in (self.contributor, self.leader):
            with self.subTest(user=user.login), self.assertRaises(ValueError):
                self.partner.with_user(user).search([(CARD, "!=", False)])

    def test_an_order_shows_the_card_and_the_light_of_its_customer(self):
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman_all_leads,customer_dossier.group_contributor",
        )
        order = self.env["sale.order"].create({"partner_id": self.partner.id})
        self.assertFalse(order.with_user(seller)[CARD])
        self.partner.user_id = seller
        self.env.invalidate_all()
        mine = order.with_user(seller)
        self.assertEqual(mine[CARD], self._card(seller))
        self.assertEqual(mine.dossier_light, "grey")
        self.assertTrue(mine.dossier_light_reason and mine.dossier_light_next_step)
        arch = mine.get_view(view_type="form")["arch"]
        self.assertIn(CARD, arch)
        with self.assertRaises(AccessError):
            order.with_user(self.salesperson).read([CARD])

    def test_the_light_of_an_order_is_that_of_whoever_pays(self):
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman_all_leads,customer_dossier.group_contributor",
        )
        payer = self._create_customer("Payer", user_id=seller.id)
        dossier = self._create_dossier(payer).sudo()
        dossier.write({"state": "active", "agreed_stop": True})
        self.partner.user_id = seller
        order = self.env["sale.order"].create(
            {"partner_id": self.partner.id, "partner_invoice_id": payer.id}
        )
        mine = order.with_user(seller)
        self.assertEqual(mine.dossier_light, payer.with_user(seller).dossier_light)
        self.assertEqual(mine.dossier_light, "red")
        self.assertEqual(mine[CARD], self._card(seller))
        payer.user_id = False
        self.env.invalidate_all()
        self.assertFalse(mine.dossier_light)

    def test_a_quotation_shows_the_card_before_it_is_saved(self):
        seller = self._create_user(
            "seller",
            "sales_team.group_sale_salesman_all_leads,customer_dossier.group_contributor",
        )
        self.partner.user_id = seller
        draft = (
            self.env["sale.order"]
            .with_user(seller)
            .new({"partner_id": self.partner.id})
        )
        self.assertTrue(draft[CARD])

    def test_cards_of_many_customers_cost_the_same(self):
        partners = self.partner
        for number in range(MANY):
            partner = self._create_customer(f"D{number}", user_id=self.contributor.id)
            self._fill(self._create_dossier(partner))
            partners |= partner
        costs = []
        for count in (FEW, MANY):
            chosen = partners[:count].with_user(self.contributor)
            chosen.read([CARD])
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            chosen.read([CARD])
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])
        self.assertLessEqual(costs[0], 15)

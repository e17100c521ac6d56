from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import DossierCommon

OURS = {
    "dossier_id",
    "dossier_ids",
    "dossier_light",
    "dossier_light_reason",
    "dossier_light_next_step",
    "dossier_service_card",
}
LIGHT = {name for name in OURS if "light" in name or "service" in name}


@tagged("post_install", "-at_install")
class TestPartner(DossierCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.new = cls._create_customer("Xi'an Trade", user_id=cls.account_manager.id)
        cls.contact = cls.env["res.partner"].create(
            {"name": "Ms. Liu", "parent_id": cls.new.id}
        )

    def _dossiers_of(self, partner):
        return self.env["customer.dossier"].search([("partner_id", "=", partner.id)])

    def test_an_archivist_creates_a_dossier_from_the_customers_form(self):
        action = self.new.with_user(self.archivist).action_open_dossier()
        dossier = self._dossiers_of(self.new)
        self.assertEqual(action["res_id"], dossier.id)
        self.assertEqual(dossier.archivist_id, self.archivist)
        self.assertEqual(dossier.account_manager_id, self.account_manager)
        self.assertTrue(dossier.as_of, "figures are there at once")

    def test_contacts_count_for_their_company_and_nobody_gets_two(self):
        chosen = self.new | self.contact | self.partner
        action = chosen.with_user(self.archivist).action_create_dossiers()
        dossiers = self._dossiers_of(self.new) | self.dossier
        self.assertEqual(len(self._dossiers_of(self.new)), 1)
        self.assertEqual(action["domain"], [("id", "in", dossiers.ids)])
        chosen.with_user(self.archivist).action_create_dossiers()
        self.assertEqual(len(self._dossiers_of(self.new)), 1)

    def test_an_archived_dossier_is_found_and_not_doubled(self):
        self.dossier.active = False
        self.env.invalidate_all()
        partner = self.partner.with_user(self.archivist)
        self.assertEqual(partner.dossier_id, self.dossier)
        self.assertEqual(partner.dossier_ids, self.dossier)
        self.assertEqual(partner.action_create_dossiers()["res_id"], self.dossier.id)

    def test_the_dossier_of_another_archivist_is_not_doubled_either(self):
        self.dossier.archivist_id = self.leader
        partner = self.partner.with_user(self.archivist)
        self.assertFalse(partner.dossier_id)
        with self.assertRaisesRegex(UserError, "Ask a leader"):
            partner.action_open_dossier()
        self.assertEqual(self._dossiers_of(self.partner), self.dossier)

    def test_only_archivists_and_leaders_create_dossiers(self):
        for user in (self.account_manager, self.credit, self.manager, self.salesperson):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.new.with_user(user).action_create_dossiers()
        self.new.with_user(self.leader).action_create_dossiers()
        self.assertFalse(self._dossiers_of(self.new).archivist_id)

    def test_the_lists_action_is_offered_to_those_who_may(self):
        for user, offered in (
            (self.archivist, True),
            (self.leader, True),
            (self.credit, False),
            (self.salesperson, False),
        ):
            with self.subTest(user=user.login):
                bindings = self.env["ir.actions.actions"].with_user(user)
                names = {
                    action["xml_id"] if "xml_id" in action else action["name"]
                    for action in bindings.get_bindings("res.partner").get("action", ())
                }
                self.assertEqual("Create dossiers" in names, offered)

    def test_each_company_has_its_own_dossier(self):
        other = self._create_company("Second Distillery")
        there = self.partner.with_user(self.archivist).with_context(
            allowed_company_ids=other.ids
        )
        self.assertFalse(there.dossier_id)
        there.action_create_dossiers()
        self.env.invalidate_all()
        self.assertEqual(there.dossier_id.company_id, other)
        self.assertEqual(
            self.partner.with_user(self.archivist).dossier_id, self.dossier
        )

    def test_many_customers_take_two_queries_for_their_dossiers(self):
        partners = self.new | self.partner | self.contact
        found = partners.with_user(self.archivist)
        self.assertEqual(found.mapped("dossier_id"), self.dossier)
        found.invalidate_recordset(["dossier_ids", "dossier_id"])
        self.env["customer.dossier"].invalidate_model()
        with self.assertQueryCount(2):  # the dossiers, and the private ties
            found.mapped("dossier_ids")

    def test_ordinary_users_see_nothing_on_the_customers_form(self):
        for user, seen in (
            (self.employee, set()),
            (self.salesperson, set()),
            (self.manager, set()),
            (self.auditor, set()),
            (self.contributor, LIGHT),
            (self.credit, OURS - LIGHT),
            (self.archivist, OURS),
            (self.leader, OURS),
        ):
            with self.subTest(user=user.login):
                Partner = self.env["res.partner"].with_user(user)
                self.assertEqual(OURS & Partner.fields_get().keys(), seen)
                arch = Partner.get_view(
                    self.env.ref("base.view_partner_form").id, "form"
                )["arch"]
                shown = {
                    tag: {node.get("name") for node in etree.fromstring(arch).iter(tag)}
                    for tag in ("field", "button", "page")
                }
                self.assertEqual(OURS & shown["field"], seen)
                reader = "dossier_id" in seen
                self.assertEqual("action_open_dossier" in shown["button"], reader)
                self.assertEqual("customer_dossier" in shown["page"], reader)
                self.assertEqual(
                    "action_create_dossiers" in shown["button"],
                    user in (self.archivist, self.leader),
                )
                for name in OURS - seen:
                    with self.assertRaises(AccessError):
                        self.partner.with_user(user).read([name])

    def test_ordinary_users_still_duplicate_a_customer(self):
        self.partner.with_user(self.leader).read(list(OURS))
        self.assertTrue(self.partner.with_user(self.salesperson).sudo().copy().exists())

    def test_two_dossiers_are_not_merged_into_one(self):
        self._create_dossier(self.new)
        with self.assertRaisesRegex(UserError, "cannot be merged"):
            self._merge(self.partner | self.new, self.new)
        self.assertEqual(self.dossier.partner_id, self.partner)

    def test_a_dossier_is_not_merged_into_a_contact(self):
        with self.assertRaisesRegex(UserError, "cannot be merged"):
            self._merge(self.partner | self.contact, self.contact)

    def test_a_dossier_moves_along_when_only_one_of_two_customers_has_one(self):
        self._merge(self.partner | self.new, self.new)
        self.env.invalidate_all()
        self.assertEqual(self.dossier.partner_id, self.new)

    def test_a_merged_customer_gets_fresh_figures(self):
        self.env["customer.dossier.stale"].search([]).unlink()
        self._merge(self.partner | self.new, self.new)
        self.env.cr.precommit.run()
        stale = self.env["customer.dossier.stale"].search([])
        self.assertIn(self.new, stale.partner_id)

    def test_customers_without_dossiers_merge_as_ever(self):
        twin = self._create_customer("Xi'an Trade (2)")
        self._merge(self.new | twin, self.new)
        self.assertFalse(twin.exists())

    def _merge(self, partners, into):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge(partners.ids, into)

    def test_a_customer_with_a_dossier_does_not_become_a_mere_contact(self):
        self.partner.parent_id = self.new
        self.assertEqual(self.partner.commercial_partner_id, self.partner)
        with self.assertRaisesRegex(ValidationError, "Ask an archivist"):
            self.partner.is_company = False

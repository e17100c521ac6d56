import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .common import DossierCommon

CONFIDENTIAL = {"credit", "competitors"}
FOR_CREDIT = {"identity", "transactions", "credit", "performance"}


@tagged("post_install", "-at_install")
class TestSheet(DossierCommon):
    """The ten sections of a dossier: who reads them, and where their facts come from."""

    def _sheet(self, code, user=None):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _live(self, sheet):
        return {
            fact.item: fact.value
            for fact in sheet.sudo().fact_ids
            if fact.state == "live"
        }

    def test_every_dossier_has_the_ten_sections_in_their_order(self):
        codes = self.dossier.sheet_ids.mapped("code")
        self.assertEqual(len(codes), 10)
        self.assertEqual(codes[:2] + codes[-1:], ["identity", "products", "needs"])

    def test_sections_for_any_number_of_dossiers_take_one_query(self):
        dossiers = self.dossier
        for number in range(3):
            dossiers |= self._create_dossier(self._create_customer(f"D{number}"))
        dossiers.sheet_ids.fact_ids.unlink()
        self.env.flush_all()
        with self.assertQueryCount(1):
            dossiers._ensure_sheets()
        self.assertEqual(len(dossiers.sheet_ids), 40)

    def test_a_section_of_our_own_comes_to_every_dossier_at_once(self):
        section = (
            self.env["customer.dossier.section"]
            .with_user(self.manager)
            .create({"name": "Cellar", "code": "cellar"})
        )
        self.assertIn(section.sudo(), self.dossier.sheet_ids.section_id)

    def test_each_role_reads_the_sections_of_its_sensitivity(self):
        every = {sheet.code for sheet in self.dossier.sheet_ids}
        expected = {
            "archivist": every,
            "leader": every,
            "account_manager": every - CONFIDENTIAL,
            "credit": FOR_CREDIT,
        }
        for role, codes in expected.items():
            Sheet = self.env["customer.dossier.sheet"].with_user(getattr(self, role))
            with self.subTest(role=role):
                self.assertEqual({sheet.code for sheet in Sheet.search([])}, codes)

    def test_a_section_that_becomes_confidential_closes_at_once(self):
        sheet = self._sheet("products", self.account_manager)
        sheet.check_access("read")
        sheet.sudo().section_id.sensitivity = "confidential"
        with self.assertRaises(AccessError):
            sheet.check_access("read")

    def test_a_changed_item_leaves_a_fact_and_ends_the_one_before(self):
        sheet = self._sheet("identity")
        sheet.write({"registered_capital": 5000000, "nature": "private"})
        sheet.write({"registered_capital": 8000000, "nature": "private"})
        self.assertEqual(
            self._live(sheet), {"registered_capital": 8000000, "nature": "private"}
        )
        self.assertEqual(len(sheet.fact_ids), 3)
        self.assertEqual(sheet.fact_ids.collector_id, self.archivist)
        sheet.write({"nature": False})
        self.assertEqual(self._live(sheet), {"registered_capital": 8000000})

    def test_items_of_one_source_carry_it_and_only_they(self):
        sheet = self._sheet("identity")
        sheet.short_name = "Wine Trade"
        website = self.env.ref("customer_dossier.channel_website")
        facts = sheet._write_items(
            {"nature": "private", "short_name": "Wine Trade"},
            {"channel_id": website.id, "observed_on": "2026-01-05"},
        )
        self.assertEqual(facts.item, "nature")
        self.assertEqual(facts.channel_id, website)
        self.assertFalse((sheet.fact_ids - facts).channel_id)

    def test_zero_is_a_fact_and_not_known_is_none(self):
        sheet = self._sheet("competitiveness")
        sheet.vehicles = 0
        self.assertEqual(self._live(sheet), {"vehicles": 0})
        sheet.vehicles = False
        self.assertEqual(self._live(sheet), {})

    def test_facts_read_in_the_words_of_their_items(self):
        sheet = self._sheet("identity")
        sheet.write({"registered_capital": 5000000, "nature": "private"})
        words = {fact.label: fact.text for fact in sheet.fact_ids}
        self.assertEqual(words["Kind of company"], "Private company")
        self.assertIn("5,000,000.00", words["Registered capital"])

    def test_a_leader_adds_items_of_our_own_and_an_archivist_fills_them(self):
        sheet = self._sheet("needs")
        sheet.section_id.with_user(self.leader).item_definition = [
            {"name": "glass", "string": "Glasses wanted", "type": "integer"}
        ]
        with self.assertRaises(AccessError):
            sheet.section_id.item_definition = []
        sheet.own_items = {"glass": 12}
        self.assertEqual(self._live(sheet), {"own_items.glass": 12})
        self.assertEqual(sheet.fact_ids.label, "Glasses wanted")
        self.assertEqual(sheet.fact_ids.text, "12")

    def test_only_keepers_write_and_nobody_moves_a_section(self):
        for role in ("account_manager", "credit"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._sheet("identity", getattr(self, role)).short_name = "X"
        other = self._create_dossier(self._create_customer("Other"))
        with self.assertRaises(AccessError):
            self._sheet("identity").dossier_id = other
        with self.assertRaises(AccessError):
            self.env["customer.dossier.fact"].with_user(self.leader).create(
                {"sheet_id": self._sheet("identity").id, "item": "nature"}
            )

    def test_a_line_of_a_list_is_a_fact_with_its_source(self):
        sheet = self._sheet("organisation")
        with Form(sheet) as form, form.person_ids.new() as line:
            line.name = "Li Wei"
            line.channel_id = self.env.ref("customer_dossier.channel_industry")
        person = sheet.person_ids
        self.assertEqual(person.collector_id, self.archivist)
        self.assertEqual(person.dossier_id, self.dossier)
        person._verify()
        person.with_user(self.archivist).sequence = 5
        self.assertTrue(person.verified_on)
        person.with_user(self.archivist).phone = "028 1234"
        self.assertFalse(person.verified_on)

    def test_a_line_stays_in_its_section_and_its_signature_is_the_step_s(self):
        person = (
            self.env["customer.dossier.person"]
            .with_user(self.archivist)
            .create({"sheet_id": self._sheet("organisation").id, "name": "Li Wei"})
        )
        other = self._create_dossier(self._create_customer("Other"))
        with self.assertRaises(UserError):
            person.sheet_id = other.sheet_ids[7]
        with self.assertRaises(AccessError):
            person.verified_on = "2026-01-01"

    def test_a_keeper_signs_a_section_and_nobody_else_does(self):
        sheet = self._sheet("identity")
        sheet.action_verify()
        self.assertEqual(sheet.verified_by_id, self.archivist)
        sheet.action_toggle_applicable()
        self.assertTrue(sheet.not_applicable)
        with self.assertRaises(AccessError):
            sheet.not_applicable = False
        with self.assertRaises(AccessError):
            self._sheet("identity", self.account_manager).action_verify()

    def test_a_copy_of_a_paper_opens_for_readers_of_its_section_only(self):
        paper = (
            self.env["customer.dossier.document"]
            .with_user(self.archivist)
            .create(
                {
                    "sheet_id": self._sheet("identity").id,
                    "name": "91510100",
                    "file": base64.b64encode(b"scan"),
                    "file_name": "licence.pdf",
                }
            )
        )
        copy = self.env["ir.attachment"].search(
            [("res_model", "=", paper._name), ("res_field", "=", "file")]
        )
        self.assertTrue(copy.with_user(self.account_manager).raw)
        for outsider in (self.employee, self.contributor, self.manager):
            copy.invalidate_recordset()
            with self.subTest(user=outsider.login), self.assertRaises(AccessError):
                copy.with_user(outsider).read(["raw"])

    def test_turning_the_pages_shows_what_the_reader_may_read(self):
        sheet = self._sheet("transactions", self.account_manager)
        after = self.env["customer.dossier.sheet"].browse(sheet.action_next()["res_id"])
        self.assertEqual(after.code, "capacity")
        back = after.with_user(self.account_manager).action_previous()
        self.assertEqual(back["res_id"], sheet.id)

    def test_opening_a_section_is_on_record_as_that_section(self):
        sheet = self._sheet("identity")
        sheet.web_read({"short_name": {}})
        row = self.env["customer.dossier.access.log"].search([], limit=1)
        self.assertEqual((row.section, row.action), ("identity", "opened"))
        self.assertEqual(row.dossier_ids, self.dossier)

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from ..formulas.completeness import Section, completeness
from .judged_common import PROMPT, JudgedCommon

WEIGHTS = {
    "identity": 25, "products": 4, "competitiveness": 3, "transactions": 15,
    "credit": 22, "capacity": 3, "performance": 8, "organisation": 15,
    "competitors": 3, "needs": 2,
}  # fmt: skip
# Facts that stand in Odoo itself.
GIVEN = {
    "identity": 8, "credit": 5, "organisation": 3, "capacity": 1,
    "competitiveness": 1, "transactions": 4,
}  # fmt: skip
CYCLE = 60


@tagged("post_install", "-at_install")
@freeze_time("2026-06-30 08:00:00")
class TestCompleteness(JudgedCommon):
    """How far a dossier is filled in, how fresh it is, and how much is verified."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Sheet = cls.env["customer.dossier.sheet"]
        items, lists = Sheet._items(), Sheet._lines()
        cls.sizes = {
            code: len(items.get(code, ()))
            + len({*lists.get(code, ())} - {"loss_ids"})
            + GIVEN.get(code, 0)
            for code in WEIGHTS
        }

    def _sheet(self, code, user=None):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _percent(self):
        return self.dossier._completeness()[self.dossier.id]

    def _share(self, code, facts):
        """What so many facts of one section are worth for the whole."""
        return WEIGHTS[code] * facts / self.sizes[code] / sum(WEIGHTS.values()) * 100

    def _stored(self):
        """The figures as they are at the end of a transaction."""
        self.env.cr.precommit.run()
        self.dossier.invalidate_recordset()
        return self.dossier

    def test_a_new_dossier_holds_little_more_than_its_account_manager(self):
        self.assertEqual(
            {sheet.code: sheet.applicable_count for sheet in self.dossier.sheet_ids},
            self.sizes,
        )
        self.assertAlmostEqual(self._percent(), self._share("credit", 1))

    def test_every_fact_counts_within_its_section(self):
        before = self._percent()
        self.partner.vat = "91510100MA61TEST00"
        self.assertAlmostEqual(self._percent() - before, self._share("identity", 1))
        self.dossier.cooperation = "7"
        self._sheet("identity").write({"short_name": "Wine Trade", "registrar": ""})
        self.assertAlmostEqual(
            self._percent() - before,
            self._share("identity", 2) + self._share("competitiveness", 1),
        )

    def test_zero_is_a_fact_and_an_empty_text_is_none(self):
        sheet = self._sheet("competitiveness")
        sheet.write({"vehicles": 0, "strengths": "", "weaknesses": False})
        self.assertEqual(sheet.filled_count, 1)
        self.assertNotIn("Vehicles", sheet.missing)
        self.assertIn("Strengths", sheet.missing)

    def test_a_list_counts_as_one_item_however_long_it_is(self):
        before = self._percent()
        sheet = self._sheet("products")
        for name in ("Red", "White"):
            sheet.product_ids = [Command.create({"name": name})]
            self.assertAlmostEqual(self._percent() - before, self._share("products", 1))
        self.assertEqual(sheet.progress, "1 of 4")
        sheet.product_ids.unlink()
        self.assertEqual(sheet.progress, "0 of 4")

    def test_items_of_our_own_count_as_well(self):
        sheet = self._sheet("needs")
        sheet.section_id.with_user(self.leader).item_definition = [
            {"name": "glass", "string": "Glasses wanted", "type": "integer"},
            {"name": "gift", "string": "Gifts", "type": "char"},
        ]
        self.assertEqual(sheet.applicable_count, self.sizes["needs"] + 2)
        self.assertIn("Glasses wanted", sheet.missing)
        sheet.own_items = {"glass": 0, "gift": ""}
        self.assertEqual(sheet.filled_count, 1)
        self.assertIn("Gifts", sheet.missing)

    def test_a_person_with_a_role_and_a_phone_fills_the_contacts(self):
        before = self._percent()
        self.partner.child_ids = [
            Command.create({"name": "Li", "function": "Owner", "phone": "028 1234567"})
        ]
        self.assertAlmostEqual(self._percent() - before, self._share("organisation", 3))

    def test_transactions_need_more_than_zeros(self):
        before = self._percent()
        self._set_figures(self.dossier, **PROMPT, turnover=1.0)
        self.assertAlmostEqual(self._percent() - before, self._share("transactions", 4))
        self.assertEqual(self._sheet("transactions").quality, "books")

    def test_payment_terms_are_those_of_the_dossier_s_company(self):
        company = self._create_company("Second Distillery")
        term = self.env["account.payment.term"].create({"name": "45 days"})
        before = self._percent()
        self.partner.with_company(company).property_payment_term_id = term
        self.assertAlmostEqual(self._percent(), before)
        self.partner.with_company(self.company).property_payment_term_id = term
        self.assertAlmostEqual(self._percent() - before, self._share("credit", 1))

    def test_what_does_not_apply_leaves_the_count(self):
        self._sheet("organisation").action_toggle_applicable()
        rest = [
            Section(weight, 1 if code == "credit" else 0, self.sizes[code])
            for code, weight in WEIGHTS.items()
            if code != "organisation"
        ]
        self.assertAlmostEqual(self._percent(), completeness(rest))
        self.assertEqual(self._sheet("organisation").quality, "none")

    def test_a_single_item_that_does_not_apply_leaves_the_count(self):
        sheet = self._sheet("identity")
        sheet._set_applies("parent_company", False)
        self.assertEqual(sheet.applicable_count, self.sizes["identity"] - 1)
        self.assertNotIn("Parent company", sheet.missing)
        sheet.parent_company = "Holding"
        self.assertEqual(sheet.applicable_count, self.sizes["identity"], "it is there")

    def test_which_items_apply_is_chosen_in_a_list_of_the_keeper_s_own(self):
        sheet = self._sheet("needs")
        action = sheet.action_choose_items()
        Choice = self.env["customer.dossier.item.choice"].with_user(self.archivist)
        choices = Choice.search(action["domain"])
        self.assertEqual(len(choices), self.sizes["needs"])
        choices.filtered(lambda one: one.item == "contact_time").applies = False
        self.assertEqual(sheet.skipped, ["contact_time"])
        with self.assertRaises(AccessError):
            choices[:1].with_user(self.leader).applies = False
        with self.assertRaises(AccessError):
            choices[:1].item = "contact_way"
        with self.assertRaises(AccessError):
            self._sheet("needs", self.account_manager).action_choose_items()

    def test_signing_a_section_verifies_what_it_holds(self):
        sheet = self._sheet("organisation")
        sheet.ownership = "Li 60 %, Zhang 40 %"
        sheet.person_ids = [Command.create({"name": "Li Wei"})]
        self.assertEqual((sheet.quality, sheet.verification), ("unverified", 0))
        sheet.action_verify()
        self.assertEqual((sheet.quality, sheet.verification), ("verified", 100))
        self.assertEqual(sheet.person_ids.verified_by_id, self.archivist)
        sheet.ownership = "Li 100 %"
        self.assertEqual((sheet.quality, sheet.verification), ("unverified", 50))

    def test_what_was_verified_grows_old_by_the_cycle_of_the_grade(self):
        sheet = self._sheet("organisation")
        sheet.ownership = "Li 100 %"
        sheet.action_verify()
        for days, freshness, quality in (
            (CYCLE, 100, "verified"),
            (CYCLE + 1, 70, "stale"),
            (2 * CYCLE + 1, 40, "stale"),
            (6 * CYCLE + 1, 10, "stale"),
        ):
            day = fields.Date.add(fields.Date.today(), days=days)
            with self.subTest(days=days), freeze_time(f"{day} 08:00:00"):
                sheet.invalidate_recordset()
                self.assertEqual((sheet.freshness, sheet.quality), (freshness, quality))
        special = self.env.ref("customer_dossier.grade_special")
        self.dossier.sudo().grade_id = special
        day = fields.Date.add(fields.Date.today(), days=special.revision_days + 1)
        with freeze_time(f"{day} 08:00:00"):
            sheet.invalidate_recordset()
            self.assertEqual(sheet.quality, "stale", "special ones grow old sooner")

    def test_an_item_that_applies_again_has_to_be_looked_through_anew(self):
        sheet = self._sheet("organisation")
        sheet.action_toggle_applicable()
        sheet.action_toggle_applicable()
        self.assertFalse(sheet.not_applicable or sheet.verified_on)

    def test_the_figures_follow_at_the_end_of_the_transaction(self):
        sheet = self._sheet("organisation")
        before = self._stored().completeness
        sheet.ownership = "Li 100 %"
        self.assertEqual(self.dossier.completeness, before)
        filled = self._stored().completeness
        self.assertGreater(filled, before)
        self.assertEqual(self.dossier.verification, 0)
        sheet.action_verify()
        # Nobody signed the credit section, which holds the account manager.
        self.assertAlmostEqual(self._stored().freshness, 100 * 15 / (15 + 22), delta=1)
        self.assertEqual(self.dossier.verification, 50)

    def test_refreshing_the_figures_gives_the_same(self):
        self.dossier._refresh_figures()
        self._sheet("organisation").ownership = "Li 100 %"
        names = ["completeness", "freshness", "verification", "life_stage"]
        stored = self._stored().read(names)
        self.dossier._refresh_figures()
        self.assertEqual(self.dossier.read(names), stored)

    def test_dossiers_are_searched_sorted_grouped_and_measured_by_it(self):
        other = self._create_dossier(self._create_customer("Other"))
        self._sheet("organisation").ownership = "Li 100 %"
        self._stored()
        Dossier = self.env["customer.dossier"].with_user(self.leader)
        found = Dossier.search([("completeness", ">", 0)], order="completeness desc")
        self.assertEqual(found[:2], self.dossier | other)
        group = Dossier.formatted_read_group(
            [], ["life_stage"], ["completeness:avg", "freshness:avg"]
        )
        self.assertTrue(group[0]["completeness:avg"])

    def test_a_busy_row_of_figures_leaves_a_note_for_the_cron(self):
        Dossier = type(self.env["customer.dossier"])
        self.patch(Dossier, "_lock_figures", lambda dossiers: dossiers.browse())
        self._sheet("organisation").ownership = "Li 100 %"
        self.env.cr.precommit.run()
        notes = self.env["customer.dossier.stale"].search([])
        self.assertIn(self.partner, notes.partner_id)

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        dossiers = self.dossier.browse().union(
            *(self._create_dossier(self._create_customer(f"D{n}")) for n in range(12))
        )
        for ask in ("_completeness", "_quality", "_refresh_quality"):
            few = self._query_count(getattr(dossiers[:3], ask))
            with self.subTest(ask=ask):
                self.assertEqual(self._query_count(getattr(dossiers, ask)), few)

    def test_the_ten_cards_of_a_dossier_cost_few_queries(self):
        cards = dict.fromkeys(("progress", "quality", "quality_note"), {})
        names = {"fields": {"display_name": {}}}
        spec = {"sheet_ids": {"fields": {**cards, "section_id": names}}}
        for role in ("account_manager", "archivist", "credit", "leader"):
            dossier = self.dossier.with_user(getattr(self, role))
            self.env.invalidate_all()
            dossier.web_read(spec)
            with self.subTest(role=role):
                count = self._query_count(lambda d=dossier: d.web_read(spec))
                self.assertLessEqual(count, 18)

    def test_only_readers_of_the_dossier_may_ask(self):
        self.assertTrue(self.dossier.with_user(self.account_manager)._completeness())
        with self.assertRaises(AccessError):
            self.dossier.with_user(self.contributor)._completeness()

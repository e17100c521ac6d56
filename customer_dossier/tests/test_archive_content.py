from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import DossierCommon

BALANCED = {"total_assets": 900, "total_liabilities": 400, "equity": 500}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 12:00:00")
class TestArchiveContent(DossierCommon):
    """Statements that add up, our place beside rivals, and ready items for a trade."""

    def _sheet(self, code, user=None):
        sheet = self.dossier.sheet_ids.filtered(lambda one: one.code == code)
        return sheet.with_user(user or self.archivist)

    def _statement(self, **vals):
        return (
            self.env["customer.dossier.statement"]
            .with_user(self.archivist)
            .create(
                {
                    "sheet_id": self._sheet("performance").id,
                    "name": "2025",
                    "period_end": "2025-12-31",
                    **vals,
                }
            )
        )

    def test_a_statement_that_adds_up_has_no_doubts(self):
        statement = self._statement(**BALANCED, current_assets=900, inventory=0)
        self.assertFalse(statement.doubts)
        self.assertFalse(self._statement(period_end="2024-12-31").doubts)

    def test_a_statement_that_does_not_add_up_is_refused_and_says_by_how_much(self):
        for wrong, words in (
            ({"equity": 450}, "Statement 2025 does not add up. .*leave .*50"),
            (
                {"inventory": 90, "current_assets": 80},
                "Inventory is larger than Current assets",
            ),
        ):
            with self.assertRaisesRegex(ValidationError, words):
                with self.env.cr.savepoint():
                    self._statement(**{**BALANCED, **wrong})
        statement = self._statement(total_assets=900, total_liabilities=400)
        with self.assertRaisesRegex(ValidationError, "does not add up"):
            with self.env.cr.savepoint():
                statement.equity = 1
        # The form says so while somebody types.
        statement.invalidate_recordset()
        typed = statement.new({**BALANCED, "equity": 450})
        self.assertTrue(typed.doubts)

    def test_a_year_has_one_statement_and_is_over(self):
        self._statement()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self._statement()
        with self.assertRaises(ValidationError):
            self._statement(period_end="2026-03-03")

    def test_we_stand_first_beside_the_rivals(self):
        sheet = self._sheet("competitors")
        self.assertFalse(sheet.comparison)
        self._sheet("products").wallet_share = 40
        self.dossier.sudo().write({"credit_mode": "limit", "credit_limit": 5000})
        self.partner.property_payment_term_id = self.env.ref(
            "account.account_payment_term_30days"
        )
        self.env["customer.dossier.competitor"].create(
            [
                {"sheet_id": sheet.id, "name": "Small", "share": 5, "rebate": 0},
                {"sheet_id": sheet.id, "name": "Large", "share": 30},
            ]
        )
        self.env.invalidate_all()
        rows = sheet.comparison["rows"]
        self.assertEqual([row[0] for row in rows], ["We", "Large", "Small"])
        self.assertEqual(rows[0][1:3], ["40.0", "30"])
        self.assertIn("5,000", rows[0][3])
        self.assertEqual(rows[1][1:], ["30.0", "–", "–", "–"])
        self.assertEqual(rows[2][4], "0.0")

    def test_an_administrator_loads_and_clears_a_trade_s_items(self):
        Section = self.env["customer.dossier.section"].with_user(self.manager)
        products = Section.search([("code", "=", "products")])
        products.item_definition = [
            {"name": "own", "string": "Our own item", "type": "char"}
        ]
        for _time in range(2):
            Section.action_load_preset()
            names = [item["name"] for item in products.item_definition]
            self.assertEqual(names[:2], ["own", "drinks_aromas"])
            self.assertEqual(len(names), 4)
        sheet = self._sheet("products")
        sheet.own_items = {"drinks_aromas": ["sauce"], "drinks_festival_share": 40.0}
        live = sheet.fact_ids.filtered(lambda fact: fact.state == "live")
        self.assertEqual(
            {fact.label: fact.text for fact in live},
            {
                "Aroma types carried": "Sauce aroma",
                "Share of festival sales %": "40.00",
            },
        )
        Section.action_clear_preset()
        self.assertEqual([item["name"] for item in products.item_definition], ["own"])

    def test_items_of_a_trade_are_the_administrator_s_and_trades_are_known(self):
        Section = self.env["customer.dossier.section"]
        for role in ("archivist", "account_manager", "contributor"):
            for step in ("action_load_preset", "action_clear_preset"):
                with self.subTest(role=role, step=step), self.assertRaises(AccessError):
                    getattr(Section.with_user(getattr(self, role)), step)()
        with self.assertRaisesRegex(UserError, "drinks"):
            Section.with_user(self.manager).action_load_preset("tea")

    def test_the_header_shows_the_light_that_salespeople_see(self):
        dossier = self.dossier.with_user(self.leader)
        self.assertEqual(dossier.light, "grey")
        self.dossier.figures_id.sudo().as_of = "2026-03-01"
        self.dossier.sudo().blocked = True
        self.env.invalidate_all()
        self.assertEqual(dossier.light, "red")
        self.assertEqual(dossier.light_reason, "Supply is stopped.")

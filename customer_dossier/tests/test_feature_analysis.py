from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.customer_dossier.formulas.feature_analysis import WEIGHTS

from ..formulas.feature_analysis import feature_score
from ..models.customer_dossier_preset_features import FEATURES
from .judged_common import PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestFeatureAnalysis(JudgedCommon):
    """The 18 features (特征分析) are a scorecard, and its questionnaire the sections."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.card = cls.env.ref("customer_dossier.scorecard_features")
        cls.card.with_user(cls.manager).action_load_questions()

    def _sheet(self, code):
        return self.dossier.sheet_ids.filtered(
            lambda sheet: sheet.section_id.code == code
        )

    def _answer(self, marks):
        for code, items in FEATURES.items():
            own = {name: marks[name] for name in items if name in marks}
            if own:
                sheet = self._sheet(code).with_user(self.archivist)
                sheet.own_items = {**(sheet.own_items or {}), **own}
        self.env.flush_all()

    def _all(self, mark):
        return {name: mark for items in FEATURES.values() for name in items}

    def _lines(self, assessment):
        return {line.code: line for line in assessment.line_ids}

    def test_the_shipped_card_is_a_draft_with_our_weights(self):
        self.assertEqual(self.card.state, "draft")
        weights = [item.weight for item in self.card.item_ids.sorted("sequence")]
        self.assertEqual(weights, list(WEIGHTS.values()))
        self.assertEqual(sum(weights), 100)
        self.assertEqual(
            [(step.result, step.lower) for step in self.card._engine().scale],
            [("AA", 66), ("A", 46), ("B", 21), ("C", None)],
        )

    def test_the_card_says_whether_its_questionnaire_is_there(self):
        self.assertFalse(self.card.lacks_questions)
        self.env["customer.dossier.section"].action_clear_preset("features")
        self.card.invalidate_recordset()
        self.assertTrue(self.card.lacks_questions)
        with self.assertRaises(AccessError):
            self.card.with_user(self.leader).action_load_questions()

    def test_it_is_the_formula(self):
        self._answer({**self._all("7"), "feature_bank": "3"})
        self._set_figures(self.dossier, **PROMPT)
        assessment = self.dossier._assess(scorecard=self.card)
        marks = dict.fromkeys(WEIGHTS, 7)
        marks |= {"银行信用": 3, "付款记录": 8}
        # Without Odoo's margins that feature does not apply, and leaves the model.
        weights = {key: w for key, w in WEIGHTS.items() if key != "交易利润率"}
        expected = feature_score(marks, weights)
        self.assertAlmostEqual(assessment.score, expected.missing_zero, 3)
        self.assertAlmostEqual(assessment.coverage, expected.coverage, 3)

    def test_what_nobody_answered_is_unknown_and_counts_as_nothing(self):
        assessment = self.dossier._assess(scorecard=self.card)
        line = self._lines(assessment)["own_items.feature_bank"]
        self.assertEqual((line.state, line.points), ("unknown", False))
        self.assertEqual(assessment.rating, "N")

    def test_an_answer_says_which_fact_it_came_from(self):
        self._answer({"feature_bank": "6"})
        assessment = self.dossier._assess(scorecard=self.card)
        line = self._lines(assessment)["own_items.feature_bank"]
        fact = self._sheet("credit").fact_ids.filtered(
            lambda fact: fact.item == "own_items.feature_bank"
        )
        self.assertEqual((line.value, line.points), (6, 60))
        self.assertEqual((line.source_model, line.source_res_id), (fact._name, fact.id))
        self.assertEqual(line.source_on, fact.observed_on)
        self.assertIn("marked 6 of 10", line.explanation)
        action = line.with_user(self.archivist).action_open_source()
        self.assertEqual(action["res_model"], "customer.dossier.sheet")
        self.assertEqual(action["res_id"], self._sheet("credit").id)

    def test_a_source_opens_under_the_reader_s_own_rights(self):
        self._answer({"feature_bank": "6"})
        self._sheet("credit").section_id.write(
            {"sensitivity": "confidential", "for_credit": False}
        )
        line = self._lines(self.dossier._assess(scorecard=self.card))[
            "own_items.feature_bank"
        ]
        with self.assertRaises(AccessError):
            line.with_user(self.account_manager).action_open_source()

    def test_a_mark_beyond_ten_is_no_mark(self):
        self._answer({"feature_bank": "11"})
        assessment = self.dossier._assess(scorecard=self.card)
        line = self._lines(assessment)["own_items.feature_bank"]
        self.assertEqual(line.state, "unknown")

    def test_an_item_that_somebody_adds_can_be_weighed(self):
        section = self._sheet("credit").section_id
        section.item_definition = [
            *section.item_definition,
            {"name": "banks", "string": "House banks", "type": "integer"},
        ]
        points = self.env["customer.dossier"]._data_points()
        self.assertEqual(points["own_items.banks"].label, "House banks")
        self._sheet("credit").own_items = {"banks": 3}
        self.env.flush_all()
        raws = self.dossier._raw_values()[self.dossier.id]
        self.assertEqual(raws["own_items.banks"], 3)

    def test_figures_open_as_the_dossier_and_nothing_opens_nothing(self):
        self._set_figures(self.dossier, **PROMPT)
        lines = self._lines(self.dossier._assess())
        index = lines["pay_index"].with_user(self.account_manager)
        self.assertEqual(index.source_model, "customer.dossier.figures")
        self.assertEqual(str(index.source_on), PROMPT["as_of"])
        self.assertEqual(index.action_open_source()["res_id"], self.dossier.id)
        with self.assertRaisesRegex(UserError, "nothing on record"):
            lines["broken_promise"].action_open_source()


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01 12:00:00")
class TestMoreDataPoints(JudgedCommon):
    """Statements, signals and the state of the file can be weighed as well."""

    def _statement(self, **vals):
        [sheet] = self.dossier.sheet_ids.filtered(
            lambda sheet: sheet.section_id.code == "performance"
        )
        return self.env["customer.dossier.statement"].create(
            {
                "sheet_id": sheet.id,
                "name": "2025",
                "period_end": "2025-12-31",
                "current_assets": 6,
                "inventory": 2.5,
                "current_liabilities": 3,
                "total_assets": 9.2,
                "total_liabilities": 4.2,
                "equity": 5,
                "retained_earnings": 1.2,
                "operating_profit": 0.9,
                "revenue": 12,
                **vals,
            }
        )

    def _raws(self):
        self.env.flush_all()
        return self.dossier._raw_values()[self.dossier.id]

    def test_a_young_statement_gives_its_zone(self):
        statement = self._statement()
        raws = self._raws()
        self.assertEqual((raws["z2_zone"], raws["equity"]), ("safe", 5))
        self.assertAlmostEqual(
            raws["working_assets"], 6 / 3 + 3.5 / 3 - 3 / 5 - 4.2 / 5
        )
        points, batch = self.dossier._data_points(), self.dossier._batch_facts()
        source = points["z2_zone"].source(self.dossier, batch)
        self.assertEqual((source.model, source.id), (statement._name, statement.id))

    def test_an_old_or_half_statement_says_nothing(self):
        self._statement(period_end="2024-12-31")
        self.assertIsNone(self._raws()["z2_zone"])
        self._statement(name="2026", period_end="2026-06-30", retained_earnings=False)
        raws = self._raws()
        self.assertIsNone(raws["z2_zone"])
        self.assertIsNotNone(raws["working_assets"])

    def test_distress_caps_a_good_rating(self):
        self._statement(total_liabilities=9.4, equity=-0.2)
        assessment = self._assess(PROMPT)
        self.assertEqual(assessment.rating, "B")
        self.assertIn("balance sheet shows distress", assessment.summary)

    def test_the_worst_open_signal_counts(self):
        self.assertEqual(self._raws()["signals"], "none")
        rule = self.env["customer.dossier.signal.rule"].search([], limit=1)
        signal = (
            self.env["customer.dossier.signal"]
            .sudo()
            .create(
                {
                    "rule_id": rule.id,
                    "kind": rule.kind,
                    "dossier_id": self.dossier.id,
                    "severity": "high",
                    "raised_on": "2026-06-01",
                    "last_seen": "2026-06-01",
                }
            )
        )
        self.assertEqual(self._raws()["signals"], "high")
        signal.state = "closed"
        self.assertEqual(self._raws()["signals"], "none")

    def test_the_state_of_the_file_counts(self):
        raws = self._raws()
        self.assertIn("verification", raws)
        self.assertEqual(
            raws["completeness"], self.dossier._completeness()[self.dossier.id]
        )

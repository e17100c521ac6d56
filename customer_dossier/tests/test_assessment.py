from psycopg2.errors import RaiseException

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.customer_dossier.formulas import scorecard as engine

from .judged_common import LATE, PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestAssessment(JudgedCommon):
    def _points(self, assessment):
        return {line.code: line.points for line in assessment.line_ids}

    def test_a_prompt_dealer_is_rated_with_every_step_on_record(self):
        assessment = self._assess(PROMPT, cooperation="8")
        points = self._points(assessment)
        expected = {
            "pay_index": 100,
            "overdue30_share": 100,
            "oldest_overdue": 100,
            "secured_share": 70,
            "growth": 85,
            "cooperation": 80,
        }
        self.assertEqual({code: points[code] for code in expected}, expected)
        known = assessment.line_ids.filtered(lambda line: line.state == "value")
        earned = sum(line.weight * line.points for line in known)
        self.assertAlmostEqual(
            assessment.score, earned / sum(known.mapped("weight")), 3
        )
        self.assertEqual(assessment.rating, "AAA")
        self.assertEqual(
            (assessment.value_level, assessment.risk_level), ("high", "low")
        )

    def test_value_and_risk_are_scored_apart(self):
        assessment = self._assess({**PROMPT, "abc_class": "C"}, cooperation="8")
        for axis in ("risk", "value"):
            own = assessment.line_ids.filtered(
                lambda line: line.state == "value" and line.item_id.axis == axis  # noqa: B023
            )
            earned = sum(line.weight * line.points for line in own)
            self.assertAlmostEqual(
                assessment[f"{axis}_score"], earned / sum(own.mapped("weight")), 3
            )
        self.assertNotEqual(assessment.risk_score, assessment.value_score)

    def test_the_dossier_shows_its_last_assessment(self):
        self._assess(LATE)
        assessment = self._assess(
            {
                **PROMPT,
                "overdue": 0,
                "overdue_undisputed_30": 0,
                "oldest_overdue_days": 0,
            }
        )
        self.assertRecordValues(
            self.dossier,
            [
                {
                    "assessment_id": assessment.id,
                    "rating": assessment.rating,
                    "grade_id": self.env.ref("customer_dossier.grade_key").id,
                    "risk_level": "low",
                }
            ],
        )
        self.assertEqual(self.dossier.assessment_ids[0], assessment)
        self.assertEqual(len(self.dossier.assessment_ids), 2)

    def test_a_late_dealer_is_special(self):
        assessment = self._assess(LATE)
        points = self._points(assessment)
        self.assertEqual(
            (points["pay_index"], points["overdue30_share"], points["utilisation"]),
            (25, 0, 0),
        )
        self.assertEqual(assessment.rating, "C")
        self.assertEqual(self.dossier.grade_id.code, "special")

    def test_unknown_is_not_zero_and_not_applicable_leaves_the_model(self):
        assessment = self._assess({**PROMPT, "payment_index": None})
        states = {line.code: line.state for line in assessment.line_ids}
        self.assertEqual(states["pay_index"], "unknown")
        self.assertEqual(states["broken_promise"], "not_applicable")
        self.assertGreater(assessment.score, assessment.score_unknown_zero)
        self.assertLess(assessment.coverage, 100)
        zero = self._assess({**PROMPT, "payment_index": 0.0})
        self.assertLess(zero.score, assessment.score)

    def test_a_customer_of_whom_too_little_is_known_is_not_rated(self):
        assessment = self._assess({"growth_class": "new", "abc_class": "C"})
        self.assertEqual(assessment.rating, "N")
        self.assertEqual(assessment.risk_level, "unknown")
        self.assertEqual(self.dossier.grade_id.code, "general")

    def test_a_cap_holds_a_good_score_down_and_never_lifts_a_bad_one(self):
        assessment = self._assess(PROMPT, key_documents="missing", cooperation="9")
        self.assertIn(assessment.rating_by_score, ("AA", "AAA"))
        self.assertEqual(assessment.rating, "A")
        self.assertEqual(assessment.facts["caps"], {"key_documents": "A"})
        self.assertEqual(self._assess(LATE).rating, "C")

    def test_the_worst_of_several_caps_wins(self):
        overdue = {
            "overdue": 1.0,
            "overdue_undisputed_30": 1.0,
            "oldest_overdue_days": 91,
        }
        assessment = self._assess({**PROMPT, **overdue}, key_documents="missing")
        self.assertEqual(assessment.rating, "B")
        self.assertEqual(assessment.risk_level, "medium")

    def test_a_hard_trigger_rates_c_even_where_too_little_is_known(self):
        for mark in ("insolvent", "lawsuit", "blocked"):
            assessment = self._assess(**{mark: True})
            self.assertEqual(
                (assessment.rating_by_score, assessment.rating), ("N", "C")
            )
            self.assertEqual(assessment.risk_level, "high")
            self.dossier.sudo().write({mark: False})

    def test_a_watched_customer_is_special_whatever_the_rating(self):
        self._assess(PROMPT, watch=True)
        self.assertEqual(self.dossier.grade_id.code, "special")

    def test_a_strategic_customer_is_key_without_the_turnover(self):
        self._assess({**PROMPT, "abc_class": "C"}, strategic=True)
        self.assertEqual(self.dossier.grade_id.code, "key")

    def test_cash_only_needs_no_limit_and_nothing_exposed_needs_no_security(self):
        assessment = self._assess(
            {**PROMPT, "exposure": 0, "exposure_secured": 0, "utilisation": None},
            credit_mode="cash_only",
        )
        states = {line.code: line.state for line in assessment.line_ids}
        self.assertEqual(states["utilisation"], "not_applicable")
        self.assertEqual(states["secured_share"], "not_applicable")

    def test_zeros_mean_nothing_before_the_first_sale(self):
        raws = self.dossier._raw_values()[self.dossier.id]
        for code in ("overdue30_share", "oldest_overdue", "secured_share"):
            self.assertIsNone(raws[code])
        self.assertIs(raws["broken_promise"], engine.NOT_APPLICABLE)

    def test_the_number_of_queries_does_not_grow_with_the_dossiers(self):
        dossiers = self.dossier.browse().union(
            *(self._create_dossier(self._create_customer(f"D{n}")) for n in range(12))
        )
        self._set_figures(dossiers, **PROMPT)
        dossiers[:2]._assess()
        few = self._query_count(dossiers[:3]._assess)
        self.assertEqual(self._query_count(dossiers._assess), few)
        self.assertLessEqual(few, 37)

    def test_no_scorecard_in_use_is_said_and_nothing_is_written(self):
        cards = self.env["customer.dossier.scorecard"].search([])
        cards.sudo().write({"state": "superseded"})
        with self.assertRaisesRegex(UserError, "No scorecard is in use in"):
            self.dossier._assess()
        self.assertFalse(self.dossier.assessment_ids)

    def test_the_database_refuses_to_change_what_was_assessed(self):
        assessment = self._assess(PROMPT)
        for record in (assessment, assessment.line_ids[0]):
            for query in (
                "UPDATE %s SET id = id",
                "DELETE FROM %s",
                "TRUNCATE %s CASCADE",
            ):
                with (
                    self.assertRaises(RaiseException),
                    mute_logger("odoo.sql_db"),
                    self.cr.savepoint(),
                ):
                    # pylint: disable=sql-injection
                    self.cr.execute(query % record._table)

    def test_nobody_changes_an_assessment_not_even_the_system(self):
        assessment = self._assess(PROMPT).sudo()
        for record in (assessment, assessment.line_ids[0]):
            with self.assertRaisesRegex(UserError, "kept as it was made"):
                record.write({"weight": 1} if "weight" in record else {"rating": "AAA"})
            with self.assertRaisesRegex(UserError, "kept as it was made"):
                record.unlink()

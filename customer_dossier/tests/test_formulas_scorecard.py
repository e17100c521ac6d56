from itertools import pairwise

from odoo.tests import BaseCase, tagged

from odoo.addons.customer_dossier.formulas import scorecard
from odoo.addons.customer_dossier.formulas.bands import Band


@tagged("-at_install", "post_install", "formulas")
class TestScorecardEngine(BaseCase):
    """States, missing policies and refusals of the scorecard engine."""

    items = (
        scorecard.Item("index", 3, bands=(Band(100, lower=80), Band(0)), tag="x"),
        scorecard.Item("abc", 1, values={"A": 80, "N": 0}, tag="y"),
        scorecard.Item("promise", 4, factor=1, tag="y"),
    )

    def _evaluate(self, missing=scorecard.RENORMALISE, **raws):
        return scorecard.evaluate(self.items, raws, missing)

    def test_not_applicable_leaves_the_model_and_unknown_costs_coverage(self):
        na = scorecard.NOT_APPLICABLE
        self.assertEqual(self._evaluate(index=80, abc="A", promise=na).coverage, 100)
        self.assertEqual(self._evaluate(index=80, abc="A").coverage, 50)

    def test_the_missing_policies(self):
        known = {"index": 80, "abc": "A"}
        self.assertEqual(self._evaluate(**known).score, 95)
        self.assertEqual(self._evaluate(scorecard.ZERO, **known).score, 47.5)
        self.assertIsNone(self._evaluate(scorecard.REFUSE, **known).score)
        self.assertEqual(
            self._evaluate(scorecard.REFUSE, promise=50, **known).score, 72.5
        )
        with self.assertRaises(ValueError):
            self._evaluate("guess", **known)

    def test_too_little_coverage_is_not_rated_but_keeps_its_score(self):
        result = self._evaluate(index=80, abc="A")
        self.assertFalse(result.rated)
        self.assertEqual(result.score, 95)
        self.assertEqual([line.item.key for line in result.missing()], ["promise"])

    def test_nothing_known_and_nothing_applicable_give_no_score(self):
        self.assertIsNone(self._evaluate().score)
        self.assertFalse(self._evaluate().rated)
        na = dict.fromkeys(("index", "abc", "promise"), scorecard.NOT_APPLICABLE)
        self.assertIsNone(self._evaluate(**na).score_unknown_zero)
        self.assertFalse(self._evaluate(**na).rated)

    def test_a_word_without_points_is_unknown(self):
        result = self._evaluate(index=80, abc="new class")
        self.assertEqual(result.lines[1].state, scorecard.UNKNOWN)

    def test_losses_and_points_explain_the_whole_score(self):
        result = self._evaluate(index=10, abc="A", promise=35)
        weight = sum(item.weight for item in self.items)
        lost = sum(line.loss for line in result.lines)
        self.assertAlmostEqual(result.score, 100 * (1 - lost / weight))
        reasons = [line.item.key for line in result.reasons(2)]
        self.assertEqual(reasons, ["index", "promise"])

    def test_a_better_value_never_lowers_the_score(self):
        scores = [
            self._evaluate(index=80, abc="A", promise=p).score for p in range(101)
        ]
        self.assertTrue(all(new >= old for old, new in pairwise(scores)))

    def test_subtotals_by_tag(self):
        result = self._evaluate(index=80, abc="N", promise=50)
        self.assertEqual(result.subtotals(), {"x": 100, "y": 40})

    def test_senseless_items_are_refused(self):
        for wrong in ({"weight": 0, "factor": 1}, {"weight": -1, "factor": 1}):
            with self.assertRaises(ValueError):
                scorecard.Item("x", **wrong)
        with self.assertRaises(ValueError):
            scorecard.Item("x", 1)
        with self.assertRaises(ValueError):
            scorecard.Item("x", 1, values={"A": 1}, factor=1)

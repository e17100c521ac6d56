from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .judged_common import LATE, PROMPT, JudgedCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestExplanation(JudgedCommon):
    def test_each_line_says_what_it_cost_and_why(self):
        words = {line.code: line.explanation for line in self._assess(LATE).line_ids}
        self.assertEqual(
            words["oldest_overdue"],
            "loses 5 points: the oldest debt is 130 days overdue",
        )
        self.assertEqual(
            words["utilisation"], "loses 8 points: 130 % of the credit limit is used"
        )
        self.assertEqual(
            words["growth"],
            "loses 6.5 points: turnover against the year before: Declining",
        )
        self.assertEqual(
            words["pay_index"], "loses 15 points: they pay about 57 days late"
        )
        self.assertEqual(words["cooperation"], "not known")
        self.assertEqual(words["broken_promise"], "does not apply")

    def test_without_sales_there_is_no_class_to_name(self):
        lines = self._assess({**LATE, "abc_class": "N"}).line_ids
        words = lines.filtered(lambda line: line.code == "abc").explanation
        self.assertRegex(words, r"^loses [\d.]+ points: no sales to rank$")

    def test_full_points_are_said_too(self):
        words = {line.code: line.explanation for line in self._assess(PROMPT).line_ids}
        self.assertEqual(words["oldest_overdue"], "full points: nothing is overdue")
        self.assertEqual(words["pay_index"], "full points: they pay in time")

    def test_the_summary_says_rating_grade_top_reasons_and_what_is_missing(self):
        lines = self._assess(LATE).summary.splitlines()
        self.assertTrue(lines[0].startswith("Rated C with "))
        self.assertEqual(lines[1], "Grade Special: high risk (rated C), low value.")
        self.assertEqual(lines[2], "What costs most:")
        reasons = [line for line in lines if line.startswith("•")]
        self.assertEqual(len(reasons), 4)
        self.assertTrue(reasons[0].startswith("• Payment index loses 15 points"))
        self.assertIn("Cooperation", lines[-1])

    def test_a_cap_is_explained_by_its_reason(self):
        summary = self._assess(PROMPT, key_documents="missing").summary
        self.assertIn(
            "The points alone would give AAA, but: key documents are", summary
        )

    def test_not_rated_says_what_to_find_out(self):
        summary = self._assess().summary
        self.assertIn("Not rated: only ", summary)
        self.assertIn("60 % is needed", summary)
        self.assertIn("Not known: Payment index, ABC class", summary)

    def test_a_hard_trigger_is_named_as_the_reason(self):
        summary = self._assess(lawsuit=True).summary
        self.assertIn("Rated C whatever the score: in court over", summary)
        self.assertIn("Grade Special: high risk (in court over", summary)

    def test_old_words_survive_a_data_point_that_is_gone(self):
        assessment = self._assess(LATE)
        points = dict(self.env["customer.dossier"]._data_points())
        del points["utilisation"]
        with patch.object(type(self.dossier), "_data_points", lambda self: points):
            words = assessment.line_ids.filtered(
                lambda line: line.code == "utilisation"
            )
            self.assertEqual(words.explanation, "loses 8 points: 130")

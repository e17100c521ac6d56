from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .test_scorecard import ScorecardCommon


@tagged("post_install", "-at_install")
class TestScorecardRefusals(ScorecardCommon):
    """Nonsense is refused at save, with a text that names the line."""

    def _refused(self, pattern, **vals):
        with self.assertRaisesRegex(ValidationError, pattern), self.cr.savepoint():
            self._create_card(code="BAD", **vals)

    def _refused_bands(self, pattern, *bands):
        self._refused(pattern, item_ids=[self._index_item(bands)])

    def test_weights_that_are_not_positive(self):
        for weight in (0, -1):
            item = self._index_item([(0, False, False)], weight=weight)
            self._refused(
                "line Index: The weight must be more than zero", item_ids=[item]
            )

    def test_what_is_no_number(self):
        for weight in (float("nan"), float("inf"), "heavy", [1]):
            item = self._index_item([(0, False, False)], weight=weight)
            self._refused("Index: .* is not a possible Weight", item_ids=[item])
        self._refused_bands(
            "nan is not a possible Points", (float("nan"), False, False)
        )
        self._refused_bands("nan is not a possible From", (1, float("nan"), False))
        step = Command.create({"rating": "C", "min_score": float("inf")})
        self._refused("inf is not a possible Least score", rating_ids=[step])

    def test_a_gap(self):
        self._refused_bands(
            "line Index: .* such as 40", (100, 80, False), (0, False, 0)
        )

    def test_ranges_that_overlap(self):
        rest = (0, False, False)
        for bands in (
            [(10, 0, 50), (20, 40, 100), rest],
            [(10, 10, 20), (20, 0, 30), rest],
            [(10, 80, False), (20, 70, 85), rest],
        ):
            self._refused_bands("line Index: Lines 1 and 2 overlap", *bands)

    def test_settings_that_are_no_numbers(self):
        for name in ("buffer", "confirm", "min_coverage"):
            for value in (float("nan"), float("inf"), "much", [1]):
                self._refused("BAD|Small: .* is not a possible", **{name: value})

    def test_a_line_that_never_applies(self):
        self._refused_bands(
            "line Index: Line 2 can never apply", (0, False, False), (100, 80, False)
        )

    def test_a_range_that_ends_before_it_begins(self):
        self._refused_bands(
            "line Index: A range ends", (100, 80, 10), (0, False, False)
        )

    def test_points_beyond_a_hundred(self):
        self._refused_bands("line Index: Points go from 0", (101, False, False))
        self._refused_bands("line Index: Points go from 0", (-1, False, False))

    def test_a_table_without_lines(self):
        self._refused_bands("line Index: The table of points is empty")

    def test_an_unknown_data_point(self):
        item = self._index_item([(0, False, False)], code="horoscope")
        self._refused("Index: horoscope is not a possible Data point", item_ids=[item])

    def test_an_unknown_rating(self):
        self._refused(
            "D is not a possible", rating_ids=[Command.create({"rating": "D"})]
        )

    def test_a_cap_that_names_no_rating_of_the_scale(self):
        cap = Command.create({"condition": "lawsuit", "rating": "B"})
        self._refused("the rating B is not in the scale", cap_ids=[cap])

    def test_words_of_another_data_point(self):
        def item(word):
            return Command.create(
                {
                    "name": "Class",
                    "code": "abc",
                    "weight": 1,
                    "table": "values",
                    "band_ids": [Command.create({"value": word, "points": 1})],
                }
            )

        self._refused("line Class: growing is unknown", item_ids=[item("growing")])
        self._refused("line Class: - is unknown", item_ids=[item(False)])

    def test_a_number_is_not_a_word(self):
        item = self._index_item([(0, False, False)], table="values")
        self._refused("line Index: This data point is a number", item_ids=[item])

    def test_a_factor_of_zero(self):
        for factor in (0, -1, False):
            item = Command.create(
                {
                    "name": "Cooperation",
                    "code": "cooperation",
                    "weight": 1,
                    "table": "factor",
                    "factor": factor,
                }
            )
            self._refused("line Cooperation: The factor", item_ids=[item])

    def test_scales_out_of_order_or_with_a_hole(self):
        def scale(*steps):
            return [
                Command.create({"sequence": n, "rating": rating, "min_score": score})
                for n, (rating, score) in enumerate(steps)
            ]

        cap = {"cap_ids": []}
        for pattern, steps in (
            ("list the best rating first", (("C", 50), ("A", False))),
            ("no score reaches A", (("AA", 50), ("A", 60), ("C", False))),
            ("take the rest", (("AA", 50), ("C", 10))),
        ):
            self._refused(pattern, rating_ids=scale(*steps), **cap)

    def test_a_card_without_items_is_not_put_in_use(self):
        empty = self._create_card(code="EMPTY", item_ids=[])
        with self.assertRaisesRegex(ValidationError, "at least one item"):
            empty.action_put_in_use()

import logging

from odoo.tests import tagged

from .crawl.common import CrawlCommon
from .crawl.roads_around import around_questions
from .crawl.roads_ask import ask_questions
from .crawl.roads_guest import guest_questions
from .crawl.roads_method import method_questions
from .crawl.roads_read import read_questions
from .crawl.users import CONTROL

_logger = logging.getLogger(__name__)
# Roads that show no value to anybody: they are tried for what differs in an answer.
# That they find is proven in test_crawl_finds.
SILENT = {
    "copy",
    "default_get",
    "exists",
    "fields_get",
    "get_metadata",
    "group by month",
    "group through",
    "onchange of new",
    "order",
    "order through",
    "progress_bar",
    "search",
    "search_count",
    "sum and average",
}


@tagged("post_install", "-at_install")
class TestCrawl(CrawlCommon):
    searches_traces = True

    def _questions(self):
        ground, rows = self.ground, self.planter.rows
        return [
            *read_questions(ground, rows),
            *ask_questions(ground, self.book),
            *guest_questions(ground, self.book, self.people),
            *method_questions(ground, rows, self.people),
            *around_questions(ground),
        ]

    def test_every_model_of_ours_is_planted(self):
        self.assertFalse(self.unplanted)
        self.assertEqual(set(self.planter.rows), set(self.ground.tables))

    def test_work_on_planted_records_leaves_no_trace_outside(self):
        self.assertTrue(self.traced["steps"])
        self.assertTrue(self.traced["tables"])
        self.assertFalse(self.traced["found"])

    def test_nobody_learns_anything_by_any_road(self):
        questions = self._questions()
        for actor in self.people.actors:
            # The control shows where roads lead; what it must not see, others try.
            self.crawl.crawl(actor, questions, worlds=1 if actor == CONTROL else 2)
        _logger.info(self.crawl.summary())
        self.assertEqual(self.crawl.report(), "")
        self._check_coverage()

    def _check_coverage(self):
        """Nothing of ours was left out, and the control met marks on the roads."""
        tried = self.crawl.tried
        self.assertEqual(set(tried["actor"]), set(self.people.actors))
        self.assertFalse(
            {*self.ground.models, *self.ground.guests} - set(tried["model"])
        )
        ours = {
            (name, field.name)
            for name in (*self.ground.models, *self.ground.guests)
            for field in self.ground.fields(name)
        }
        self.assertTrue(ours)
        self.assertFalse(ours - set(tried["field"]))
        self.assertTrue(self.crawl.tries)
        blind = set(tried["road"]) - self.crawl.seen[CONTROL] - SILENT
        blind = {road for road in blind if not road.startswith("domain")}
        self.assertFalse(blind, "roads on which even a leader meets no mark")

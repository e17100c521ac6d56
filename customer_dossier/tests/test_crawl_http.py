import logging

from odoo.tests import HttpCase, tagged

from .crawl.common import CrawlCommon
from .crawl.http import HttpCrawl
from .crawl.roads_http import http_questions
from .crawl.users import CONTROL

_logger = logging.getLogger(__name__)
# Roads on which a leader meets no value: names, texts, and rows of somebody else.
SILENT = {
    "action",
    "button",
    "domain validate",
    "export fields",
    # A print is shown to whoever made it, and only once it has its number.
    "report html",
    "report pdf",
    "report text",
    # An export belongs to whoever made it, and a pivot's figures come from the browser.
    "route",
    "thread",
    "web content",
    "web image",
}


@tagged("post_install", "-at_install")
class TestCrawlHttp(CrawlCommon, HttpCase):
    crawl_class = HttpCrawl

    def test_nobody_learns_anything_by_any_request(self):
        questions = list(http_questions(self.ground, self.planter))
        for actor in self.people.actors:
            self.crawl.enter(self, actor)
            self.crawl.crawl(actor, questions, worlds=1 if actor == CONTROL else 2)
        _logger.info(self.crawl.summary())
        self.assertEqual(set(self.crawl.tried["actor"]), set(self.people.actors))
        self.assertFalse(set(self.ground.models) - set(self.crawl.tried["model"]))
        blind = set(self.crawl.tried["road"]) - self.crawl.seen[CONTROL] - SILENT
        self.assertFalse(blind, "roads on which even a leader meets no mark")
        self.assertEqual(self.crawl.report(), "")

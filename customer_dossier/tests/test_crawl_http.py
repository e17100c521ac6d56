import logging

from odoo.tests import HttpCase, tagged

from .crawl.common import CrawlCommon
from .crawl.http import HttpCrawl
from .crawl.roads_http import http_questions

_logger = logging.getLogger(__name__)


@tagged("post_install", "-at_install")
class TestCrawlHttp(CrawlCommon, HttpCase):
    crawl_class = HttpCrawl

    def test_nobody_learns_anything_by_any_request(self):
        questions = list(http_questions(self.ground, self.planter))
        for actor in self.people.actors:
            self.crawl.enter(self, actor)
            self.crawl.crawl(actor, questions)
        _logger.info(self.crawl.summary())
        self.assertEqual(set(self.crawl.tried["actor"]), set(self.people.actors))
        self.assertFalse(set(self.ground.models) - set(self.crawl.tried["model"]))
        self.assertEqual(self.crawl.report(), "")

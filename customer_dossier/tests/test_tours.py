from itertools import product

from odoo.tests import tagged

from .listening import ListeningCase
from .submission_common import SubmissionCommon
from .test_brief import BriefCommon
from .tour_common import DESK, PHONE, TourStories


@tagged("post_install", "-at_install")
class TestTours(TourStories, BriefCommon, SubmissionCommon, ListeningCase):
    """Odoo walks the tours: wide and on a phone, in two languages.

    A complaint of the browser, or a request that fails, fails the tour.
    """

    ways = tuple(product((DESK, PHONE), ("en_US", "zh_CN")))

    def _walk(self, tour, user):
        self.start_tour("/odoo", tour, login=user.login)

    def test_a_request_that_fails_is_heard(self):
        for page, answer in (("/no/such/page", "404"), ("http://localhost:1", "net::")):
            look = f"fetch('{page}').finally(() => console.log('test successful'))"
            with (
                self.subTest(page=page),
                self.assertRaisesRegex(AssertionError, answer),
            ):
                self.browser_js("/web/login", look + ".catch(() => {})")

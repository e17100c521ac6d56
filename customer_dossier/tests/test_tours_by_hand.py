from pathlib import Path

from odoo.tests import tagged
from odoo.tools import mute_logger

from .listening import ListeningCase
from .submission_common import SubmissionCommon
from .test_brief import BriefCommon
from .tour_common import DESK, PHONE, TourStories

FOLLOW = Path(__file__).with_name("follow_pointer.js").read_text()
#: Odoo starts a tour on the page it names, in a second load.
READY = """
    !location.search.includes("tour=") && odoo.loader.modules.has(
        "@web_tour/js/tour_interactive/tour_interactive"
    )
"""


@tagged("post_install", "-at_install")
class TestToursByHand(TourStories, BriefCommon, SubmissionCommon, ListeningCase):
    """People walk the tours: they open the address that the user guide gives, and do
    what the pointer says.
    """

    ways = ((DESK, "en_US"), (PHONE, "zh_CN"))
    # The pointer leads to the dialog: what is decided there is the person's own.
    decided = "draft"

    def _walk(self, tour, user):
        # Odoo warns of each step of a tour that only waits.
        with mute_logger(f"{self._logger.name}.browser"):
            self.browser_js(
                f"/odoo?tour={tour}",
                FOLLOW,
                READY,
                login=user.login,
                success_signal="walked",
            )
        user.invalidate_recordset()
        self.assertFalse(user.tour_enabled, "Odoo would go on with its own tours")

from unittest.mock import patch

from odoo.tests import common

#: A library of Odoo's video calls that Debian's package of Odoo leaves out: a missing
#: file is an error in the browser, and would end the tests before they begin.
LEFT_OUT = "mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def leave_out(env):
    """Have the web client do without what Debian's Odoo does not have."""
    env["ir.asset"].create(
        {
            "name": "Left out",
            "bundle": "web.assets_backend",
            "directive": "remove",
            "path": LEFT_OUT,
        }
    )


class ListeningBrowser(common.ChromeBrowser):
    """Chromium that tells its test case of each request that went wrong."""

    def __init__(self, test_case, **options):
        super().__init__(test_case, **options)
        self._asked = {}
        self._failed = test_case.failed_requests
        self._handlers |= {
            "Network.requestWillBeSent": self._handle_sent,
            "Network.responseReceived": self._handle_response,
            "Network.loadingFailed": self._handle_failure,
        }
        self._websocket_send("Network.enable")

    def _handle_sent(self, requestId, request, **_more):
        self._asked[requestId] = request["url"]

    def _handle_response(self, response, **_more):
        if response["status"] >= 400:
            self._failed.append(f"{response['status']} {response['url']}")

    def _handle_failure(self, requestId, errorText, canceled=False, **_more):
        # Whoever leaves a page cancels what it still loads.
        if not canceled:
            self._failed.append(f"{errorText} {self._asked.get(requestId)}")


class ListeningCase(common.HttpCase):
    """A case in whose browser no request may fail."""

    def setUp(self):
        super().setUp()
        self.failed_requests = []
        self.startPatcher(patch.object(common, "ChromeBrowser", ListeningBrowser))

    def browser_js(self, *args, **options):
        """Run code in the browser; fail when a request was refused, or got no answer."""
        self.failed_requests.clear()
        result = super().browser_js(*args, **options)
        self.assertEqual(self.failed_requests, [])
        return result

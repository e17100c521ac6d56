"""A refusal stays on record, although the request that it ended is rolled back."""

import json
import urllib.request
from http.cookiejar import CookieJar

from ground.cluster import psql

ROWS = (
    "SELECT login, action, road, section, detail FROM customer_dossier_access_log"
    " ORDER BY id"
)


def test_a_refused_request_leaves_a_row(server):
    database, address = server
    jar = urllib.request.HTTPCookieProcessor(CookieJar())
    browser = urllib.request.build_opener(jar)

    def call(path, **params):
        body = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        headers = {"Content-Type": "application/json"}
        return json.load(
            browser.open(urllib.request.Request(address + path, body, headers))
        )

    call("/web/session/authenticate", db=database, login="admin", password="admin")
    answer = call(
        "/web/dataset/call_kw",
        model="customer.dossier",
        method="web_search_read",
        args=[[], {"exposure": {}}],
        kwargs={},
    )
    assert answer["error"]["data"]["name"] == "odoo.exceptions.AccessError"
    assert psql(ROWS, database)[-1].split("|") == [
        "admin",
        "refused",
        "screen",
        "dossier",
        "read customer.dossier",
    ]

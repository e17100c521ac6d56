"""Sends requests to a started server, as one person."""

import json
import re
from functools import cached_property

import requests

TIMEOUT = 120
PROGRAMS = "json/2"
TOKEN = re.compile(r'csrf_token: "([^"]+)"')


class Caller:
    """A person with a browser's session and a key for programs, or the public."""

    def __init__(self, database, url, login=None, key=""):
        self.url, self.login, self.key = url, login, key
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy knows this machine's ports
        if login:
            who = {"db": database, "login": login, "password": login}
            answer = self.json("/web/session/authenticate", who).json()
            self.uid = answer.get("result", {}).get("uid")
            assert self.uid, answer

    def json(self, path, params):
        """A JSON-RPC call of the web client."""
        return self._post(path, {"jsonrpc": "2.0", "method": "call", "params": params})

    def _post(self, path, body, **headers):
        # By hand: a browser sends no NaN, but whoever writes to a socket does.
        return self.session.post(
            self.url + path,
            data=json.dumps(body),
            headers={"Content-Type": "application/json", **headers},
            timeout=TIMEOUT,
        )

    def method(self, call):
        """Call a model's method by the door of programs, or one of the web client's."""
        params = call._asdict()
        door = params.pop("door")
        if door == PROGRAMS:
            path = f"/json/2/{call.model}/{call.method}"
            return self._post(path, call.kwargs, Authorization=f"Bearer {self.key}")
        return self.json(f"/web/dataset/{door}", params)

    @cached_property
    def token(self):
        """What a form of the web client sends along; empty for whoever has none."""
        found = TOKEN.search(self.get("/odoo" if self.login else "/web/login").text)
        return found[1] if found else ""

    def upload(self, path, **texts):
        """Send texts as the files of a form, with the session's token."""
        return self.session.post(
            self.url + path,
            data={"csrf_token": self.token},
            files={name: (f"{name}.json", text) for name, text in texts.items()},
            timeout=TIMEOUT,
            allow_redirects=False,
        )

    def get(self, path, **params):
        return self.session.get(
            self.url + path, params=params, timeout=TIMEOUT, allow_redirects=False
        )

"""Sends requests to a started server, as one person."""

import json

import requests

TIMEOUT = 120
PROGRAMS = "json/2"


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

    def get(self, path, **params):
        return self.session.get(
            self.url + path, params=params, timeout=TIMEOUT, allow_redirects=False
        )

"""Sends requests to a started server, as one person."""

import json

import requests

TIMEOUT = 120


class Caller:
    """A person with a browser's session, or the public without one."""

    def __init__(self, database, url, login=None):
        self.url, self.login = url, login
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy knows this machine's ports
        if login:
            who = {"db": database, "login": login, "password": login}
            answer = self.json("/web/session/authenticate", who).json()
            self.uid = answer.get("result", {}).get("uid")
            assert self.uid, answer

    def json(self, path, params):
        """A JSON-RPC call of the web client."""
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        # By hand: a browser sends no NaN, but whoever writes to a socket does.
        return self.session.post(
            self.url + path,
            data=json.dumps(body),
            headers={"Content-Type": "application/json"},
            timeout=TIMEOUT,
        )

    def method(self, call):
        """Call a model's method by one of the two doors that the web client uses."""
        params = call._asdict()
        return self.json(f"/web/dataset/{params.pop('door')}", params)

    def get(self, path, **params):
        return self.session.get(
            self.url + path, params=params, timeout=TIMEOUT, allow_redirects=False
        )

"""Real requests to the running server, as somebody who has logged in."""

import io
import json
import zipfile
from datetime import datetime, timedelta
from xmlrpc.client import dumps

from odoo.http import Request

from .engine import Crawl

TIMEOUT = 60
DENIED = ("AccessError", "AccessDenied", "NotFound", "Forbidden", "SessionExpired")


class Browser:
    """What an actor has in hand: a session, and a key for the outside API."""

    def __init__(self, case, user, key):
        self.case, self.user, self.key = case, user, key

    def get(self, url, follow=False, **headers):
        return self._text(
            self.case.url_open(
                url, headers=headers, allow_redirects=follow, timeout=TIMEOUT
            )
        )

    def submit(self, url, **data):
        """A form of the web client, with its token."""
        token = Request.csrf_token(self.case)
        return self.post(url, {**data, "csrf_token": token})

    def post(self, url, data, **headers):
        return self._text(
            self.case.url_open(url, data=data, headers=headers, timeout=TIMEOUT)
        )

    def call(self, url, **params):
        """A JSON-RPC call to a route of the web client."""
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        return self.post(url, body, **{"Content-Type": "application/json"})

    def call_kw(self, model, method, args, **kwargs):
        return self.call(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=args,
            kwargs=kwargs,
        )

    def json2(self, model, method, **params):
        return self.post(
            f"/json/2/{model}/{method}",
            json.dumps(params),
            **{
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self.key}",
            },
        )

    def jsonrpc(self, model, method, args):
        who = [self.case.env.cr.dbname, self.user.id, self.key]
        return self.call(
            "/jsonrpc",
            service="object",
            method="execute_kw",
            args=[*who, model, method, args],
        )

    def xmlrpc(self, model, method, args):
        who = (self.case.env.cr.dbname, self.user.id, self.key)
        body = dumps((*who, model, method, args), "execute_kw")
        return self.post("/xmlrpc/2/object", body, **{"Content-Type": "text/xml"})

    def _text(self, response):
        content = response.content
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"\n".join(book.read(name) for name in book.namelist())
        text = content.decode("utf-8", "replace")
        # JSON writes other alphabets and slashes in its own way.
        text = text.replace("\\/", "/")
        return f"{response.status_code} {response.headers.get('Location', '')} {text}"


class HttpCrawl(Crawl):
    """The same game over HTTP: questions are asked with a ``Browser``."""

    def enter(self, case, actor):
        """Log in as ``actor``."""
        case.env["ir.config_parameter"].set_param("web.json.enabled", True)
        user = self.people.actors[actor]
        public = user == case.env.ref("base.public_user")
        key = "none"
        if not public:
            # sudo: how long a key may live is not what is tried here.
            key = (
                case.env["res.users.apikeys"]
                .with_user(user)
                .sudo()
                ._generate("rpc", "crawl", datetime.now() + timedelta(days=1))
            )
        case.authenticate(None if public else user.login, user.login)
        self.browser = Browser(case, user, key)

    def answer(self, actor, question):
        self.env.flush_all()
        self.tries += 1
        text = question.ask(self.browser)
        self.start.rollback()
        refused = any(word in text for word in DENIED) or text[:3] in ("403", "404")
        return self.clean(text), refused

    def _tells(self, text, refused):
        return not refused

    def _closed_texts(self, actor, name):
        return ()

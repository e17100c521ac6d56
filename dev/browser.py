"""A real browser, spoken to by the Chromium DevTools protocol."""

import base64
import json
import os
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import websocket

PATIENCE = 30  # seconds until a page shows what it should
KEYS = {"Tab": 9, "Enter": 13}
# A library of Odoo's video calls that Debian's package of Odoo leaves out; and what
# Chromium says where a form is left that nobody has touched.
LEFT_OUT = ("selfie_segmentation", "'beforeunload' confirmation panel")
# Nothing is loading, nothing is unsaved, and every image is there.
QUIET = """!document.querySelector(".o_loading_indicator, .o_blockUI")
    && [...document.images].every((image) => image.complete)"""


class Browser:
    """One headless Chromium with one page; a context manager ends it.

    :param address: the server's, for example ``http://127.0.0.1:8069``
    :raises TimeoutError: a page does not show what it should
    :raises RuntimeError: the browser refuses a command, or a script in it fails
    """

    def __init__(self, address):
        self.address = address
        self._count = 0
        self._session = None
        #: What the pages complained about: errors of scripts, requests that failed.
        self.complaints = []

    def __enter__(self):
        with ExitStack() as stack:
            folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
            profile = Path(stack.enter_context(folder))
            self._start(profile, stack)
            self._socket = websocket.create_connection(
                self._devtools(profile), timeout=PATIENCE
            )
            stack.callback(self._socket.close)
            page = self._send("Target.createTarget", url="about:blank")["targetId"]
            self._session = self._send(
                "Target.attachToTarget", targetId=page, flatten=True
            )["sessionId"]
            self._send("Runtime.enable")
            self._send("Log.enable")
            self._stack = stack.pop_all()
        return self

    def __exit__(self, *error):
        return self._stack.__exit__(*error)

    def _start(self, profile, stack):
        words = ["chromium", "--headless=new", "--remote-debugging-port=0"]
        words += ["--remote-allow-origins=*", "--hide-scrollbars", "--disable-gpu"]
        words += ["--no-first-run", f"--user-data-dir={profile}"]
        if os.geteuid() == 0:
            words.append("--no-sandbox")
        process = subprocess.Popen(
            [*words, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)

    def _devtools(self, profile):
        """Where the browser answers; it writes that into its profile."""
        note = profile / "DevToolsActivePort"
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if note.is_file() and len(lines := note.read_text().split()) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            time.sleep(0.1)
        raise TimeoutError("Chromium does not start")

    def _send(self, method, **params):
        self._count += 1
        message = {"id": self._count, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                break
            self._listen(answer.get("method"), answer.get("params"))
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def _listen(self, event, told):
        """Keep what a page complains about."""
        if event == "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            thrown = details.get("exception", {}).get("description")
            self.complaints.append(thrown or details["text"])
        elif event == "Runtime.consoleAPICalled" and told["type"] == "error":
            words = (str(part.get("value", "")) for part in told["args"])
            self._complain(" ".join(words))
        elif event == "Log.entryAdded" and told["entry"]["level"] == "error":
            self._complain(told["entry"]["text"])

    def _complain(self, text):
        if not any(left_out in text for left_out in LEFT_OUT):
            self.complaints.append(text)

    def run(self, script):
        """The value of a JavaScript expression in the page; promises are awaited."""
        answer = self._send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]["exception"]["description"])
        return answer["result"].get("value")

    def wait(self, condition):
        """Wait until a JavaScript condition holds in the page."""
        until = time.monotonic() + PATIENCE
        while not self.run(f"Boolean({condition})"):
            if time.monotonic() > until:
                raise TimeoutError(f"{self.run('location.href')}: not {condition}")
            time.sleep(0.1)

    def size(self, width, height):
        """Become a window of this size; up to 600 pixels wide, a phone."""
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width <= 600,
        )
        self._send("Emulation.setTouchEmulationEnabled", enabled=width <= 600)

    def press(self, key):
        """Press and release a key: Tab or Enter."""
        told = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
        if key == "Enter":
            told["text"] = "\r"
        for kind in ("keyDown", "keyUp"):
            self._send("Input.dispatchKeyEvent", type=kind, **told)

    def media(self, kind):
        """Show pages as on ``print``, or with "" as on a screen."""
        self._send("Emulation.setEmulatedMedia", media=kind)

    def open(self, path, selector):
        """Open a page of the server and wait until it shows the selector, quietly."""
        self._send("Page.navigate", url=f"{self.address}{path}")
        self.wait(f"document.querySelector({json.dumps(selector)}) && {QUIET}")
        time.sleep(0.5)  # charts and popovers move for a moment

    def call(self, route, **params):
        """Call a JSON route of Odoo as the user who is logged in."""
        body = json.dumps({"jsonrpc": "2.0", "params": params})
        options = f"{{method: 'POST', body: {json.dumps(body)}, "
        options += "headers: {'Content-Type': 'application/json'}}"
        answer = self.run(f"fetch('{route}', {options}).then((x) => x.json())")
        if "error" in answer:
            raise RuntimeError(answer["error"]["data"]["message"])
        return answer["result"]

    def method(self, model, name, *args, **kwargs):
        """Call a public method of an Odoo model as the user who is logged in."""
        return self.call(
            "/web/dataset/call_kw",
            model=model,
            method=name,
            args=args,
            kwargs=kwargs,
        )

    def login(self, database, login, password):
        """Log in as this user; returns the user's id."""
        self.open("/web/login", "body")
        return self.call(
            "/web/session/authenticate", db=database, login=login, password=password
        )["uid"]

    def picture(self, file):
        """Save what the window shows as a PNG file."""
        data = self._send("Page.captureScreenshot", format="png")["data"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(data))

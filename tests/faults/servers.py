"""Odoo in several processes on a PostgreSQL server of the test's own, and its clients."""

import itertools
import json
import os
import signal
import subprocess
import threading
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

from ground.odoo import environment, free_port
from ground.python import odoo_python
from ground.server import wait_for_login

# Several workers start themselves anew by their first word; `-m odoo` is none.
START = "from odoo.cli.command import main; main()"
# Python's own sleep fails under a clock that libfaketime sets back.
SLEEP = "import select, time; time.sleep = lambda s: select.select([], [], [], s); "
PATIENCE = 60
_servers = itertools.count()


class Lost(Exception):
    """No answer came, or not the one that was asked for."""


def patiently(act, *args):
    """Do it as people do who get no answer: once more, until there is one.

    Odoo notices a lost connection when a worker takes it up, and answers with an error.

    :raises Lost: even so there was none
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return act(*args)
        except Lost:
            if time.monotonic() > until:
                raise
            time.sleep(1)


class Server:
    """A running Odoo: its address, its processes and what it says.

    As under a supervisor it is started again when it ends: Odoo's master gives up when
    it starts a worker in the moment in which PostgreSQL is not there.

    :param start: starts the master and returns its process
    """

    def __init__(self, start, url, log):
        self._start, self.url, self.log = start, url, log
        self.process, self._wanted = start(), True
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill_workers(self):
        """Kill all workers at once, as the kernel does when memory runs out."""
        master = self.process.pid
        children = Path(f"/proc/{master}/task/{master}/children").read_text()
        for number in children.split():
            os.kill(int(number), signal.SIGKILL)

    def said(self):
        """What all of its processes have written into the log."""
        return self.log.read_text(errors="replace")

    def stop(self):
        """End it for good."""
        self._wanted = False
        self.process.terminate()
        self._keeper.join(10)
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _keep(self):
        while self._wanted:
            self.process.wait()
            if self._wanted:
                time.sleep(1)
                self.process = self._start()


@contextmanager
def serving(connection, database, log, *words, crons=0, **variables):
    """Run Odoo with two workers on a database until the block ends.

    :param connection: the PG* variables that reach the database
    :param crons: how many workers there are for jobs
    """
    script = log.with_suffix(".py")
    script.write_text(SLEEP + START if variables else START)
    asked = {**environment(), **connection, **variables}
    # Apart: of two servers the first may not listen yet when the second looks.
    port = free_port(8300 + (os.getpid() + 7 * next(_servers)) % 400)
    command = [odoo_python(), script, "-d", database, f"--db-filter=^{database}$"]
    command += ["--workers=2", f"--max-cron-threads={crons}", f"--http-port={port}"]
    command += [f"--gevent-port={free_port(port + 1)}", *words]

    def start():
        with log.open("a") as said:
            return subprocess.Popen(
                [str(word) for word in command],
                env=asked,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    server = Server(start, f"http://127.0.0.1:{port}", log)
    try:
        wait_for_login(server.url, server.process)
        yield server
    finally:
        server.stop()


class Client:
    """Somebody who is logged in."""

    def __init__(self, url, database, login, password=None):
        self.url, self.cookie = url, ""
        self.post(
            "/web/session/authenticate",
            db=database,
            login=login,
            # As Odoo gives it to a user of a test.
            password=password or login.ljust(8, "x"),
        )

    def call(self, model, method, *args, **kwargs):
        """Call a method of a model as the web client does."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=[*args],
            kwargs=kwargs,
        )

    def post(self, path, **params):
        """Send one JSON-RPC request.

        :raises Lost: there is no answer, or it is an error
        """
        asked = json.dumps({"jsonrpc": "2.0", "params": params}).encode()
        said = json.loads(self.get(path, asked, {"Content-Type": "application/json"}))
        if "error" in said:
            raise Lost(said["error"]["data"].get("message") or said["error"])
        return said.get("result")

    def get(self, path, content=None, headers=None):
        """Ask for a page; returns its bytes.

        :raises Lost: there is no answer, or it is an error
        """
        headers = {"Cookie": self.cookie, **(headers or {})}
        asked = urllib.request.Request(self.url + path, content, headers)
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
                if set_cookie := answer.headers.get("Set-Cookie"):
                    self.cookie = set_cookie.partition(";")[0]
                return answer.read()
        except (OSError, HTTPException) as error:
            raise Lost(str(error)) from error

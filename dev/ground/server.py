"""The demo's Odoo server, in the background."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from .console import Stop, step
from .odoo import command, environment
from .paths import GROUND, LOGS
from .steps import write_whole

NOTE = GROUND / "server.json"
LOG = LOGS / "server.log"
PATIENCE = 180  # seconds until the first answer


def address():
    """The address of the running server, or None."""
    note = _note()
    return f"http://127.0.0.1:{note['port']}" if note else None


def start(database):
    """Start Odoo on one database and return its address once it answers.

    :raises Stop: with the place of the log when it ends or does not answer
    """
    variables = environment()
    LOGS.mkdir(parents=True, exist_ok=True)
    with LOG.open("w") as log:
        process = subprocess.Popen(
            command("-d", database, f"--db-filter=^{database}$", "--no-database-list"),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=variables,
            start_new_session=True,
        )
    port = variables["ODOO_HTTP_PORT"]
    note = {"pid": process.pid, "port": port, "database": database}
    write_whole(NOTE, json.dumps(note))
    with step("Starting Odoo"):
        wait_for_login(f"http://127.0.0.1:{port}", process)
    return address()


def stop():
    """Stop the running server; tells whether there was one."""
    note = _note()
    if note:
        os.kill(note["pid"], signal.SIGTERM)
        for _try in range(100):
            if not _runs(note):
                break
            time.sleep(0.1)
        else:
            os.kill(note["pid"], signal.SIGKILL)
    NOTE.unlink(missing_ok=True)
    return bool(note)


def wait_for_login(url, process):
    """Wait until the login page answers, which also prepares its assets."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{url}/web/login", timeout=PATIENCE):
                return
        except urllib.error.HTTPError as answer:
            raise Stop(f"Odoo answers with {answer}; see {LOG}") from answer
        except OSError:
            time.sleep(0.2)
    raise Stop(f"Odoo did not start; see {LOG}")


def _note():
    if not NOTE.is_file():
        return None
    note = json.loads(NOTE.read_text())
    return note if _runs(note) else None


def _runs(note):
    """Tell whether the noted process lives and still is that server."""
    try:
        words = Path(f"/proc/{note['pid']}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return b"odoo" in words and note["database"].encode() in words

"""The demo's Odoo server, in the background."""

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from .console import Stop, step
from .odoo import command, environment, free_port
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
    with step("Starting Odoo"):
        while True:
            variables = environment()
            port = int(variables["ODOO_HTTP_PORT"])
            process = _launch(database, variables)
            try:
                wait_for_login(f"http://127.0.0.1:{port}", process)
                return address()
            except Stop:
                # Another server may have taken the free port a moment earlier.
                lost = process.poll() is not None and free_port(port) != port
                if not lost or "ODOO_HTTP_PORT" in os.environ:
                    raise


def _launch(database, variables):
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
    return process


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
    """Wait until the login page answers, which also prepares its assets.

    Only the process itself counts: on its port another server may answer.
    """
    port = urllib.parse.urlsplit(url).port
    # Straight: a proxy for the world outside knows nothing of this machine's ports.
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({})).open
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        if not _listens(process.pid, port):
            time.sleep(0.2)
            continue
        try:
            with ask(f"{url}/web/login", timeout=PATIENCE):
                return
        except urllib.error.HTTPError as answer:
            raise Stop(f"Odoo answers with {answer}; see {LOG}") from answer
        except OSError:
            time.sleep(0.2)
    raise Stop(f"Odoo did not start; see {LOG}")


def _listens(pid, port):
    """Tell whether this very process listens on the port, by the kernel's tables."""
    rows = [
        line.split()
        for table in Path("/proc/net").glob("tcp*")
        for line in table.read_text().splitlines()
    ]
    ours = {f"socket:[{row[9]}]" for row in rows if row[1].endswith(f":{port:04X}")}
    try:
        files = Path(f"/proc/{pid}/fd").iterdir()
        return any(os.readlink(file) in ours for file in files)
    except OSError:  # a file was closed, or the process ended, while we looked
        return False


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

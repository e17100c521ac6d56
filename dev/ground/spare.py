"""PostgreSQL servers beside the house's own, which may be broken, filled or left behind.

Unlike the house's own one they are set to lose nothing, as in production.
"""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from .cluster import SUPERUSER, as_owner, binary, connection, control
from .console import Stop
from .paths import CHECKOUT_ID

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 60
shared_buffers = 128MB
jit = off
fsync = on
synchronous_commit = on
full_page_writes = on
hot_standby_feedback = on
"""


@contextmanager
def spare_clusters():
    """Yield ``make(standby_of=None)``: started clusters, which go with the block."""
    home = Path(tempfile.mkdtemp(prefix=f"dossier-{CHECKOUT_ID}-", dir="/tmp"))
    made = []

    def make(standby_of=None):
        made.append(Spare(home / str(len(made)), standby_of))
        return made[-1]

    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
    try:
        yield make
    finally:
        for spare in made:
            spare.stop()
        shutil.rmtree(home)


class Spare:
    """One cluster, reached by a socket in its folder only."""

    def __init__(self, folder, standby_of=None):
        self.data, self.socket, self.log = (
            folder / name for name in ("data", "socket", "log")
        )
        subprocess.run([*as_owner(), "mkdir", "-p", self.socket], check=True, cwd="/")
        if standby_of:
            self._copy(standby_of)
        else:
            self._make()
        self.start()

    @property
    def connection(self):
        """The PG* variables that reach this server."""
        return {"PGHOST": str(self.socket), "PGPORT": "5432", "PGUSER": SUPERUSER}

    def psql(self, query, database="postgres"):
        """Run one query; returns the rows as lines of ``|``-separated text."""
        words = ["-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", query]
        return self._run("psql", *words).splitlines()

    def load(self, database):
        """Take a database over from the house's own server."""
        self.psql(f'CREATE DATABASE "{database}"')
        with subprocess.Popen(
            [binary("pg_dump"), "--no-owner", database],
            env={**os.environ, **connection()},
            stdout=subprocess.PIPE,
        ) as dump:
            self._run("psql", "-Xq1", "-d", database, stdin=dump.stdout)

    def start(self, **variables):
        """Start the server, with these variables, and wait until it answers."""
        options = f"--options=-k '{self.socket}'"
        under = ["env", *(f"{name}={value}" for name, value in variables.items())]
        self._control("start", "--wait", f"--log={self.log}", options, under=under)

    def stop(self, mode="immediate"):
        """Stop the server; ``immediate`` is a crash, from which it has to recover."""
        if (self.data / "postmaster.pid").exists():
            self._control("stop", "--wait", f"--mode={mode}")

    def said(self):
        """What the server has written into its log."""
        return self.log.read_text(errors="replace")

    def _make(self):
        words = [f"--username={SUPERUSER}", "--auth=trust", "--encoding=UTF8"]
        words += ["--locale=C.UTF-8", "--no-sync", f"--pgdata={self.data}"]
        self._as_owner(binary("initdb"), *words)
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)

    def _copy(self, primary):
        words = ["--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream"]
        words += ["--no-sync", f"--pgdata={self.data}", f"--username={SUPERUSER}"]
        self._as_owner(binary("pg_basebackup"), f"--host={primary.socket}", *words)

    def _control(self, action, *words, under=()):
        control(self.data, self.log, action, *words, under=under)

    def _as_owner(self, *words):
        subprocess.run(
            [*as_owner(), *words], check=True, cwd="/", stdout=subprocess.DEVNULL
        )

    def _run(self, name, *words, **options):
        done = subprocess.run(
            [binary(name), *words],
            env={**os.environ, **self.connection},
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
        if done.returncode:
            raise Stop(f"PostgreSQL refused: {done.stderr.strip()}")
        return done.stdout

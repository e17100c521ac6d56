"""PostgreSQL: the user's own when PGHOST names it, else a private cluster.

The private one listens on a unix socket only, in a folder that only its owner
may enter, so it takes no port and meets no other server.
"""

import glob
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from .console import Stop
from .debian import ensure_packages
from .paths import CHECKOUT_ID, GROUND
from .steps import build_once, lock, run

SUPERUSER = "dossier"  # Odoo refuses to work as "postgres"
SHORT = Path("/tmp")  # where PostgreSQL itself puts sockets, if not told otherwise
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")  # bytes, a limit of the kernel
SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 512MB
work_mem = 16MB
maintenance_work_mem = 256MB
random_page_cost = 1.1
jit = off
max_wal_size = 4GB
# Everything in here can be made again in minutes: speed goes before safety.
fsync = off
synchronous_commit = off
full_page_writes = off
"""
_started = []  # holds something when this process started the private cluster


def connection():
    """The PG* variables that reach the database server, started if it is ours."""
    if os.environ.get("PGHOST"):
        names = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD")
        return {name: os.environ[name] for name in names if name in os.environ}
    ensure_packages("database")
    _start()
    return {"PGHOST": str(_socket_folder()), "PGPORT": "5432", "PGUSER": SUPERUSER}


def is_private():
    """Tell whether the cluster is the one of this checkout."""
    return not os.environ.get("PGHOST")


def psql(query, database="postgres"):
    """Run one query and return the rows as lines of `|`-separated text."""
    answer = subprocess.run(
        [binary("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", query],
        env={**os.environ, **connection()},
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        raise Stop(f"PostgreSQL refused: {answer.stderr.strip().splitlines()[0]}")
    return answer.stdout.splitlines()


def binary(name):
    """The PostgreSQL program of that name: our cluster's version, or the newest."""
    version = "*"
    if is_private() and (made_by := _home() / "data" / "PG_VERSION").is_file():
        version = made_by.read_text().strip()
    found = glob.glob(f"/usr/lib/postgresql/{version}/bin/{name}")
    found.sort(key=lambda path: int(path.split("/")[4]))
    path = found[-1] if found else shutil.which(name)
    if not path:
        raise Stop(f"PostgreSQL's {name} (version {version}) is missing here")
    return path


def stop():
    """Stop the private cluster unless somebody else is still connected to it."""
    if not is_private() or not _is_running():
        return "not running"
    others = psql(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )[0]
    if others != "0":
        return f"left running: {others} connections are open"
    _control("stop", "--mode=fast", "--wait")
    return "stopped"


@contextmanager
def as_found():
    """Stop the private cluster in the end when it was started in between."""
    try:
        yield
    finally:
        if _started:
            _started.clear()
            stop()


def remove():
    """Throw the private cluster away, with all its databases."""
    if not is_private():
        if (GROUND / "postgresql").exists() and _is_running():
            raise Stop("Our own PostgreSQL still runs; run this again without PGHOST")
        return
    if _is_running():
        raise Stop(f"PostgreSQL is {stop()}; end its users first")
    shutil.rmtree(_socket_folder())
    shutil.rmtree(_home())


def _start():
    if _is_running():
        return
    build_once(_home() / "data", "1", "Creating the database cluster", _initdb)
    with lock(GROUND / "postgresql-start.lock"):
        if not _is_running():
            options = f"-k '{_socket_folder()}'"
            log = _home() / "postgresql.log"
            _control("start", "--wait", f"--log={log}", f"--options={options}")
            _started.append(log)


def _is_running():
    ready = [binary("pg_isready"), "--quiet", f"--host={_socket_folder()}"]
    return subprocess.call([*ready, "--port=5432"]) == 0


def control(data, log, action, *words, under=()):
    """Let pg_ctl do something with the cluster in a folder.

    :param under: words before it, of a program that runs it
    """
    command = [binary("pg_ctl"), action, f"--pgdata={data}", *words]
    failure = f"PostgreSQL did not {action}; see {log}"
    run([*as_owner(), *under, *command], f"pg_ctl-{action}", failure, cwd="/")


def _control(action, *words):
    control(_home() / "data", _home() / "postgresql.log", action, *words)


def _initdb(folder):
    # initdb wants a folder that holds nothing: make it beside, then move it in.
    fresh = folder / "new"
    if as_owner():
        shutil.chown(folder, "postgres")
    folder.chmod(0o700)
    options = [f"--username={SUPERUSER}", "--auth=trust", "--no-sync"]
    options += ["--encoding=UTF8", "--locale=C.UTF-8", f"--pgdata={fresh}"]
    failure = "The database cluster could not be created"
    run([*as_owner(), binary("initdb"), *options], "initdb", failure, cwd="/")
    with (fresh / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    for path in fresh.iterdir():
        path.rename(folder / path.name)
    fresh.rmdir()


@cache
def _home():
    """The folder of the cluster, made so that the server may work in it.

    As root, the server runs as user postgres, who may not pass through a
    private home: then the cluster lies in the home of postgres instead.
    """
    home = GROUND / "postgresql"
    home.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
        if subprocess.call([*as_owner(), "test", "-w", home], cwd="/"):
            home = Path(pwd.getpwnam("postgres").pw_dir) / f"dossier-{CHECKOUT_ID}"
            home.mkdir(exist_ok=True)
            shutil.chown(home, "postgres")
    home.chmod(0o700)
    return home


def as_owner():
    """The words before a command of the server: it refuses to run as root."""
    if os.geteuid():
        return []
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


@cache
def _socket_folder():
    """A private folder for the socket, whose path must not be too long."""
    folder = _home() / "socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET:
        # No variable has a say: one that differs between two logins of a user
        # would hide the server of the first from the second.
        folder = SHORT / f"dossier-{CHECKOUT_ID}-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    if folder.stat().st_uid != _home().stat().st_uid or folder.is_symlink():
        raise Stop(f"{folder} belongs to somebody else; remove it and run again")
    folder.chmod(0o700)
    return folder

"""Steps that are done once, and never half-trusted when they were interrupted."""

import fcntl
import hashlib
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from .console import Stop, say, step
from .paths import LOGS

COMPLETE = ".complete"


@contextmanager
def lock(path):
    """Let one process at a time into a piece of work; the others wait."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"  Another run is at {path.stem}; waiting for it …")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def is_complete(folder, key):
    """Tell whether `build_once` finished this folder from these inputs."""
    stamp = Path(folder) / COMPLETE
    return stamp.is_file() and stamp.read_text() == key


def build_once(folder, key, title, build):
    """Run `build(folder)` unless it already finished with the same key.

    The stamp is written last: a folder without it, or with another key, is
    thrown away and built again.
    """
    if is_complete(folder, key):
        return
    with lock(folder.with_name(folder.name + ".lock")):
        if is_complete(folder, key):
            return
        with step(title):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            build(folder)
            write_whole(folder / COMPLETE, key)


def write_whole(path, text):
    """Write a file so that nobody ever sees half of it."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(text)
    new.replace(path)


def key_of(*parts):
    """One short key for texts and the contents of files."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else part.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]


def run(command, log, failure, script="", **options):
    """Run a command with its output in a log file.

    :param script: what the command reads from its standard input, text or bytes
    :raises Stop: with `failure` and the log's place when the command fails
    """
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{log}.log"
    with log.open("w") as output:
        done = subprocess.run(
            [str(word) for word in command],
            input=script if isinstance(script, bytes) else script.encode(),
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            **options,
        )
    if done.returncode:
        raise Stop(f"{failure} (what happened: {log})")

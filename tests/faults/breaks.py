"""What breaks while a piece of work stands still, and how it is put right again."""

import subprocess
import time
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import NamedTuple

PATIENCE = 30
LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"
# Rows that others write as well; what the halted work has locked is left alone.
COLLIDE = """
UPDATE {table} SET id = id
 WHERE id IN (SELECT id FROM {table} FOR NO KEY UPDATE SKIP LOCKED)
"""
WRITTEN = ("customer_dossier", "customer_dossier_figures", "customer_dossier_sheet")
# Works that never meet such a writer: they lock their rows first, or write none of these.
APART = frozenset({"revisions", "export", "access log"})


class Break(NamedTuple):
    """What strikes, what has to be there for it, and how it is noticed.

    ``felt``: words in PostgreSQL's log, but of works that it ``spares``; ``quiet``:
    nobody who waits sees anything of it.
    """

    strike: Callable
    needs: str = ""
    felt: str = ""
    quiet: bool = False
    spares: frozenset = frozenset()


def nothing(_scene, _backend):
    """The clean run, to which the others are held."""


def worker(scene, _backend):
    """All workers are killed (-9), as the kernel does when memory runs out."""
    scene.server.kill_workers()


def backend(scene, backend):
    """The server process of the one connection is ended."""
    scene.psql(f"SELECT pg_terminate_backend({backend})", "postgres")


def database(scene, _backend):
    """PostgreSQL crashes and recovers."""
    scene.cluster.stop("immediate")
    scene.cluster.start()


def connection(scene, _backend):
    """All connections are cut, without a word to either side."""
    scene.wire.cut()


def answer(scene, backend):
    """The work is committed, and the answer to that gets lost."""
    scene.wire.lose_answer(backend, under_way=scene.one_trip)


def disk(scene, _backend):
    """The disk is full, until somebody makes room."""
    ballast = scene.disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        _fill(file)
    scene.pause.end()
    until = time.monotonic() + PATIENCE
    while "No space left" not in scene.cluster.said()[scene.log_from :]:
        assert time.monotonic() < until, "nobody noticed that the disk is full"
        time.sleep(0.1)
    time.sleep(1)
    ballast.unlink()


def _fill(file):
    size = 1 << 20
    while size:
        try:
            file.write(b"\0" * size)
        except OSError:
            size //= 4


def writer(scene, _backend):
    """Somebody else writes the same rows, so that Odoo has to begin again."""
    for table in WRITTEN:
        scene.psql(COLLIDE.format(table=table))


def clock(scene, _backend):
    """The clocks of Odoo and PostgreSQL go back, by an hour at most."""
    now = datetime.now(timezone.utc)
    back = min(3600, now.hour * 3600 + now.minute * 60)  # the day stays the same
    scene.clock.write_text(f"-{back}")


BREAKS = {
    "nothing": Break(nothing),
    "worker killed": Break(worker),
    "backend killed": Break(backend, felt="terminating connection due to admin"),
    "PostgreSQL crashed": Break(database, felt="automatic recovery in progress"),
    "connections cut": Break(connection, needs="wire"),
    "answer lost": Break(answer, needs="wire"),
    "disk full": Break(disk, needs="disk", felt="No space left"),
    "same rows written": Break(
        writer, felt="could not serialize access", quiet=True, spares=APART
    ),
    "clock set back": Break(clock, needs="clock", quiet=True),
    "two servers": Break(nothing, needs="second"),
}


@contextmanager
def small_disk(cluster, folder, megabytes):
    """A disk of its own for a database: a mounted one, which takes root."""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
        check=True,
    )
    try:
        place = Path(folder) / "place"
        place.mkdir()
        subprocess.run(["chown", "-R", "postgres", folder], check=True)
        cluster.psql(f"CREATE TABLESPACE small LOCATION '{place}'")
        try:
            yield Path(folder)
        finally:
            cluster.psql("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", folder], check=True)

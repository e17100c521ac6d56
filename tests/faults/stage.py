"""Where things break: a PostgreSQL server with one prepared database to copy."""

import os
import shutil
from contextlib import contextmanager

from asking import answer
from ground.databases import DATA, share_files

PREPARED = "dossier_faults"
SCRIPT = "from tests.faults.prepare import prepare; prepare(env)"


class Stage:
    """A cluster with the prepared database, and what it holds.

    :param make: makes clusters, as ``spare_clusters`` gives it
    :param known: as ``prepare`` gives it
    """

    def __init__(self, make, known):
        self.make, self.known = make, known
        self.cluster = make()
        self.cluster.load(PREPARED)

    @contextmanager
    def copy(self, name, **options):
        """A copy of the prepared database, files included, for the block."""
        asked = "".join(f" {word} {value}" for word, value in options.items())
        self._drop(name)  # what an interrupted run has left
        try:
            self.cluster.psql(
                f'CREATE DATABASE "{name}" TEMPLATE "{PREPARED}"'
                f" STRATEGY FILE_COPY{asked}"
            )
            share_files(PREPARED, name)
            yield name
        finally:
            self._drop(name)

    def _drop(self, name):
        self.cluster.psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        shutil.rmtree(DATA / "filestore" / name, ignore_errors=True)


def prepare(database):
    """Fill a database of the house's own server; returns what to know of it."""
    return answer(database, SCRIPT, PYTHONPATH=os.getcwd())

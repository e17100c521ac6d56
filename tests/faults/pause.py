"""Halt a piece of work at a row that it writes, so that something breaks just there.

A trigger counts the rows by a sequence, which no rollback turns back, and waits at one
of them for a lock that the test holds.
"""

import os
import time
from contextlib import contextmanager

import psycopg2

LOCK = 4711
PATIENCE = 60
TRIGGER = """
CREATE SEQUENCE fault_row;
GRANT ALL ON SEQUENCE fault_row TO PUBLIC;
CREATE FUNCTION fault_wait() RETURNS trigger AS $$
BEGIN
    IF nextval('fault_row') = {row} THEN
        PERFORM pg_advisory_lock_shared({lock});
        PERFORM pg_advisory_unlock_shared({lock});
    END IF;
    RETURN NEW;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER fault_wait BEFORE {event} ON {table}
    FOR EACH ROW EXECUTE FUNCTION fault_wait()
"""
WAITING = f"""
SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
 WHERE l.locktype = 'advisory' AND l.objid = {LOCK} AND NOT l.granted
   AND d.datname = '%s'
"""


class Pause:
    """Work that stands still in a database."""

    def __init__(self, cluster, database, held):
        self.cluster, self.database, self._held = cluster, database, held

    def wait(self):
        """Wait until the work stands still; returns the number of its backend."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if found := self.cluster.psql(WAITING % self.database):
                return int(found[0])
            time.sleep(0.1)
        raise AssertionError("the work never came to the row where it was to halt")

    def end(self):
        """Let the work go on, if something of it is left."""
        self._held.close()


@contextmanager
def pausing(cluster, database, event, table, row):
    """Have the work stand still when it has written ``row`` rows less one."""
    cluster.psql(TRIGGER.format(event=event, table=table, row=row, lock=LOCK), database)
    asked = cluster.connection
    held = psycopg2.connect(
        host=asked["PGHOST"],
        port=asked["PGPORT"],
        user=asked["PGUSER"],
        dbname=database,
        application_name=f"pause-{os.getpid()}",
    )
    held.autocommit = True
    with held.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        yield Pause(cluster, database, held)
    finally:
        held.close()

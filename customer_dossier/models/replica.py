"""Long reading goes where it holds nobody up: to the replica, where there is one."""

import time
from contextlib import contextmanager

import psycopg2

from odoo.tools import SQL, config

#: Seconds that an export waits until the replica has what has just been saved.
PATIENCE = 2
LOOK_EVERY = 0.05


@contextmanager
def replica(env):
    """Yield an environment to read with: the replica's, or ``env`` itself.

    The replica's has all that was committed before, so that what is exported from it is
    what the primary would say. Where the replica lags, is gone, or there is none, the
    reading is done as it always was. What ``env`` itself has not committed is not seen.
    """
    cr = _caught_up(env)
    if cr is None:
        yield env
        return
    with cr:
        yield env(cr=cr)


def _caught_up(env):
    """A cursor of the replica as soon as it has all that is committed, or None."""
    if env.cr.readonly or not config["db_replica_host"]:
        return None
    [[committed]] = env.execute_query(SQL("SELECT pg_current_wal_lsn()"))
    try:
        cr = env.registry.cursor(readonly=True)
    except psycopg2.Error:  # of a connection that was left over
        return None
    if cr.readonly and _has(cr, committed):
        return cr
    cr.close()
    return None


def _has(cr, committed):
    """Whether the replica gets as far as that, or is there already, while we wait."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        cr.execute(SQL("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", committed))
        [there] = cr.fetchone()
        cr.rollback()  # whoever reads next sees what is there by now
        if there:
            return True
        time.sleep(LOOK_EVERY)
    return False

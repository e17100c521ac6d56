"""Scheduled jobs: the system's own work, and nobody's request."""

import logging
import random
import time
from functools import wraps

from psycopg2.errors import UniqueViolation

from odoo import api
from odoo.exceptions import AccessError
from odoo.service.model import (
    MAX_TRIES_ON_CONCURRENCY_FAILURE,
    PG_CONCURRENCY_EXCEPTIONS_TO_RETRY,
)

_logger = logging.getLogger(__name__)
# Somebody else wrote the same rows: the next try sees what that one left.
COLLISIONS = (*PG_CONCURRENCY_EXCEPTIONS_TO_RETRY, UniqueViolation)


def system_job(method):
    """Let the scheduler alone run ``method`` of a model, with the system's rights.

    A scheduled action is a server action as well, which everybody can ask the server to
    run. *Run manually* on the scheduled action runs it as the system, too. Odoo tries a
    request again that collides with another one, but puts a job off until the next day:
    so a job is tried again here. What it has committed stays, and is not due any more.

    :raises AccessError: somebody else asked for it
    """

    @api.model
    @wraps(method)
    def run(self, *args, **kwargs):
        if not self.env.su:
            raise AccessError(
                self.env._(
                    "Jobs of the dossiers run by their schedule. Ask a system "
                    "administrator to run one under Scheduled Actions."
                )
            )
        for tried in range(1, MAX_TRIES_ON_CONCURRENCY_FAILURE):
            try:
                return _finish(self, method, args, kwargs)
            except COLLISIONS as collision:
                _logger.info("%s: %s; once more", method.__name__, collision)
                self.env.cr.rollback()
                self.env.transaction.reset()
                time.sleep(random.uniform(0, 2**tried / 4))
        return _finish(self, method, args, kwargs)

    run.system_job = True
    return run


def _finish(records, method, args, kwargs):
    result = method(records, *args, **kwargs)
    records.env.flush_all()
    return result

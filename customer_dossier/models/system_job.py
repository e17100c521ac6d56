"""Scheduled jobs: the system's own work, and nobody's request."""

from functools import wraps

from odoo import api
from odoo.exceptions import AccessError


def system_job(method):
    """Let the scheduler alone run ``method`` of a model, with the system's rights.

    A scheduled action is a server action as well, which everybody can ask the server to
    run. *Run manually* on the scheduled action runs it as the system, too.

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
        return method(self, *args, **kwargs)

    run.system_job = True
    return run

from odoo.tools import SQL

from .last_copy import keep_log
from .models.customer_dossier_access_keep import FUNCTION as KEEP
from .models.customer_dossier_access_write import FUNCTION as APPEND
from .models.customer_dossier_append_only import FUNCTION


def uninstall_hook(env):
    """Keep the access log, and empty the archive before Odoo takes its tables away.

    Assessments and provision runs are guarded by the database, and they hold
    scorecards, grades and rates: Odoo would try to delete those one by one and log an
    error for each. It also forgets the index that we put on its own table.
    """
    keep_log(env)
    moves = env["account.move"]
    index = moves._dossier_customer_idx.full_name(moves)
    env.cr.execute(SQL("DROP INDEX IF EXISTS %s", SQL.identifier(index)))
    for function in (FUNCTION, KEEP, APPEND):
        env.cr.execute(SQL("DROP FUNCTION %s CASCADE", SQL.identifier(function)))
    env.cr.execute(
        SQL(
            "TRUNCATE customer_dossier, customer_dossier_access_alarm,"
            " customer_dossier_provision_run CASCADE"
        )
    )
    env.invalidate_all()

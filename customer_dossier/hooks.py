from odoo.tools import SQL

from .last_copy import keep_log
from .models.check_function import NAME as CHECK
from .models.customer_dossier_access_keep import FUNCTION as KEEP
from .models.customer_dossier_access_write import FUNCTION as APPEND
from .models.customer_dossier_append_only import FUNCTION

# Odoo notes them down and takes them away with no module: foreign keys of our fields in
# tables of others, and names of choices that our models have from another module.
FORGOTTEN = """
DELETE FROM ir_model_constraint c USING ir_module_module m
 WHERE m.id = c.module AND m.name = 'customer_dossier' AND c.type = 'f';
DELETE FROM ir_model_data d
 USING ir_model_fields_selection s JOIN ir_model_fields f ON f.id = s.field_id
 WHERE d.model = 'ir.model.fields.selection' AND d.res_id = s.id
   AND f.model LIKE 'customer.dossier%' AND d.module <> 'customer_dossier'
"""


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
    for function in (FUNCTION, KEEP, APPEND, CHECK):
        env.cr.execute(SQL("DROP FUNCTION %s CASCADE", SQL.identifier(function)))
    env.cr.execute(
        SQL(
            "TRUNCATE customer_dossier, customer_dossier_access_alarm,"
            " customer_dossier_provision_run CASCADE"
        )
    )
    env.cr.execute(FORGOTTEN)
    env.invalidate_all()

"""What a database holds of ours, row by row, to be held against itself later."""

import json

from ground.cluster import psql

# Our tables, those that tie our records and who belongs to which group included.
TABLES = """
SELECT relname FROM pg_class
 WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
   AND (relname LIKE '%dossier%' OR relname = 'res_groups_users_rel') ORDER BY relname
"""
# Our fields in tables of Odoo's, as table and column.
GUESTS = """
SELECT DISTINCT replace(f.model, '.', '_'), f.name
  FROM ir_model_fields f JOIN ir_model_data d
    ON d.model = 'ir.model.fields' AND d.res_id = f.id
  JOIN information_schema.columns c
    ON c.table_name = replace(f.model, '.', '_') AND c.column_name = f.name
 WHERE d.module = 'customer_dossier' AND f.model NOT LIKE 'customer.dossier%'
   AND f.name <> 'id'
 ORDER BY 1, 2
"""
# What the addon itself brings and renews: a new version may say it otherwise, so that
# it is enough that the row stays.
SHIPPED = """
SELECT replace(model, '.', '_') || ',' || res_id FROM ir_model_data
 WHERE module = 'customer_dossier' AND NOT COALESCE(noupdate, FALSE)
   AND model LIKE 'customer.dossier%'
"""
# What hangs on records of ours, in tables that are not ours.
HANGING = ("ir_attachment", "mail_activity")
# Odoo notes an update also where nothing was changed.
ROW = "to_jsonb(t) - 'write_date'"


def rows(database):
    """:return: ``{table: {key: {column: value}}}`` of all that is kept for users"""
    shipped = set(psql(SHIPPED, database))
    found = {
        table: _rows(database, table, ROW, shipped) for table in psql(TABLES, database)
    }
    for line in psql(GUESTS, database):
        table, column = line.split("|")
        pair = f"jsonb_build_object('id', id, '{column}', \"{column}\")"
        found[f"{table}.{column}"] = _rows(database, table, pair, set())
    for table in HANGING:
        ours = f"{table} WHERE res_model LIKE 'customer.dossier%'"
        found[table] = _rows(database, f"(SELECT * FROM {ours})", ROW, set())
    return found


def lost(before, after):
    """:return: where a row of ``before`` is missing or says otherwise in ``after``.

    A column that the later version has no more is nobody's loss here: that its content
    went elsewhere is for the test of the migration which moved it.
    """
    return [
        f"{table} {key}: {told}"
        for table, kept in before.items()
        if table in after
        for key, row in kept.items()
        for told in _differing(row, after[table].get(key))
    ] + [f"{table}: gone" for table in before.keys() - after.keys()]


def _rows(database, table, content, shipped):
    lines = psql(f"SELECT {content} FROM {table} t", database)
    every = map(json.loads, lines)
    return {
        key: {"id": row["id"]} if f"{table},{key}" in shipped else row
        for row in every
        for key in [str(row["id"]) if "id" in row else json.dumps(row)]
    }


def _differing(row, later):
    if later is None:
        return ["gone"]
    return [
        f"{column} was {value!r}, is {later[column]!r}"
        for column, value in row.items()
        if column in later and later[column] != value
    ]

from odoo.tools import SQL


def clone_rows(env, table, template_ids, source, values):
    """Insert one copy of each template row ``t`` for each row ``s`` of the source.

    :param values: SQL by column; the other columns are the template's, the id a new one
    """
    columns = [
        name
        for (name,) in env.execute_query(
            SQL(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_name = %s AND table_schema = current_schema"
                " AND (column_name <> 'id' OR %s)",
                table,
                "id" in values,
            )
        )
    ]
    unknown = set(values) - set(columns)
    if unknown:
        raise ValueError(f"{table} has no columns {unknown}")
    env.cr.execute(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s, %s t WHERE t.id = ANY(%s)",
            SQL.identifier(table),
            SQL(", ").join(SQL.identifier(name) for name in columns),
            SQL(", ").join(
                SQL(values[name]) if name in values else SQL.identifier("t", name)
                for name in columns
            ),
            SQL(source),
            SQL.identifier(table),
            list(template_ids),
        )
    )

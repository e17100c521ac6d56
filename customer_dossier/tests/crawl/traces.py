"""Looks for marks with the database's own eyes: copies that left the archive."""

from odoo.tools import SQL

from .marks import NUMBERS, WORDS

# Texts that may stand there, and why.
ALLOWED = {
    "mail_activity": "number and customer of what is to be done: see allowed.SEEN",
}
# As marks are read anywhere: a number is one by itself. The random digits of a
# mail's id hold any nine digits sooner or later.
PATTERN = f"{WORDS.pattern}|{NUMBERS.pattern}"


def traces(ground, files):
    """Rows outside our tables in which a planted value stands.

    :param files: ids of attachments that were planted on purpose
    :return: ``[(table, row as text)]``, and the number of tables looked at
    """
    env = ground.env
    own = {env[name]._table for name in ground.models}
    tables = env.execute_query(
        SQL(
            """
            SELECT table_name FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
             ORDER BY table_name
            """
        )
    )
    found, looked = [], 0
    for (table,) in tables:
        if table not in own and table not in ALLOWED:
            looked += 1
            found += [(table, row) for row in _marked(env, table, files)]
    return found, looked


def _marked(env, table, files):
    skip = (
        SQL("t.id != ALL(%s)", list(files)) if table == "ir_attachment" else SQL("true")
    )
    rows = env.execute_query(
        SQL(
            "SELECT t::text FROM %s t WHERE t::text ~ %s AND %s LIMIT 5",
            SQL.identifier(table),
            PATTERN,
            skip,
        )
    )
    return [row for (row,) in rows]

"""Several sums over the ledger in one statement: one way to the database, not three."""

from odoo.tools import SQL


def together(env, *queries, doing=None):
    """Run queries whose rows are few, in one statement.

    :param queries: pairs of an ``SQL`` and how many columns it has
    :param doing: an UPDATE to run along; the queries do not see what it writes
    :return: for each of them its rows, as lists; numbers are ``int`` or ``float``
    """
    parts = SQL(", ").join(
        SQL(
            "(SELECT COALESCE(json_agg(json_build_array(%s)), '[]') FROM (%s) part(%s))",
            *(_columns(columns), query, _columns(columns)),
        )
        for query, columns in queries
    )
    along = SQL("WITH doing AS (%s)", doing) if doing else SQL()
    [rows] = env.execute_query(SQL("%s SELECT %s", along, parts))
    return rows


def _columns(count):
    return SQL(", ").join(SQL.identifier(f"c{number}") for number in range(count))

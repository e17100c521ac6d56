"""All that the check of an order sums, as a function that the database keeps.

To plan these sums costs PostgreSQL several times what it costs to add them up. A function
plans them once for each connection, and it is one way to the database instead of four.
"""

from odoo.tools import SQL

from ..ledger.counted import Counted
from ..ledger.customer_sums import (
    DRAFT_COLUMNS,
    OPEN_COLUMNS,
    ORDER_COLUMNS,
    draft_sums,
    open_sums,
    order_sums,
)

NAME = "customer_dossier_check_sums"
#: What it is given, in this order.
GIVEN = {
    "company": SQL("integer"),
    "partners": SQL("integer[]"),
    "day": SQL("date"),
    "tolerance": SQL("numeric"),
    "digits": SQL("integer"),
    "delivered": SQL("boolean"),
    "ordered": SQL("boolean"),
    "drafts": SQL("boolean"),
    "until": SQL("date"),
    "tz": SQL("text"),
    "orders": SQL("integer[]"),
    "moves": SQL("integer[]"),
    "turn": SQL("integer[]"),
}
# Whoever it is for, the plan is the same: by the index of the partner.
FUNCTION = """
DROP FUNCTION IF EXISTS %(name)s;
CREATE FUNCTION %(name)s(
    %(given)s, OUT open_rows json, OUT order_rows json, OUT draft_rows json
) AS $$
BEGIN
    IF given_turn <> '{}' THEN
        %(turn)s;
    END IF;
    open_rows := %(open)s;
    IF given_drafts THEN
        order_rows := %(orders)s;
        draft_rows := %(drafts)s;
    ELSE
        order_rows := %(more_orders)s;
        draft_rows := '[]';
    END IF;
END $$ LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
"""


def make_function() -> SQL:
    """Return the statement that makes the function, or makes it anew."""
    given = {name: SQL.identifier(f"given_{name}") for name in GIVEN}
    company, partners = given["company"], given["partners"]
    counted = Counted(
        **{name: given[name] for name in Counted._fields if name != "drafts"}
    )
    sums = open_sums(company, partners, given["day"], given["tolerance"], counted)
    without = counted._replace(drafts=False)
    return SQL(
        FUNCTION,
        name=SQL.identifier(NAME),
        given=SQL(", ").join(
            SQL("%s %s", given[name], kind) for name, kind in GIVEN.items()
        ),
        turn=turn(given["turn"]),
        open=_rows(sums, OPEN_COLUMNS),
        orders=_rows(
            order_sums(company, partners, given["digits"], counted), ORDER_COLUMNS
        ),
        more_orders=_rows(
            order_sums(company, partners, given["digits"], without), ORDER_COLUMNS
        ),
        drafts=_rows(draft_sums(company, partners, counted), DRAFT_COLUMNS),
    )


def _rows(query: SQL, columns: int) -> SQL:
    """All rows as one JSON, each as a list."""
    names = SQL(", ").join(SQL.identifier(f"c{number}") for number in range(columns))
    return SQL(
        "(SELECT COALESCE(json_agg(json_build_array(%s)), '[]') FROM (%s) part(%s))",
        names,
        query,
        names,
    )


def turn(dossiers) -> SQL:
    """Write that orders of these dossiers are checked: whoever comes next waits."""
    return SQL(
        """
        UPDATE customer_dossier
           SET orders_checked = COALESCE(orders_checked, 0) + 1
         WHERE id IN (SELECT id FROM customer_dossier WHERE id = ANY(%s)
                       ORDER BY id FOR NO KEY UPDATE)
        """,
        dossiers,
    )


def check_sums(company_id, partners, day, tolerance, digits, counted, turns=()) -> SQL:
    """Ask the function.

    :param turns: ids of dossiers whose ``turn`` it is; the sums do not depend on it.
    :return: one row of three lists: the rows of ``open_sums``, of ``order_sums`` and of
        ``draft_sums``, none where drafts do not count; numbers are ``int`` or ``float``
    """
    values = {
        **counted._asdict(),
        "company": company_id,
        "partners": partners,
        "day": day,
        "tolerance": tolerance,
        "digits": digits,
        "turn": turns,
    }
    return SQL(
        "SELECT * FROM %s(%s)",
        SQL.identifier(NAME),
        SQL(", ").join(
            SQL("%s::%s", _value(values[name]), kind) for name, kind in GIVEN.items()
        ),
    )


def _value(value):
    return list(value) if isinstance(value, (tuple, list)) else value

"""What was open at a day's end, by the bucket of a provision matrix."""

from collections.abc import Sequence
from datetime import date

from odoo.tools import SQL

from ..formulas.provision_buckets import DAYS
from .open_items import open_items


def position(basis: str, cuts: Sequence[date]) -> SQL:
    """Return how many buckets a row lies behind the youngest one.

    :param basis: ``due`` or ``age``; the row has a column ``due`` or ``date``.
    :param cuts: days, ascending, of ``formulas.provision_buckets.cuts``.
    """
    return SQL(
        "%s - width_bucket(item.%s, %s::date[])",
        len(cuts),
        SQL.identifier(DAYS[basis]),
        list(cuts),
    )


def aged_items(
    company_id: int, basis: str, as_of: date, cuts: Sequence[date], table: int = 0
) -> SQL:
    """Select the open items with their bucket.

    :param table: a number of the caller's, to tell several days apart.
    :return: ``table_no``, ``partner_id``, ``residual``, ``position`` (0 = youngest).
    """
    return SQL(
        """
        SELECT %(table)s AS table_no, item.partner_id, item.residual,
               %(position)s AS position
          FROM (%(items)s) item
        """,
        table=table,
        position=position(basis, cuts),
        items=open_items(company_id, as_of),
    )


def receivable_balance(company_id: int, as_of: date) -> SQL:
    """Select the balance of the receivable accounts; it knows nothing of residuals."""
    return SQL(
        """
        SELECT COALESCE(SUM(l.balance), 0)
          FROM account_move_line l
          JOIN account_account a
            ON a.id = l.account_id AND a.account_type = 'asset_receivable'
         WHERE l.parent_state = 'posted' AND l.date <= %s AND l.company_id = %s
        """,
        as_of,
        company_id,
    )

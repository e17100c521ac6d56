"""What was given up of customers' debts: settled, but by no money and no return."""

from collections.abc import Sequence
from datetime import date

from odoo.tools import SQL

from .aged_items import position


def write_offs(
    company_id: int,
    since: date,
    until: date,
    allowance_account_id: int | None = None,
) -> SQL:
    """Select the part of each settlement that went to an expense, or to the allowance.

    A write-off inside a payment's own entry counts with its part. Exchange differences
    are none, nor are credit notes and netting with what we owe.

    :param since: settled after this day, as ``open_items`` understands it.
    :param until: settled on this day or before.
    :param allowance_account_id: the account of the provision, where there is one.
    :return: ``partner_id``, ``due``, ``date`` (of the debt), ``amount``.
    """
    return SQL(
        """
        WITH part AS MATERIALIZED (%(parts)s),
             given_up AS (%(shares)s)
        SELECT part.partner_id, part.due, part.date,
               part.amount * given_up.share AS amount
          FROM part
          JOIN given_up ON given_up.move_id = part.move_id
         WHERE given_up.share > 0
        """,
        parts=_parts(company_id, since, until),
        shares=_shares(allowance_account_id or 0),
    )


def aged_write_offs(
    company_id: int,
    basis: str,
    days: tuple[date, date],
    cuts: Sequence[date],
    period: int,
    allowance_account_id: int | None = None,
) -> SQL:
    """Select the write-offs of one period by the bucket that the debt stood in before.

    :param days: the days of the table before and of the table after.
    :param cuts: those of the table before.
    :return: ``table_no`` (the period), ``partner_id``, ``residual``, ``position``.
    """
    return SQL(
        """
        SELECT %(period)s AS table_no, item.partner_id, item.amount AS residual,
               %(position)s AS position
          FROM (%(items)s) item
         WHERE item.date <= %(since)s
        """,
        period=period,
        position=position(basis, cuts),
        items=write_offs(company_id, *days, allowance_account_id),
        since=days[0],
    )


def _parts(company_id, since, until):
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, l.date,
               COALESCE(l.date_maturity, l.date) AS due, pr.amount,
               c.move_id
          FROM account_partial_reconcile pr
          JOIN account_move_line l ON l.id = pr.debit_move_id
          JOIN account_account a
            ON a.id = l.account_id AND a.account_type = 'asset_receivable'
          JOIN account_move_line c ON c.id = pr.credit_move_id
          LEFT JOIN res_partner p ON p.id = l.partner_id
         WHERE l.company_id = %(company)s AND l.parent_state = 'posted'
           AND pr.max_date > %(since)s AND pr.max_date <= %(until)s
           AND pr.exchange_move_id IS DISTINCT FROM c.move_id
        """,
        company=company_id,
        since=since,
        until=until,
    )


def _shares(allowance_account_id):
    """Select for each counterpart's entry the ``share`` (0..1) that is given up."""
    return SQL(
        """
        SELECT x.move_id,
               LEAST(1, COALESCE(SUM(x.balance) FILTER (
                            WHERE x.balance > 0 AND (x.account_id = %(allowance)s
                                  OR xa.account_type LIKE 'expense%%')), 0)
                        / NULLIF(-SUM(x.balance) FILTER (
                            WHERE x.balance < 0
                              AND xa.account_type = 'asset_receivable'), 0)) AS share
          FROM account_move_line x
          JOIN account_account xa ON xa.id = x.account_id
         WHERE x.move_id IN (SELECT move_id FROM part)
         GROUP BY x.move_id
        """,
        allowance=allowance_account_id,
    )

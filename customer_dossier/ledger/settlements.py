"""How invoices were settled: by money, by credit note, by giving up."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .scope import INVOICES

#: Where money arrives in a payment's entry: bank, cash, outstanding receipts, cards.
CASH_ACCOUNTS = ("asset_cash", "asset_current", "liability_credit_card")


def settlements(
    company_id: int, since: date, until: date, partners: Iterable[int] | None = None
) -> SQL:
    """Select one row per partial reconciliation of an invoice's receivable line.

    :param since: settled after this day.
    :param until: settled on this day or before.
    :return: ``line_id`` (the instalment), ``partner_id``, ``due``, ``settled_on`` (the
        counterpart's own date: a prepayment came before the invoice), ``days_late``
        (negative = early), ``amount`` (what the reconciliation says), ``kind`` (``cash``
        ``credit_note`` ``fx`` ``other``, the last being write-offs and netting), ``cash``
        (the money in it: a write-off made in the payment wizard sits inside the payment's
        own entry and is left out, and an entry of the bank's journal may have none).
    """
    parts = SQL(
        "pr.max_date > %s AND pr.max_date <= %s",
        since,
        until,
    )
    return _settlements(_lines(company_id, partners), parts)


def undone(partials: Iterable[int]) -> SQL:
    """Select what ``settlements`` does, of these partial reconciliations only.

    :param partials: ids; they still exist.
    :return: the columns of ``settlements``.
    """
    ids = list(partials)
    debts = SQL(
        "l.id IN (SELECT debit_move_id FROM account_partial_reconcile WHERE id = ANY(%s))",
        ids,
    )
    return _settlements(_debts(debts), SQL("pr.id = ANY(%s)", ids))


def _settlements(lines, parts) -> SQL:
    return SQL(
        """
        WITH line AS MATERIALIZED (%(lines)s),
             part AS MATERIALIZED (%(parts)s),
             fact AS MATERIALIZED (%(facts)s),
             money AS (%(money)s)
        SELECT fact.line_id, fact.partner_id, fact.due, fact.settled_on,
               fact.settled_on - fact.due AS days_late, fact.amount, fact.kind,
               LEAST(fact.amount, COALESCE(
                   fact.amount * money.received / money.credited, 0)) AS cash
          FROM fact
          LEFT JOIN money ON money.move_id = fact.counterpart_id AND fact.kind = 'cash'
        """,
        lines=lines,
        parts=_parts(parts),
        facts=_facts(),
        money=_money(),
    )


def _lines(company_id, partners) -> SQL:
    condition = SQL("l.company_id = %s", company_id)
    if partners is not None:
        condition = SQL(
            "%s AND p.commercial_partner_id = ANY(%s)", condition, list(partners)
        )
    return _debts(condition)


def _debts(condition) -> SQL:
    """Select the customers' posted debts.

    The steps are kept apart by MATERIALIZED: left to itself, PostgreSQL walks through
    all reconciliations of the company and asks last whose they are, and with statistics
    of a table just filled it multiplies tables before it joins them.
    """
    return SQL(
        """
        SELECT l.id, l.move_id, p.commercial_partner_id AS partner_id,
               COALESCE(l.date_maturity, l.date) AS due
          FROM res_partner p
          JOIN account_move_line l ON l.partner_id = p.id
          JOIN account_account a
            ON a.id = l.account_id AND a.account_type = 'asset_receivable'
         WHERE l.parent_state = 'posted' AND l.balance >= 0 AND %s
        """,
        condition,
    )


def _parts(condition) -> SQL:
    return SQL(
        """
        SELECT i.id AS line_id, i.partner_id, i.due, pr.amount, pr.credit_move_id,
               pr.exchange_move_id
          FROM line i
          JOIN account_partial_reconcile pr ON pr.debit_move_id = i.id
          JOIN account_move im ON im.id = i.move_id AND im.move_type IN %(invoices)s
         WHERE %(condition)s
        """,
        invoices=INVOICES,
        condition=condition,
    )


def _facts() -> SQL:
    return SQL(
        """
        SELECT part.line_id, part.partner_id, part.due, c.date AS settled_on,
               part.amount, cm.id AS counterpart_id,
               CASE WHEN cm.move_type = 'out_refund' THEN 'credit_note'
                    WHEN part.exchange_move_id = cm.id THEN 'fx'
                    WHEN cm.origin_payment_id IS NOT NULL
                      OR cm.statement_line_id IS NOT NULL
                      OR j.type IN ('bank', 'cash', 'credit') THEN 'cash'
                    ELSE 'other' END AS kind
          FROM part
          JOIN account_move_line c ON c.id = part.credit_move_id
          JOIN account_move cm ON cm.id = c.move_id
          JOIN account_journal j ON j.id = cm.journal_id
        """
    )


def _money() -> SQL:
    """Select for each payment's entry the money ``received`` and what it ``credited``."""
    return SQL(
        """
        SELECT x.move_id,
               SUM(x.balance) FILTER (
                   WHERE x.balance > 0 AND xa.account_type IN %(cash)s) AS received,
               NULLIF(-SUM(x.balance) FILTER (
                   WHERE x.balance < 0
                     AND xa.account_type = 'asset_receivable'), 0) AS credited
          FROM account_move_line x
          JOIN account_account xa ON xa.id = x.account_id
         WHERE x.move_id IN (SELECT counterpart_id FROM fact WHERE kind = 'cash')
         GROUP BY x.move_id
        """,
        cash=CASH_ACCOUNTS,
    )

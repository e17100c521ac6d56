"""Sums of the ledger that the cover compares the dossiers with."""

from odoo.tools import SQL

from ...ledger.open_items import open_items
from ...ledger.undone_currency import undone_currency
from .content import Control


def control(company, as_of, dossiers):
    """Return the :class:`Control` of one company; two queries.

    :param dossiers: the company's dossiers in the report
    """
    rows = company.env.execute_query(
        SQL(
            """
            SELECT SUM(o.residual) FILTER (
                       WHERE d.id IS NOT NULL AND NOT d.id = ANY(%(dossiers)s)
                   ),
                   SUM(o.residual) FILTER (
                       WHERE d.id IS NULL AND o.partner_id IS NOT NULL
                   ),
                   SUM(o.residual) FILTER (WHERE o.partner_id IS NULL)
              FROM (%(items)s) o
         LEFT JOIN customer_dossier d
                ON d.partner_id = o.partner_id AND d.company_id = %(company)s
            """,
            items=open_items(company.id, as_of),
            dossiers=dossiers.ids,
            company=company.id,
        )
    )
    return Control(_ledger(company, as_of), *(float(amount or 0) for amount in rows[0]))


def _ledger(company, as_of):
    """Return the receivable accounts' balance; knows nothing of residuals."""
    rows = company.env.execute_query(
        SQL(
            """
            SELECT SUM(l.balance)
              FROM account_move_line l
              JOIN account_account a
                ON a.id = l.account_id AND a.account_type = 'asset_receivable'
             WHERE l.parent_state = 'posted' AND l.date <= %(as_of)s
               AND l.company_id = %(company)s
            """,
            as_of=as_of,
            company=company.id,
        )
    )
    return float(rows[0][0] or 0)


def foreign_amounts(company, as_of, dossiers):
    """Return what is open in other currencies than the company's; one query.

    :return: rows of currency id, amount in that currency, booked value
    """
    rows = company.env.execute_query(
        SQL(
            """
            SELECT l.currency_id,
                   SUM(l.amount_residual_currency + COALESCE(later.amount, 0)),
                   SUM(o.residual)
              FROM (%(items)s) o
              JOIN account_move_line l ON l.id = o.line_id
              JOIN customer_dossier d
                ON d.partner_id = o.partner_id AND d.company_id = %(company)s
         LEFT JOIN (%(later)s) later ON later.line_id = o.line_id
             WHERE d.id = ANY(%(dossiers)s) AND l.currency_id <> %(currency)s
             GROUP BY l.currency_id
             ORDER BY l.currency_id
            """,
            items=open_items(company.id, as_of),
            later=undone_currency(as_of),
            company=company.id,
            dossiers=dossiers.ids,
            currency=company.currency_id.id,
        )
    )
    return [
        (currency_id, float(residual), float(booked))
        for currency_id, residual, booked in rows
    ]

"""What is open on the receivable accounts, instalment by instalment."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .counted import EVERYTHING, Counted, left_in
from .scope import SALE_DOCUMENTS, of_partners


def open_items(
    company_id: int,
    as_of: date | None = None,
    partners: Iterable[int] | None = None,
    counted: Counted = EVERYTHING,
) -> SQL:
    """Select the posted receivable lines with a residual.

    Today's residual is the truth; for a past day, the reconciliations dated later are
    put back (``max_date``: both lines must exist before one can settle the other).

    :param as_of: a day's end; None for the books as they stand, later dates included.
    :param counted: only the invoices that it leaves out matter here.
    :return: ``line_id``, ``move_id``, ``partner_id`` (NULL without one), ``account_id``,
        ``date``, ``due`` (without a due date the line's date), ``residual`` (negative =
        a payment or credit note that no invoice has used), ``disputed`` (an invoice that
        is marked "No Follow-Up").
    """
    if as_of is None:
        residual, later = SQL("l.amount_residual"), SQL()
        condition = SQL("l.reconciled IS NOT TRUE")
    else:
        residual = SQL("(l.amount_residual + COALESCE(later.amount, 0))")
        later = SQL("LEFT JOIN (%s) later ON later.line_id = l.id", _undone(as_of))
        condition = SQL(
            "l.date <= %s AND (l.reconciled IS NOT TRUE OR later.line_id IS NOT NULL)",
            as_of,
        )
    return SQL(
        """
        SELECT l.id AS line_id, l.move_id, p.commercial_partner_id AS partner_id,
               l.account_id, l.date, COALESCE(l.date_maturity, l.date) AS due,
               %(residual)s AS residual,
               COALESCE(l.no_followup, FALSE) AND m.move_type IN %(sales)s AS disputed
          FROM account_move_line l
          JOIN account_account a
            ON a.id = l.account_id AND a.account_type = 'asset_receivable'
          JOIN account_move m ON m.id = l.move_id
          LEFT JOIN res_partner p ON p.id = l.partner_id
          %(later)s
         WHERE l.company_id = %(company)s
           AND l.parent_state = 'posted'
           AND %(condition)s
           AND %(residual)s <> 0
           AND %(of_partners)s
           AND %(left_in)s
        """,
        left_in=left_in(SQL("l.move_id"), counted.moves),
        residual=residual,
        sales=SALE_DOCUMENTS,
        later=later,
        company=company_id,
        condition=condition,
        of_partners=of_partners(SQL("l.partner_id"), partners),
    )


def _undone(as_of: date) -> SQL:
    """Select by ``line_id`` the ``amount`` to add to a residual for the later partials."""
    return SQL(
        """
        SELECT line_id, SUM(amount) AS amount
          FROM (SELECT debit_move_id AS line_id, amount
                  FROM account_partial_reconcile WHERE max_date > %(as_of)s
                 UNION ALL
                SELECT credit_move_id, -amount
                  FROM account_partial_reconcile WHERE max_date > %(as_of)s) undone
         GROUP BY line_id
        """,
        as_of=as_of,
    )

"""Reconciliations after a day, in the currency of each line."""

from datetime import date

from odoo.tools import SQL


def undone_currency(as_of: date) -> SQL:
    """Select what to add to today's residual in currency to find a past day's again.

    The sister of what ``open_items`` does in company currency.

    :return: ``line_id``, ``amount`` (in the line's currency; negative for credits).
    """
    return SQL(
        """
        SELECT line_id, SUM(amount) AS amount
          FROM (SELECT debit_move_id AS line_id, debit_amount_currency AS amount
                  FROM account_partial_reconcile WHERE max_date > %(as_of)s
                 UNION ALL
                SELECT credit_move_id, -credit_amount_currency
                  FROM account_partial_reconcile WHERE max_date > %(as_of)s) undone
         GROUP BY line_id
        """,
        as_of=as_of,
    )

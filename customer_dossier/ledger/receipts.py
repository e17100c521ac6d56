"""What was paid, by entry: money that came in, less what bounced or was paid back."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .scope import of_partners


def receipts(
    company_id: int, since: date, until: date, partners: Iterable[int] | None = None
) -> SQL:
    """Select the customers' lines of posted payments and of bank and cash journals.

    :param since: from this day on.
    :param until: this day or before.
    :return: ``partner_id``, ``day`` and ``amount`` (paid back: negative).
    """
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, l.date AS day,
               -l.balance AS amount
          FROM account_move_line l
          JOIN account_move m ON m.id = l.move_id
          JOIN account_journal j ON j.id = m.journal_id
          JOIN account_account a
            ON a.id = l.account_id AND a.account_type = 'asset_receivable'
          JOIN res_partner p ON p.id = l.partner_id
         WHERE l.company_id = %(company)s
           AND l.parent_state = 'posted'
           AND l.date BETWEEN %(since)s AND %(until)s
           AND (m.origin_payment_id IS NOT NULL OR j.type IN ('bank', 'cash', 'credit'))
           AND %(of_partners)s
        """,
        company=company_id,
        since=since,
        until=until,
        of_partners=of_partners(SQL("l.partner_id"), partners),
    )

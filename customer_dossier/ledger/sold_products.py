"""What was sold, by product."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .sales import sales


def sold_products(
    company_id: int, since: date, until: date, partners: Iterable[int] | None = None
) -> SQL:
    """Select the product lines of the posted sales; returned goods are negative.

    :param since: invoices of this day or later.
    :param until: invoices of this day or before.
    :return: ``partner_id``, ``product_id`` (may be empty) and ``amount``, untaxed in
        the company's currency.
    """
    return SQL(
        """
        SELECT sold.partner_id, l.product_id, -l.balance AS amount
          FROM (%(sales)s) sold
          JOIN account_move_line l ON l.move_id = sold.move_id
         WHERE sold.day >= %(since)s AND l.display_type = 'product'
        """,
        sales=sales(company_id, until, partners),
        since=since,
    )

"""What was sold, by product: quantities and values."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .scope import SALE_DOCUMENTS

#: The lines that make up the untaxed total of a document.
UNTAXED_LINES = ("product", "rounding")


def sold(
    company_id: int, since: date, until: date, partners: Iterable[int] | None = None
) -> SQL:
    """Select the lines of posted customer invoices, receipts and credit notes.

    :param since: invoices of this day or later.
    :param until: invoices of this day or before.
    :return: ``partner_id``, ``product_id`` (NULL for lines without), ``day``,
        ``quantity`` in the product's own unit and ``untaxed`` (credit notes negative).
    """
    of_partners = (
        SQL("TRUE")
        if partners is None
        else SQL("m.commercial_partner_id = ANY(%s)", list(partners))
    )
    return SQL(
        """
        SELECT m.commercial_partner_id AS partner_id, l.product_id,
               COALESCE(m.invoice_date, m.date) AS day,
               CASE WHEN m.move_type = 'out_refund' THEN -l.quantity
                    ELSE l.quantity END
                 * COALESCE(given.factor, 1) / COALESCE(own.factor, 1) AS quantity,
               -l.balance AS untaxed
          FROM account_move m
          JOIN account_move_line l ON l.move_id = m.id
          LEFT JOIN product_product p ON p.id = l.product_id
          LEFT JOIN product_template t ON t.id = p.product_tmpl_id
          LEFT JOIN uom_uom given ON given.id = l.product_uom_id
          LEFT JOIN uom_uom own ON own.id = t.uom_id
         WHERE m.company_id = %(company)s
           AND m.state = 'posted'
           AND m.move_type IN %(sales)s
           AND l.display_type IN %(untaxed)s
           AND COALESCE(m.invoice_date, m.date) BETWEEN %(since)s AND %(until)s
           AND %(of_partners)s
        """,
        company=company_id,
        sales=SALE_DOCUMENTS,
        untaxed=UNTAXED_LINES,
        since=since,
        until=until,
        of_partners=of_partners,
    )

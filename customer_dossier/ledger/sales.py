"""What was sold, by invoice."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .scope import SALE_DOCUMENTS


def sales(company_id: int, until: date, partners: Iterable[int] | None = None) -> SQL:
    """Select the posted customer invoices, receipts and credit notes.

    Booked at the rate of their own date, as the ledger has them. The customer is the
    commercial entity of the invoice's partner: who pays, not who drinks.

    :param until: invoices of this day or before.
    :return: ``move_id``, ``partner_id``, ``move_type``, ``day``, ``untaxed`` and
        ``total`` (credit notes negative).
    """
    of_partners = (
        SQL("TRUE")
        if partners is None
        else SQL("m.commercial_partner_id = ANY(%s)", list(partners))
    )
    return SQL(
        """
        SELECT m.id AS move_id, m.commercial_partner_id AS partner_id, m.move_type,
               COALESCE(m.invoice_date, m.date) AS day,
               m.amount_untaxed_signed AS untaxed, m.amount_total_signed AS total
          FROM account_move m
         WHERE m.company_id = %(company)s
           AND m.state = 'posted'
           AND m.move_type IN %(sales)s
           AND COALESCE(m.invoice_date, m.date) <= %(until)s
           AND %(of_partners)s
        """,
        company=company_id,
        sales=SALE_DOCUMENTS,
        until=until,
        of_partners=of_partners,
    )

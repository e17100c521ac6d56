"""Invoices being prepared."""

from collections.abc import Iterable

from odoo.tools import SQL

from .counted import EVERYTHING, Counted, left_in
from .scope import INVOICES, listed


def draft_invoices(
    company_id: int,
    partners: Iterable[int] | None = None,
    counted: Counted = EVERYTHING,
) -> SQL:
    """Select the customers' draft invoices.

    They count because an order line takes a draft for invoiced: left out, the goods would
    be in no part at all. A draft credit note counts for nothing until it is posted, and so
    does a draft invoice below zero: nobody lowers an exposure by preparing something.

    :return: ``move_id``, ``partner_id``, ``amount`` (tax included).
    """
    of_partners = (
        SQL("m.commercial_partner_id IS NOT NULL")
        if partners is None
        else SQL("m.commercial_partner_id = ANY(%s)", listed(partners))
    )
    return SQL(
        """
        SELECT m.id AS move_id, m.commercial_partner_id AS partner_id,
               GREATEST(m.amount_total_signed, 0) AS amount
          FROM account_move m
         WHERE m.company_id = %(company)s
           AND m.state = 'draft'
           AND m.move_type IN %(invoices)s
           AND %(of_partners)s
           AND %(left_in)s
        """,
        company=company_id,
        left_in=left_in(SQL("m.id"), counted.moves),
        invoices=INVOICES,
        of_partners=of_partners,
    )

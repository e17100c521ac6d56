"""What is left of confirmed orders, line by line."""

from collections.abc import Iterable

from odoo.tools import SQL

from .counted import Counted
from .orders import UNBILLED, UNDELIVERED, open_lines


def rests(
    company_id: int, partners: Iterable[int], orders: Iterable[int], counted: Counted
) -> SQL:
    """Select what is left of these orders, whether it was given up or not.

    :return: ``line_id``; in the line's unit the ``quantity`` ordered and ``delivered``,
        how much of them is ``undelivered`` and ``unbilled``, and how much of that counts
        (two columns); ``price`` of one unit, tax included, in company currency
    """
    return SQL(
        """
        SELECT line_id, quantity, delivered,
               GREATEST(quantity - GREATEST(delivered, invoiced), 0) AS undelivered,
               GREATEST(delivered - invoiced, 0) AS unbilled,
               %s AS undelivered_counting, %s AS unbilled_counting,
               price / quantity AS price
          FROM (%s) line
         WHERE order_id = ANY(%s)
        """,
        UNDELIVERED,
        UNBILLED,
        open_lines(company_id, partners, counted),
        list(orders),
    )

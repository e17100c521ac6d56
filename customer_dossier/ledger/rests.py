"""What is left of confirmed orders, line by line."""

from collections.abc import Iterable

from odoo.tools import SQL

from .counted import Counted
from .orders import open_lines


def rests(
    company_id: int, partners: Iterable[int], orders: Iterable[int], counted: Counted
) -> SQL:
    """Select what is left of these orders, whether it was given up or not.

    :return: ``line_id``; quantities ``undelivered`` and ``unbilled`` in the line's unit,
        and how much of each was ``given_up`` (two columns); ``price`` of one unit, tax
        included, in company currency
    """
    return SQL(
        """
        SELECT line_id, undelivered, unbilled,
               LEAST(never_delivered, undelivered) AS undelivered_given_up,
               LEAST(never_invoiced, unbilled) AS unbilled_given_up,
               price / quantity AS price
          FROM (SELECT line.*,
                       GREATEST(quantity - GREATEST(delivered, invoiced), 0)
                           AS undelivered,
                       GREATEST(delivered - invoiced, 0) AS unbilled
                  FROM (%s) line) known
         WHERE order_id = ANY(%s)
        """,
        open_lines(company_id, partners, counted),
        list(orders),
    )

"""What an exposure counts, and which documents it leaves out."""

from datetime import date
from typing import NamedTuple

from odoo.tools import SQL

from .scope import listed


class Counted(NamedTuple):
    """What of a customer's business counts towards an exposure.

    :param delivered: goods that left the house without an invoice.
    :param ordered: what is ordered and not delivered.
    :param drafts: draft invoices; where they do not count, what an order has in one is
        still ordered or delivered, so that it is never in no part at all.
    :param until: what is to be delivered later does not count yet; None: everything.
    :param tz: the time zone of that day.
    :param orders: ids of sale orders that are left out.
    :param moves: ids of invoices that are left out.
    """

    delivered: bool = True
    ordered: bool = True
    drafts: bool = True
    until: date | None = None
    tz: str = "UTC"
    orders: tuple[int, ...] = ()
    moves: tuple[int, ...] = ()


#: Everything, as the books have it.
EVERYTHING = Counted()


def left_in(column: SQL, left_out: tuple[int, ...]) -> SQL:
    """Return the condition that a document is none of those left out."""
    return SQL("%s <> ALL(%s)", column, listed(left_out)) if left_out else SQL("TRUE")

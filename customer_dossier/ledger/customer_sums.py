"""What customers owe, have ordered and are about to be billed, summed for each."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from ..formulas.ageing import BUCKETS
from .counted import EVERYTHING, Counted
from .draft_invoices import draft_invoices
from .open_items import open_items
from .orders import orders

LATE = SQL("residual > 0 AND days > 0 AND NOT disputed")
#: How many columns each of them has, the customer's included.
OPEN_COLUMNS, ORDER_COLUMNS, DRAFT_COLUMNS = 7 + len(BUCKETS), 4, 2


def open_sums(
    company_id: int,
    partners: Iterable[int],
    day: date,
    tolerance: float,
    counted: Counted = EVERYTHING,
    as_of: date | None = None,
) -> SQL:
    """Select the sums of the open items.

    :param day: on which it is told how late they are.
    :param tolerance: of which so much or less is open makes nobody late.
    :param as_of: a day's end; None for the books as they stand.
    :return: ``partner_id``, what is owed, what is to their credit, the days of the oldest
        late item, what is late, that times its days, what is late for more than 30 days,
        and the columns of the ageing
    """
    return SQL(
        """
        SELECT partner_id,
               COALESCE(SUM(residual) FILTER (WHERE residual > 0), 0),
               COALESCE(SUM(residual) FILTER (WHERE residual < 0), 0),
               MAX(days) FILTER (WHERE %(late)s AND residual > %(tolerance)s),
               COALESCE(SUM(residual) FILTER (WHERE %(late)s), 0),
               COALESCE(SUM(residual * days) FILTER (WHERE %(late)s), 0),
               COALESCE(SUM(residual) FILTER (WHERE %(late)s AND days > 30), 0),
               %(columns)s
          FROM (SELECT partner_id, residual, disputed, %(day)s - due AS days
                  FROM (%(items)s) item) aged
         GROUP BY partner_id
        """,
        late=LATE,
        columns=SQL(", ").join(map(_column, BUCKETS)),
        tolerance=tolerance,
        day=day,
        items=open_items(company_id, as_of, partners, counted),
    )


def _column(bucket) -> SQL:
    first = SQL("days >= %s", bucket.first) if bucket.first is not None else SQL("TRUE")
    last = SQL("days <= %s", bucket.last) if bucket.last is not None else SQL("TRUE")
    return SQL(
        "COALESCE(SUM(residual) FILTER (WHERE residual > 0 AND %s AND %s), 0)",
        first,
        last,
    )


def order_sums(
    company_id: int, partners: Iterable[int], digits: int, counted: Counted
) -> SQL:
    """Select the sums of what is not invoiced yet.

    :param digits: the decimals of the company's currency.
    :return: ``partner_id``, what is delivered, what is ordered, unused down payments
    """
    return SQL(
        """
        SELECT partner_id, ROUND(SUM(delivered), %(digits)s),
               ROUND(SUM(ordered), %(digits)s), ROUND(SUM(down_payment), %(digits)s)
          FROM (%(orders)s) open_order
         GROUP BY partner_id
        """,
        digits=digits,
        orders=orders(company_id, partners, counted),
    )


def draft_sums(company_id: int, partners: Iterable[int], counted: Counted) -> SQL:
    """Select the sums of draft invoices.

    :return: ``partner_id``, the amount with tax
    """
    return SQL(
        "SELECT partner_id, SUM(amount) FROM (%s) draft GROUP BY partner_id",
        draft_invoices(company_id, partners, counted),
    )

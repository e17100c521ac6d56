"""Confirmed orders: what left the house without an invoice, and what is still to leave."""

from collections.abc import Iterable

from odoo.tools import SQL

from .counted import EVERYTHING, Counted, left_in
from .scope import of_partners

#: What of an open line counts, in its unit.
UNBILLED = SQL("GREATEST(delivered - GREATEST(invoiced, delivered_closed), 0)")
UNDELIVERED = SQL(
    "GREATEST(quantity - GREATEST(delivered, invoiced, ordered_closed), 0)"
)


def orders(
    company_id: int,
    partners: Iterable[int] | None = None,
    counted: Counted = EVERYTHING,
) -> SQL:
    """Select the confirmed sale orders of which something is not invoiced yet.

    By quantities, at the line's price with tax, in company currency at the order's rate
    (``formulas.exposure.split_order_line`` is the same rule for one line). Quantities
    are multiplied before they are divided, so that half a line is half of its cents. What
    was delivered, invoiced and then credited is settled: a credit note does not bring it
    back. What it took off goods that are still to leave is to be invoiced once more.
    What was given up when the rest of an order was closed does not count.

    Nothing here knows of the past: Odoo keeps no history of these quantities.

    :param counted: what does not count is zero. Goods are to be delivered on the order's
        delivery date or, without one, after the line's lead time.
    :return: ``order_id``, ``partner_id`` (commercial entity of the invoice partner),
        ``delivered`` (not invoiced), ``ordered`` (not delivered nor invoiced),
        ``down_payment`` (invoiced in advance and not yet taken off an invoice, at most
        what the order still adds).
    """
    return SQL(
        """
        SELECT o.order_id, o.partner_id, o.delivered, o.ordered,
               LEAST(GREATEST(COALESCE(advance.amount, 0), 0),
                     GREATEST(o.delivered + o.ordered, 0)) AS down_payment
          FROM (SELECT order_id, partner_id,
                       COALESCE(SUM(%(unbilled)s * price / quantity)
                           FILTER (WHERE %(delivered_counts)s), 0) AS delivered,
                       COALESCE(SUM(%(undelivered)s * price / quantity)
                           FILTER (WHERE %(ordered_counts)s), 0) AS ordered
                  FROM (%(lines)s) line
                 GROUP BY order_id, partner_id) o
          LEFT JOIN LATERAL (%(advance)s) advance ON TRUE
        """,
        unbilled=UNBILLED,
        undelivered=UNDELIVERED,
        delivered_counts=counted.delivered,
        ordered_counts=_ordered_counts(counted),
        lines=open_lines(company_id, partners, counted),
        advance=_down_payment(SQL("o.order_id"), counted),
    )


def _ordered_counts(counted) -> SQL:
    return SQL(
        """
        %(ordered)s AND (
            %(until)s::date IS NULL
            OR (to_deliver AT TIME ZONE 'UTC' AT TIME ZONE %(tz)s)::date <= %(until)s)
        """,
        ordered=counted.ordered,
        tz=counted.tz,
        until=counted.until,
    )


def open_lines(
    company_id: int, partners: Iterable[int] | None, counted: Counted
) -> SQL:
    """Select the lines of confirmed orders of which something is not invoiced yet.

    ``OFFSET 0`` has each credited quantity looked up once.

    :return: ``line_id``, ``order_id``, ``partner_id``, and in the line's unit
        ``quantity``, ``delivered``, ``ordered_closed``, ``delivered_closed``,
        ``invoiced``; ``to_deliver`` (UTC), and ``price``: all of ``quantity``
    """
    invoiced = SQL("COALESCE(sol.qty_invoiced, 0)")
    drafted = SQL()
    if not counted.drafts:
        invoiced = SQL("%s - COALESCE(drafted.quantity, 0)", invoiced)
        drafted = SQL(
            "LEFT JOIN (%s) drafted ON drafted.line_id = sol.id",
            _drafted_quantities(company_id),
        )
    return SQL(
        """
        SELECT sol.id AS line_id, sol.order_id, p.commercial_partner_id AS partner_id,
               sol.product_uom_qty AS quantity,
               COALESCE(sol.qty_delivered, 0) AS delivered,
               COALESCE(sol.qty_ordered_closed, 0) AS ordered_closed,
               COALESCE(sol.qty_delivered_closed, 0) AS delivered_closed,
               GREATEST(%(invoiced)s,
                        LEAST(%(invoiced)s + COALESCE((%(credited)s), 0),
                              COALESCE(sol.qty_delivered, 0))) AS invoiced,
               COALESCE(so.commitment_date,
                        so.date_order + sol.customer_lead * INTERVAL '1 day')
                   AS to_deliver,
               sol.price_total / COALESCE(NULLIF(so.currency_rate, 0), 1)::numeric
                   AS price
          FROM sale_order so
          JOIN res_partner p ON p.id = so.partner_invoice_id
          JOIN sale_order_line sol ON sol.order_id = so.id
          %(drafted)s
         WHERE so.company_id = %(company)s
           AND so.state = 'sale'
           AND sol.display_type IS NULL
           AND sol.product_uom_qty > 0
           AND GREATEST(sol.product_uom_qty, sol.qty_delivered) > %(invoiced)s
           AND %(of_partners)s
           AND %(left_in)s
        OFFSET 0
        """,
        invoiced=invoiced,
        drafted=drafted,
        left_in=left_in(SQL("so.id"), counted.orders),
        credited=_credited_quantity(),
        company=company_id,
        of_partners=of_partners(SQL("so.partner_invoice_id"), partners),
    )


def _drafted_quantities(company_id) -> SQL:
    """Select by ``line_id`` the ``quantity`` in draft invoices, in the line's unit.

    All of the company's at once: there are few drafts, and many lines of orders.
    """
    return SQL(
        """
        SELECT rel.order_line_id AS line_id,
               SUM(il.quantity * COALESCE(iu.factor / NULLIF(su.factor, 0), 1))
                   AS quantity
          FROM account_move im
          JOIN account_move_line il ON il.move_id = im.id
          JOIN sale_order_line_invoice_rel rel ON rel.invoice_line_id = il.id
          JOIN sale_order_line dl ON dl.id = rel.order_line_id
          LEFT JOIN uom_uom iu ON iu.id = il.product_uom_id
          LEFT JOIN uom_uom su ON su.id = dl.product_uom_id
         WHERE im.company_id = %s
           AND im.move_type = 'out_invoice'
           AND im.state = 'draft'
         GROUP BY rel.order_line_id
        """,
        company_id,
    )


def _credited_quantity() -> SQL:
    """Select what credit notes took off the line's invoiced quantity, in its unit."""
    return SQL(
        """
        SELECT SUM(il.quantity * COALESCE(iu.factor / NULLIF(su.factor, 0), 1))
          FROM sale_order_line_invoice_rel rel
          JOIN account_move_line il ON il.id = rel.invoice_line_id
          JOIN account_move im ON im.id = il.move_id
          LEFT JOIN uom_uom iu ON iu.id = il.product_uom_id
          LEFT JOIN uom_uom su ON su.id = sol.product_uom_id
         WHERE rel.order_line_id = sol.id
           AND im.move_type = 'out_refund'
           AND im.state <> 'cancel'
        """
    )


def _down_payment(order: SQL, counted: Counted) -> SQL:
    """Select the ``amount`` with tax of down payment invoices less what was used.

    Only what is in the exposure as an invoice is taken off again as a down payment.
    """
    return SQL(
        """
        SELECT SUM(-il.balance * il.price_total / NULLIF(il.price_subtotal, 0)) AS amount
          FROM sale_order_line dp
          JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = dp.id
          JOIN account_move_line il ON il.id = rel.invoice_line_id
         WHERE dp.order_id = %(order)s
           AND dp.is_downpayment
           AND il.parent_state IN %(states)s
           AND %(left_in)s
        """,
        order=order,
        states=("draft", "posted") if counted.drafts else ("posted",),
        left_in=left_in(SQL("il.move_id"), counted.moves),
    )

"""When a customer ordered."""

from collections.abc import Iterable
from datetime import date

from odoo.tools import SQL

from .sales import sales
from .scope import INVOICES, of_partners


def purchases(
    company_id: int, until: date, tz: str, partners: Iterable[int] | None = None
) -> SQL:
    """Select the customer's decisions to buy: orders, and invoices without an order.

    A firm that works with sale orders has their dates; a firm that only invoices has the
    invoices' dates; a firm that does both is not counted twice.

    :param until: this day or before.
    :param tz: the company's time zone, in which an order has its day.
    :return: ``partner_id`` (commercial entity of the invoice partner), ``day``,
        ``amount`` (untaxed, in the company's currency).
    """
    return SQL(
        """
        SELECT p.commercial_partner_id AS partner_id, %(day)s AS day,
               so.amount_untaxed / COALESCE(NULLIF(so.currency_rate, 0), 1)::numeric
                   AS amount
          FROM sale_order so
          JOIN res_partner p ON p.id = so.partner_invoice_id
         WHERE so.company_id = %(company)s
           AND so.state = 'sale'
           AND %(day)s <= %(until)s
           AND %(of_partners)s
         UNION ALL
        SELECT sale.partner_id, sale.day, sale.untaxed AS amount
          FROM (%(sales)s) sale
         WHERE sale.move_type IN %(invoices)s
           AND sale.move_id NOT IN (%(ordered)s)
        """,
        day=SQL("(so.date_order AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", tz),
        company=company_id,
        until=until,
        of_partners=of_partners(SQL("so.partner_invoice_id"), partners),
        sales=sales(company_id, until, partners),
        invoices=INVOICES,
        ordered=_ordered_invoices(company_id, partners),
    )


def _ordered_invoices(company_id, partners) -> SQL:
    """Select the invoices that come from a confirmed order, by the order's customer."""
    return SQL(
        """
        SELECT il.move_id
          FROM sale_order so
          JOIN sale_order_line sol ON sol.order_id = so.id
          JOIN sale_order_line_invoice_rel rel ON rel.order_line_id = sol.id
          JOIN account_move_line il ON il.id = rel.invoice_line_id
         WHERE so.company_id = %s AND so.state = 'sale' AND %s
        """,
        company_id,
        of_partners(SQL("so.partner_invoice_id"), partners),
    )

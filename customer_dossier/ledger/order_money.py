"""What came of orders: invoiced, paid, and overdue."""

from datetime import date

from odoo.tools import SQL


def order_money(company_id: int, orders: SQL, today: date) -> SQL:
    """Select what the invoices of orders come to, by instalment.

    An invoice of several orders counts with each order's share of its untaxed amount.

    :param orders: selects the ids of the orders.
    :return: ``order_id``, ``total`` (credit notes off), ``residual`` (not paid yet) and
        ``late`` (of it due before today), in the company's currency; an order without
        a posted invoice is missing.
    """
    return SQL(
        """
        WITH part AS (
            SELECT l.order_id, a.move_id, SUM(a.price_subtotal) AS untaxed
              FROM sale_order_line l
              JOIN sale_order_line_invoice_rel r ON r.order_line_id = l.id
              JOIN account_move_line a ON a.id = r.invoice_line_id
             WHERE l.order_id IN (%(orders)s)
               AND a.parent_state = 'posted'
               AND a.company_id = %(company)s
             GROUP BY l.order_id, a.move_id
        ), debt AS (
            SELECT a.move_id, SUM(a.balance) AS total,
                   SUM(a.amount_residual) AS residual,
                   COALESCE(SUM(a.amount_residual) FILTER (
                       WHERE COALESCE(a.date_maturity, a.date) < %(today)s), 0) AS late
              FROM account_move_line a
              JOIN account_account c
                ON c.id = a.account_id AND c.account_type = 'asset_receivable'
             WHERE a.move_id IN (SELECT move_id FROM part)
             GROUP BY a.move_id
        ), share AS (
            SELECT part.order_id, part.move_id,
                   LEAST(1, COALESCE(part.untaxed / NULLIF(m.amount_untaxed, 0), 1))
                       AS share
              FROM part
              JOIN account_move m ON m.id = part.move_id
        )
        SELECT share.order_id, SUM(debt.total * share.share) AS total,
               SUM(debt.residual * share.share) AS residual, SUM(debt.late * share.share) AS late
          FROM share
          JOIN debt ON debt.move_id = share.move_id
         GROUP BY share.order_id
        """,
        orders=orders,
        company=company_id,
        today=today,
    )

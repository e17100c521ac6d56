from odoo.tools import SQL

from .clone import clone_rows

ORDERS = 6


def clone_orders(env, template):
    """Each dealer's first invoices come from an order; the newest ones are on the way."""
    order = template["order"]
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE bench_order ON COMMIT DROP AS
            SELECT nextval('sale_order_id_seq')::int AS id, partner_id, day, factor,
                   nextval('sale_order_line_id_seq')::int AS line_id, i, receivable_id,
                   i <= 4 AS done, id AS invoice_id
              FROM bench_invoice WHERE i <= %s
            """,
            ORDERS,
        )
    )
    clone_rows(
        env,
        "sale_order",
        order.ids,
        "bench_order s",
        {
            "id": "s.id",
            "name": "'SO/' || s.id",
            "partner_id": "s.partner_id",
            "partner_invoice_id": "s.partner_id",
            "partner_shipping_id": "s.partner_id",
            "date_order": "s.day - 3",
            "access_token": "NULL",
            **{
                name: f"t.{name} * s.factor"
                for name in ("amount_untaxed", "amount_tax", "amount_total")
            },
        },
    )
    clone_rows(
        env,
        "sale_order_line",
        order.order_line.ids,
        "bench_order s",
        {
            "id": "s.line_id",
            "order_id": "s.id",
            "order_partner_id": "s.partner_id",
            "product_uom_qty": "s.factor",
            "qty_delivered": "CASE WHEN s.done THEN s.factor ELSE s.factor / 2 END",
            "qty_invoiced": "CASE WHEN s.done THEN s.factor ELSE 0 END",
            "price_subtotal": "t.price_subtotal * s.factor",
            "price_total": "t.price_total * s.factor",
        },
    )
    env.cr.execute(
        """
        INSERT INTO sale_order_line_invoice_rel (order_line_id, invoice_line_id)
        SELECT s.line_id, l.id
          FROM bench_order s
          JOIN account_move_line l
            ON l.move_id = s.invoice_id AND l.display_type = 'product'
         WHERE s.done
        """
    )

"""Orders become deliveries become invoices, each on its own day."""

from contextlib import contextmanager
from datetime import datetime, time
from random import Random

from odoo import Command

from . import catalogue
from . import dealers as people_of

# Ten o'clock in the morning in Chengdu, in UTC as Odoo stores it.
ORDER_TIME = time(2, 0)
SEASONAL = {"GB-SF": (12, 1, 2), "GB-MA": (8, 9)}
DOLLAR_PRICE = 7.0


def place_orders(env, plans, partners, cast, products):
    """Create and confirm the planned orders.

    :param plans: ``story.PlannedOrder`` list
    :return: ``sale.order`` records in the order of ``plans``
    """
    orders = env["sale.order"].create(
        [_order_vals(plan, cast[plan.dealer], partners, products) for plan in plans]
    )
    orders.action_confirm()
    # Confirming dates an order now; these were confirmed when they were placed.
    for plan, order in zip(plans, orders, strict=True):
        order.date_order = datetime.combine(plan.day, ORDER_TIME)
    env.flush_all()
    return orders


def deliver(orders):
    """Deliver what was ordered, line by line."""
    for quantity, lines in orders.order_line.grouped("product_uom_qty").items():
        lines.qty_delivered = quantity
    orders.env.flush_all()


def invoice(env, plans, orders):
    """Invoice the delivered orders; those old enough are dated and posted.

    :return: ``{order: invoice}``
    """
    days = {
        order.id: plan.invoice_day
        for plan, order in zip(plans, orders, strict=True)
        if plan.stage == "invoiced"
    }
    with _dated(env, days):
        moves = orders._create_invoices(grouped=True)
    moves.filtered("invoice_date").action_post()
    env.flush_all()
    return {move.invoice_line_ids.sale_line_ids.order_id: move for move in moves}


@contextmanager
def _dated(env, days):
    """Within it invoices are created on their day, not dated by a second pass.

    Dating them afterwards would compute every line of every invoice twice.
    """
    Order = env.registry["sale.order"]
    prepare = Order._prepare_invoice

    def _prepare_invoice(order):
        return {**prepare(order), "invoice_date": days.get(order.id)}

    Order._prepare_invoice = _prepare_invoice
    try:
        yield
    finally:
        del Order._prepare_invoice


def _order_vals(plan, dealer, partners, products):
    partner = partners[dealer.key]
    payer = partners[dealer.payer] if dealer.payer else partner
    addresses = partner.address_get(["delivery", "invoice"])
    return {
        "partner_id": partner.id,
        "partner_invoice_id": payer.id if dealer.payer else addresses["invoice"],
        "partner_shipping_id": addresses["delivery"],
        "payment_term_id": payer.property_payment_term_id.id,
        "pricelist_id": payer.property_product_pricelist.id,
        "user_id": partner.user_id.id,
        "date_order": datetime.combine(plan.day, ORDER_TIME),
        "order_line": [
            Command.create(
                {"product_id": products[code].id, "product_uom_qty": quantity}
            )
            for code, quantity in _basket(plan, dealer)
        ],
    }


def _basket(plan, dealer):
    """Products and cases that together cost the planned amount, to the last case."""
    random = Random(f"{dealer.key}/{plan.day.toordinal() % 97}")
    discount = catalogue.PRICELISTS[people_of.pricelist_of(dealer)][1]
    prices = {
        code: price * (100 - discount) / 100
        for rows in catalogue.PRODUCTS.values()
        for code, _name, price in rows
    }
    season = [code for code, months in SEASONAL.items() if plan.day.month in months]
    lines = [
        code for code in prices if code not in SEASONAL and code != catalogue.FILLER
    ]
    chosen = random.sample(lines, 1 if plan.amount < 40_000 else 2) + season[:1]
    left = plan.amount
    for code in chosen:
        quantity = int(plan.amount * random.uniform(0.25, 0.35) / prices[code])
        if quantity:
            left -= quantity * prices[code]
            yield code, quantity
    yield catalogue.FILLER, max(1, round(left / prices[catalogue.FILLER]))

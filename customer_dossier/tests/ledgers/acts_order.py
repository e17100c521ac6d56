"""Businesses about sale orders: what went out, what was invoiced, what is to come."""

from odoo import Command


def offered(one):
    """A quotation, which is nothing yet."""
    yield from _quotation(one)


def ordered(one):
    yield from _order(one)


def delivered(one):
    """Delivered in part, in full or beyond."""
    order = yield from _order(one)
    _deliver(one, order, 1.6)


def invoiced(one):
    """Delivered and invoiced in part, then delivered on."""
    order = yield from _order(one)
    yield from _bill(one, order)
    _deliver(one, order, 1.2)


def invoiced_ahead(one):
    """Invoiced by what was ordered; half of it has left the house."""
    order = yield from _order(one, product_id=one.books.advance.id)
    order.order_line.qty_delivered = order.order_line.product_uom_qty // 2
    invoice = yield one.stage.bill, order
    yield from _post(one, order, invoice)


def billed_in_draft(one):
    order = yield from _order(one)
    _deliver(one, order)
    yield one.stage.bill, order


def sent_back(one):
    """Invoiced, then credited in part: the order does not come back."""
    order = yield from _order(one)
    yield from _bill(one, order)
    line = order.order_line
    line.qty_delivered -= min(line.qty_delivered, one.chance.randint(1, 4))
    credit = yield one.stage.bill, order
    yield from _post(one, order, credit)


def reversed_order(one):
    order = yield from _order(one)
    invoice = yield from _bill(one, order)
    day = one.later(invoice.date, 1, 30)
    dates = [{"invoice_date": day, "date": day}]
    yield one.stage.alone, lambda: invoice._reverse_moves(dates, cancel=True)


def with_a_down_payment(one):
    order = yield from _order(one)
    invoice = yield one.stage.alone, lambda: _advance(one, order)
    yield from _post(one, order, invoice)
    if one.chance.random() < 0.5:
        yield from _bill(one, order)


def closed(one):
    order = yield from _order(one)
    yield from _bill(one, order)
    order.action_lock()


def withdrawn(one):
    order = yield from _order(one)
    order._action_cancel()


def dollar_order(one):
    order = yield from _order(one, currency=one.books.dollar)
    _deliver(one, order)


def by_the_dozen(one):
    order = yield from _order(one, product_uom_id=one.books.dozen.id)
    yield from _bill(one, order)
    _deliver(one, order, 1.2)


def in_sections(one):
    order = yield from _order(one)
    words = {"display_type": "line_section", "name": "By lorry"}
    gift = {"product_id": one.books.product.id, "product_uom_qty": 0}
    order.order_line = [Command.create(words), Command.create(gift)]


def _quotation(one, currency=None, **line):
    currency = currency or one.books.company.currency_id
    vals = {
        "product_id": one.books.product.id,
        "product_uom_qty": one.chance.randint(2, 20),
        "price_unit": round(one.amount() / 10, 2),
        "discount": one.chance.choice((0, 0, 7.5)),
        "tax_ids": one.chance.choice(([], one.books.tax.ids)),
        **line,
    }
    return (
        yield (
            one.stage.make,
            "sale.order",
            {
                "partner_id": one.somebody().id,
                "date_order": f"{one.day()} 04:00:00",
                "order_line": [Command.create(vals)],
                "pricelist_id": one.books.prices[currency].id,
            },
        )
    )


def _order(one, currency=None, **line):
    made = yield from _quotation(one, currency, **line)
    yield one.stage.confirm, made, one.day()
    return made


def _deliver(one, order, most=1.0):
    """Let more leave the house, up to a multiple of what was ordered."""
    line = order.order_line.filtered(lambda row: not row.is_downpayment)[:1]
    out = int(line.qty_delivered)
    line.qty_delivered = one.chance.randint(
        out + 1, max(out + 1, int(line.product_uom_qty * most))
    )


def _bill(one, order):
    """Deliver a part and invoice it."""
    _deliver(one, order, 0.8)
    invoice = yield one.stage.bill, order
    return (yield from _post(one, order, invoice))


def _post(one, order, invoice):
    invoice.invoice_date = one.later(order.date_order.date(), 0, 20)
    yield one.stage.post, invoice
    return invoice


def _advance(one, order):
    wizard = one.stage.env["sale.advance.payment.inv"].create(
        {
            "sale_order_ids": order.ids,
            "advance_payment_method": "percentage",
            "amount": one.chance.choice((20, 50)),
        }
    )
    return wizard._create_invoices(order)


ACTS = (
    offered,
    ordered,
    delivered,
    invoiced,
    invoiced_ahead,
    billed_in_draft,
    sent_back,
    reversed_order,
    with_a_down_payment,
    closed,
    withdrawn,
    dollar_order,
    by_the_dozen,
    in_sections,
)

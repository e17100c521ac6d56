"""Which kinds of sale orders there are."""


def order_kinds(orders):
    """:return: ``{kind: number of orders}``"""
    sold = orders.filtered(lambda order: order.state == "sale")
    kinds = {
        "nothing delivered": lambda line: not line.qty_delivered,
        "delivered in part": lambda line: 0 < line.qty_delivered < line.product_uom_qty,
        "delivered beyond": lambda line: line.qty_delivered > line.product_uom_qty,
        "invoiced in part": lambda line: (
            0 < line.qty_invoiced < min(line.product_uom_qty, line.qty_delivered)
        ),
        "invoiced ahead": lambda line: line.qty_invoiced > line.qty_delivered,
        "sent back": lambda line: any(
            move.move_type == "out_refund" for move in line.invoice_lines.move_id
        ),
        "invoiced in draft": lambda line: any(
            move.state == "draft" for move in line.invoice_lines.move_id
        ),
        "by the dozen": lambda line: line.product_uom_id != line.product_id.uom_id,
        "without a quantity": lambda line: not line.product_uom_qty,
    }
    goods = sold.order_line.filtered(
        lambda line: not line.display_type and not line.is_downpayment
    )
    return {
        **{
            kind: len(goods.filtered(condition).order_id)
            for kind, condition in kinds.items()
        },
        "order in dollars": len(
            sold.filtered(
                lambda order: order.currency_id != order.company_id.currency_id
            )
        ),
        "down payment": len(
            sold.filtered(
                lambda order: order.order_line.filtered("is_downpayment").invoice_lines
            )
        ),
        "closed order": len(sold.filtered("locked")),
        "cancelled order": len(orders.filtered(lambda order: order.state == "cancel")),
        "quotation": len(orders.filtered(lambda order: order.state == "draft")),
    }

"""Confirm orders of three lines, in a database with our addon and in one without it."""

import json
import statistics
import time

from odoo import Command

ORDERS = 30


def main(env):
    """Confirm quotations one by one, each committed; print what one of them costs."""
    orders = _quotations(env)
    orders[0].action_confirm()  # warms plans, registry, rules
    env.cr.commit()
    times, queries = [], []
    for order in orders[1:]:
        env.invalidate_all()
        before, begin = env.cr.sql_log_count, time.perf_counter()
        order.action_confirm()
        env.flush_all()
        times.append(time.perf_counter() - begin)
        queries.append(env.cr.sql_log_count - before)
        env.cr.commit()
        assert order.state == "sale", order.name
    found = {
        "ms": statistics.median(times) * 1000,
        "queries": statistics.median(queries),
    }
    print(f"|{json.dumps({'confirm an order': found})}")


def _quotations(env):
    """One of each customer: nobody has a hundred orders open."""
    products = env["product.product"].create(
        [{"name": f"Bench {n}", "type": "consu", "taxes_id": False} for n in range(3)]
    )
    lines = [
        Command.create({"product_id": product.id, "price_unit": 0.01})
        for product in products
    ]
    orders = env["sale.order"].create(
        [{"partner_id": partner.id, "order_line": lines} for partner in _customers(env)]
    )
    env.cr.commit()
    return orders


def _room(Partner):
    """What lets the OCA's add-on check a customer; nothing without it."""
    names = [n for n in Partner._fields if n.startswith("risk_")]
    included = [n for n in names if n.endswith("_include")]
    return {"credit_limit": 1e9, **dict.fromkeys(included, True)} if included else {}


def _customers(env):
    """Those with room for an order; anybody without our addon."""
    if "customer.dossier" not in env:
        room = _room(env["res.partner"])
        return env["res.partner"].create(
            [{"name": f"Plain {n}", "is_company": True, **room} for n in range(ORDERS)]
        )
    env.company.dossier_hold = True
    dossiers = env["customer.dossier"].search([], limit=ORDERS)
    dossiers.write({"state": "active", "credit_mode": "limit", "credit_limit": 1e9})
    env["customer.dossier.hold.rule"].search([("kind", "=", "overdue_days")]).write(
        {"excluded_ids": [Command.link(one.id) for one in dossiers]}
    )
    return dossiers.partner_id

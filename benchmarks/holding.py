"""Measure asking again about many held orders, as the job does when money came."""

import statistics
import time

from odoo import Command

from .judging import _queries

FEW, MANY = 100, 1000
ROUNDS = 3


def main(env):
    """Hold an order of each of ``MANY`` customers, look again, take it all back."""
    env.company.dossier_hold = True
    dossiers = env["customer.dossier"].search([("state", "=", "active")], limit=MANY)
    # Nobody passes in the end: to confirm an order is measured in confirming.py.
    dossiers.write({"credit_mode": "limit", "credit_limit": 0.01})
    product = env["product.product"].create({"name": "Bench", "taxes_id": False})
    line = Command.create({"product_id": product.id, "price_unit": 1})
    orders = env["sale.order"].create(
        [{"partner_id": one.partner_id.id, "order_line": [line]} for one in dossiers]
    )
    orders._credit_hold()
    env.flush_all()
    assert set(orders.mapped("credit_state")) == {"held"}
    few = _queries(env, dossiers[:FEW]._recheck_holds)
    seconds = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        many = _queries(env, dossiers._recheck_holds)
        seconds.append(time.perf_counter() - begin)
    assert set(orders.mapped("credit_state")) == {"held"}
    print(
        f"| {len(orders):6} | {few:3} / {many:3} | {statistics.median(seconds):6.2f} "
        f"| {statistics.median(seconds) / len(orders) * 1000:5.2f} |"
    )
    env.cr.rollback()

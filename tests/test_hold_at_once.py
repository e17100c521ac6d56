"""Two people confirm orders of one customer at the same moment: one headroom, one pass."""

from asking import answer

SCRIPT = """
import json, threading
from odoo import SUPERUSER_ID, Command, api
from odoo.service.model import retrying

company = env.company
company.dossier_hold = True
partner = env["res.partner"].create({"name": "Last headroom", "is_company": True})
dossier = env["customer.dossier"].create({
    "partner_id": partner.id, "credit_mode": "limit", "credit_limit": 1000})
dossier.action_activate()
product = env["product.product"].create({"name": "Baijiu", "taxes_id": False})
line = {"product_id": product.id, "price_unit": 600, "tax_ids": False}
orders = env["sale.order"].create([{
    "partner_id": partner.id, "order_line": [Command.create(line)]}] * 2)
env.cr.commit()
said, tries = [], []

def confirm(cr, order):
    tries.append(order)
    own = api.Environment(cr, SUPERUSER_ID, {})
    own["sale.order"].browse(order).action_confirm()
    cr.flush()

def attempt(order):
    with env.registry.cursor() as cr:
        retrying(lambda: confirm(cr, order), api.Environment(cr, SUPERUSER_ID, {}))

# The first one is checked and not committed when the second one begins.
with env.registry.cursor() as first:
    confirm(first, orders[0].id)
    other = threading.Thread(target=attempt, args=[orders[1].id])
    other.start()
    other.join(3)
    first.commit()
other.join()
env.cr.rollback()
env.invalidate_all()
print("RESULT", json.dumps([
    orders.mapped("state"), orders.mapped("credit_state"), len(tries)]))
"""


def test_two_orders_do_not_both_pass_on_the_last_headroom(fresh):
    states, credit, tries = answer(fresh, SCRIPT)
    assert states == ["sale", "draft"]
    assert credit == ["clear", "held"]
    # It waited for the first, saw that its view was old, and was tried again.
    assert tries == 3

"""A customer signs and pays online, in a real browser, and reads a decent message."""

import pytest
from asking import answer
from browser import Browser
from conftest import answering, run_odoo
from ground.odoo import command

SETUP = """
import json
from odoo import Command

company = env.company
company.write({"dossier_hold": True, "portal_confirmation_sign": True})
company.currency_id = env.ref("base.EUR")
partner = env["res.partner"].create({
    "name": "Sign and Pay Ltd", "is_company": True, "email": "buyer@example.com",
    "street": "1 Road", "city": "Town", "zip": "1000",
    "country_id": env.ref("base.be").id, "phone": "123"})
dossier = env["customer.dossier"].create({
    "partner_id": partner.id, "credit_mode": "limit", "credit_limit": 100})
dossier.action_activate()
product = env["product.product"].create({
    "name": "Baijiu", "taxes_id": False, "type": "service"})
provider = env.ref("payment.payment_provider_demo")
provider.write({"state": "test", "is_published": True})
provider.payment_method_ids.active = True

def quotation(signs, pays, price):
    return env["sale.order"].create({
        "partner_id": partner.id, "require_signature": signs,
        "require_payment": pays, "state": "sent", "prepayment_percent": 1.0,
        "order_line": [Command.create({"product_id": product.id,
            "price_unit": price, "tax_ids": False})]})

orders = quotation(True, False, 101) + quotation(False, True, 102)
dossier.agreed_stop = True
links = [[order.id, order.get_portal_url()] for order in orders]
env.cr.commit()
print("RESULT", json.dumps(links))
"""
STATE = """
import json
orders = env["sale.order"].browse(%r)
print("RESULT", json.dumps([
    [o.state, o.credit_state, o.transaction_ids.mapped("state"), bool(o.signature)]
    for o in orders]))
"""
# The name was written onto the canvas; before that a click signs nothing.
DRAWN = """[...document.querySelectorAll(".modal canvas")].some((canvas) => canvas.width &&
    canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
        .data.some((value) => value))"""
MODAL = "#sale_order_sidebar_button [data-bs-target='#modalaccept']"


@pytest.fixture(scope="module")
def shop(make_database, installed):
    """A database where payments can be tried, its address and its quotations."""
    name = make_database("dossier_test_shop", installed[0])
    run_odoo(name, "-i", "payment_demo")
    orders = answer(name, SETUP)
    with answering(command("-d", name, f"--db-filter=^{name}$")) as url:
        yield name, url, orders


THANKS = "We have received your order and will confirm it soon."


def click(browser, selector):
    browser.wait(f"document.querySelector({selector!r})")
    browser.run(f"document.querySelector({selector!r}).click()")


def sign(browser, path):
    browser.open(path, MODAL)
    click(browser, MODAL)
    browser.wait(DRAWN)
    click(browser, ".o_portal_sign_submit:not([disabled])")
    browser.wait("location.search.includes('sign_ok')")
    thanks = ".alert-success.alert-dismissible"
    browser.wait(f"document.querySelector({thanks!r})")
    return browser.run(f"document.querySelector({thanks!r}).innerText")


def pay(browser, path):
    browser.open(path, MODAL)
    click(browser, MODAL)
    button = "[name='o_payment_submit_button']:not([disabled])"
    browser.wait(f"document.querySelector({button!r})")
    click(browser, button)
    browser.wait("location.pathname == '/payment/status'")
    browser.wait("location.pathname.startsWith('/my/orders/')")
    return browser.run("document.body.innerText")


def test_to_sign_and_to_pay_succeed_and_the_order_waits(shop):
    database, url, ((signed, signed_at), (paid, paid_at)) = shop
    with Browser(url) as browser:
        words = sign(browser, signed_at)
        assert THANKS in words
        words = pay(browser, paid_at)
        assert THANKS in words
        assert "Traceback" not in words
    (first, second) = answer(database, STATE % [signed, paid])
    assert first == ["sent", "held", [], True]
    assert second == ["sent", "held", ["done"], False]

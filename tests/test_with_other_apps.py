"""What the addon takes from other apps of Odoo, where a company uses them."""

from asking import answer
from conftest import run_odoo

FIRST_DAYS = """
user = env["res.users"].create({"name": "Lin", "login": "lin_hr"})
env["hr.employee"].create(
    {"name": "Lin", "user_id": user.id, "date_version": "2015-03-02"}
)
draft = env["customer.dossier.clearance"].create({"user_id": user.id})
stranger = env["res.users"].create({"name": "Ho", "login": "ho_hr"})
other = env["customer.dossier.clearance"].create({"user_id": stranger.id})
seen = [str(draft.employed_since), draft.employed_evidence, other.employed_since]
"""
# Margins 60 of 120 and 20 of 80: half and a quarter, together 80 of 200.
MARGINS = """
product = env["product.product"].create({"name": "Baijiu", "standard_price": 60})
dossiers = env["customer.dossier"]
for name, price in (("Good", 120), ("Poor", 80), ("Never", None)):
    customer = env["res.partner"].create({"name": name, "is_company": True})
    dossiers += dossiers.create({"partner_id": customer.id})
    if price:
        line = {"product_id": product.id, "price_unit": price, "product_uom_qty": 1}
        order = {"partner_id": customer.id, "order_line": [(0, 0, line)]}
        env["sale.order"].create(order).action_confirm()
ratios = dossiers._margin_rel()
measured = [ratios[dossier.id] for dossier in dossiers]
"""
SAY = """
import json
print("RESULT", json.dumps([seen, measured]))
"""


def test_employees_files_and_margins_are_read(fresh):
    run_odoo(fresh, "-i", "hr,sale_margin")
    first_days, margins = answer(fresh, FIRST_DAYS + MARGINS + SAY)
    assert first_days == ["2015-03-02", "Employee's file", False]
    assert margins == [0.5 / 0.4, 0.25 / 0.4, None]

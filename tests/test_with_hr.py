"""Where Odoo keeps employees, an appointment takes the first day from their file."""

from asking import answer
from conftest import run_odoo

SCRIPT = """
import json

user = env["res.users"].create({"name": "Lin", "login": "lin_hr"})
employee = env["hr.employee"].create(
    {"name": "Lin", "user_id": user.id, "date_version": "2015-03-02"}
)
draft = env["customer.dossier.clearance"].create({"user_id": user.id})
stranger = env["res.users"].create({"name": "Ho", "login": "ho_hr"})
other = env["customer.dossier.clearance"].create({"user_id": stranger.id})
seen = [draft.employed_since, draft.employed_evidence, other.employed_since]
print("RESULT", json.dumps(seen, default=str))
"""


def test_the_first_day_comes_from_the_employees_file(fresh):
    run_odoo(fresh, "-i", "hr")
    seen = answer(fresh, SCRIPT)
    assert seen == ["2015-03-02", "Employee's file", False]

"""LibreOffice computes every formula of a provision run to what the file says."""

import openpyxl
import pytest
from ground.odoo import command, environment
from ground.steps import run
from workbooks import without_values

EXPORT = """
import base64
from datetime import timedelta
from odoo import Command
from odoo.addons.customer_dossier.tests.common import appoint

company = env.company
today = company._dossier_today()
env["account.chart.template"].try_loading("generic_coa", company, install_demo=False)

def account(kind):
    return env["account.account"].search(
        [("company_ids", "in", company.ids), ("account_type", "=", kind)], limit=1
    )

def entry(partner, amount, age):
    day = today - timedelta(days=age)
    env["account.move"].create(
        {{
            "move_type": "entry",
            "date": day,
            "line_ids": [
                Command.create(
                    {{
                        "account_id": account(kind).id,
                        "partner_id": partner.id,
                        "date_maturity": day,
                        "balance": sign * amount,
                    }}
                )
                for kind, sign in (("asset_receivable", 1), ("income", -1))
            ],
        }}
    ).action_post()

dossiers = env["customer.dossier"]
grades = env["customer.dossier.grade"].search([])
for number in range(9):
    partner = env["res.partner"].create(
        {{"name": f"=1+{{number}} 客户", "is_company": True}}
    )
    dossiers |= env["customer.dossier"].create(
        {{"partner_id": partner.id, "company_id": company.id}}
    )
    dossiers[-1].grade_id = grades[number % 3]
    for age in (0, 20, 40, 75, 120, 300):
        entry(partner, round(100.115 * number + age / 7 + 1, 2), age)
    entry(partner, -30 - number, 3)
people = env["res.users"]
for login in ("wang", "li"):
    people |= env["res.users"].create(
        {{
            "name": login,
            "login": login,
            "group_ids": [Command.set(env.ref("base.group_user").ids)],
        }}
    )
    appoint(people[-1], "leader")
env.cr.commit()  # the access log's own connection has to see the readers
Run = env["customer.dossier.provision.run"]
first = Run.with_user(people[0]).create({{"as_of": today - timedelta(days=60)}})
first.action_compute()
first.with_user(people[1]).action_approve()
last = Run.with_user(people[0]).create(
    {{
        "as_of": today,
        "segmentation": "grade",
        "rate_source": "history",
        "factor": 1.05,
        "used": 10,
    }}
)
env["customer.dossier.provision.specific"].with_user(people[0]).create(
    {{
        "run_id": last.id,
        "dossier_id": dossiers[-1].id,
        "allowance": 99.99,
        "reason": "=1+1",
    }}
)
last.action_compute()
last.line_ids.filtered("gross")[0].write({{"rate": 0.123456, "reason": "Known"}})
wizard = env["customer.dossier.provision.export"].with_user(people[0]).create(
    {{"run_id": last.id, "purpose": "Test"}}
)
wizard.action_export()
open({target!r}, "wb").write(base64.b64decode(wizard.file))
"""


@pytest.fixture(scope="module")
def exported(make_database, installed, tmp_path_factory):
    """A run by grades and own history, with an override and a specific customer."""
    target = tmp_path_factory.mktemp("provision") / "provision.xlsx"
    name = make_database("dossier_test_provision", installed[0])
    words = command("shell", "-d", name, "--no-http")
    script = EXPORT.format(target=str(target))
    run(words, "provision", "The export failed", script, env=environment())
    assert target.exists(), "the log provision says why"
    return target


@pytest.fixture(scope="module")
def computed(exported, recompute):
    """What LibreOffice makes of the formulas alone."""
    return recompute(without_values(exported, exported.parent / "bare.xlsx"))


def test_every_formula_comes_to_the_value_in_the_file(exported, computed):
    formulas = openpyxl.load_workbook(exported)
    values = openpyxl.load_workbook(exported, data_only=True)
    seen = 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                seen += 1
                written = values[sheet.title][cell.coordinate].value
                found = computed[sheet.title][cell.coordinate].value
                place = f"{sheet.title}!{cell.coordinate} {cell.value}"
                assert found == pytest.approx(written, abs=1e-6), place
    assert seen > 30


def test_another_factor_moves_everything(exported, recompute):
    book = openpyxl.load_workbook(exported)
    before = openpyxl.load_workbook(exported, data_only=True)
    book["Matrix"]["B3"].value = 2
    changed = exported.parent / "changed.xlsx"
    book.save(changed)
    after = recompute(changed)
    assert _cover(after, "Allowance") > _cover(before, "Allowance")
    moved = _cover(after, "Allowance") - _cover(before, "Allowance")
    word = "Charge (+) or release (−)"
    assert _cover(after, word) - _cover(before, word) == pytest.approx(moved)


def test_the_ledger_agrees(computed):
    assert _cover(computed, "Difference") == 0
    assert _cover(computed, "Gross receivable") > 1000


def _cover(book, label):
    return next(
        row[1].value for row in book["Cover"].iter_rows() if row[0].value == label
    )

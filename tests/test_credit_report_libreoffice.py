"""LibreOffice computes every formula of the credit report to what the file says."""

from datetime import datetime
from types import SimpleNamespace

import openpyxl
import pytest
from ground.odoo import command, environment
from ground.steps import run
from workbooks import without_values

EXPORT = """
import base64
from datetime import date, timedelta
from odoo import Command
from odoo.addons.customer_dossier.tests.common import appoint

today = env.company._dossier_today()
env.ref("base.JPY").active = True
other = env["res.company"].create(
    {{"name": "Nippon Bar & Söhne 'x'", "currency_id": env.ref("base.JPY").id}}
)
env["account.chart.template"].try_loading("generic_coa", other, install_demo=False)
companies = env.company | other
env.user.company_ids = companies
env = env(context=dict(env.context, allowed_company_ids=companies.ids))

def account(company, kind):
    return env["account.account"].with_company(company).search(
        [("company_ids", "in", company.ids), ("account_type", "=", kind)], limit=1
    )

def entry(company, partner, amount, age):
    day = today - timedelta(days=age)
    env["account.move"].with_company(company).create(
        {{
            "move_type": "entry",
            "date": day,
            "line_ids": [
                Command.create(
                    {{
                        "account_id": account(company, kind).id,
                        "partner_id": partner.id if partner else False,
                        "date_maturity": day,
                        "balance": sign * amount,
                    }}
                )
                for kind, sign in (("asset_receivable", 1), ("income", -1))
            ],
        }}
    ).action_post()

for company in companies:
    for number in range(12):
        partner = env["res.partner"].create(
            {{"name": f"=1+{{number}} 客户 {{company.name}}", "is_company": True}}
        )
        if number:
            env["customer.dossier"].create(
                {{
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "credit_mode": "limit",
                    "credit_limit": 1000,
                    "deposit_held": 50 * number,
                }}
            )
        digits = company.currency_id.decimal_places
        for age in (0, 20, 40, 75, 120, 300, 500):
            entry(company, partner, round(100.1 * number + age / 7 + 1, digits), age)
        entry(company, partner, -30 - number, 3)
    entry(company, None, 11, 5)
leader = env["res.users"].create(
    {{
        "name": "Li & Co",
        "login": "li",
        "company_id": env.company.id,
        "company_ids": [Command.set(companies.ids)],
        "group_ids": [Command.set(env.ref("base.group_user").ids)],
    }}
)
appoint(leader, "leader")
env.cr.commit()  # the access log's own connection has to see the reader
wizard = env["customer.dossier.credit.report"].with_user(leader).create(
    {{"company_ids": [Command.set(companies.ids)], "purpose": "Test"}}
)
wizard.action_export()
open({target!r}, "wb").write(base64.b64decode(wizard.file))
"""
LEDGER = "Receivable accounts of the ledger"


@pytest.fixture(scope="module")
def exported(make_database, installed, tmp_path_factory):
    """The report of two companies with two currencies, as a file."""
    target = tmp_path_factory.mktemp("report") / "report.xlsx"
    name = make_database("dossier_test_report", installed[0])
    words = command("shell", "-d", name, "--no-http")
    script = EXPORT.format(target=str(target))
    run(words, "credit-report", "The export failed", script, env=environment())
    assert target.exists(), "the log credit-report says why"
    return target


@pytest.fixture(scope="module")
def books(exported, recompute):
    """The file's formulas, the values in it, and what LibreOffice makes of it."""
    return SimpleNamespace(
        formulas=openpyxl.load_workbook(exported),
        values=openpyxl.load_workbook(exported, data_only=True),
        computed=recompute(without_values(exported, exported.parent / "bare.xlsx")),
    )


def test_every_formula_comes_to_the_value_in_the_file(books):
    seen = 0
    for sheet in books.formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type != "f":
                continue
            seen += 1
            written = books.values[sheet.title][cell.coordinate].value
            computed = books.computed[sheet.title][cell.coordinate].value
            place = f"{sheet.title}!{cell.coordinate} {cell.value}"
            if isinstance(written, int | float):
                assert computed == pytest.approx(written, abs=0.005), place
            else:
                assert computed == written, place
    # 22 dossiers on two sheets, totals per currency, the control of two companies.
    assert seen > 60


def test_the_total_agrees_with_the_ledger_of_each_company(books):
    for column in (2, 3):
        assert _cover(books.computed, "Difference", column) == 0
        assert _cover(books.computed, "Agrees with the ledger", column) == "Yes"
        assert _cover(books.computed, LEDGER, column) > 1000


def test_texts_stay_texts(books):
    names = [row[3].value for row in books.computed["Summary"].iter_rows(min_row=5)]
    assert any(str(name).startswith("=1+11 客户") for name in names)


def test_a_changed_ledger_shows_as_a_difference(exported, recompute):
    book = openpyxl.load_workbook(exported)
    sheet = book["Cover"]
    row = next(row for row in sheet.iter_rows() if row[0].value == LEDGER)
    row[1].value -= 5
    changed = exported.parent / "changed.xlsx"
    book.save(changed)
    computed = recompute(changed)
    assert _cover(computed, "Difference", 2) == pytest.approx(5)
    assert _cover(computed, "Agrees with the ledger", 2).startswith("No")
    assert _cover(computed, "Agrees with the ledger", 3) == "Yes"


def test_dates_are_dates(books):
    assert isinstance(_cover(books.computed, "As of", 2), datetime)
    days = [row[5].value for row in books.computed["Open items"].iter_rows(min_row=5)]
    assert all(isinstance(day, datetime) for day in days if day)


def _cover(book, label, column):
    sheet = book["Cover"]
    row = next(row for row in sheet.iter_rows() if row[0].value == label)
    return row[column - 1].value

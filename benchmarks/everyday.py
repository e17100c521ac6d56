"""What people do all day: run in a database with our addon and in its twin without."""

import json
import statistics
import time

from odoo import fields
from odoo.tests import new_test_user

from odoo.addons.customer_dossier.tests.view_common import specification

from .opening import _reader

ROUNDS = 15
SAMPLE = 30
PAGE = 80
INVOICES = 1000
CLERK = "bench_clerk"
#: Somebody who works with customers and invoices, without a clearance.
GROUPS = (
    "base.group_user,base.group_partner_manager,account.group_account_invoice,"
    "sales_team.group_sale_salesman_all_leads"
)


def main(env):
    """Print what each thing costs: ``{name: {"ms": median, "queries": median}}``."""
    clerk = env["res.users"].search([("login", "=", CLERK)]) or new_test_user(
        env, CLERK, groups=GROUPS
    )
    env.cr.commit()
    customers = env["res.partner"].search([("ref", "=like", "bench %")], limit=SAMPLE)
    mine = customers.with_user(clerk)
    things = {
        **_screens("customer", mine, [("city", "=", False)], "country_id", "color"),
        "write a customer": lambda n: lambda: mine[n % SAMPLE].write({"comment": n}),
        **_archive(env, mine),
    }
    found = {name: _measure(env, thing) for name, thing in things.items()}
    found[f"post {INVOICES} invoices"] = _measure(env, _posting(env, customers), 1)
    print(f"|{json.dumps(found)}")


def _archive(env, customers):
    """The dossiers' screens as a leader; without dossiers, those of the customers."""
    if "customer.dossier" not in env:
        domain = [("city", "=", False), ("color", "=", 0)]
        return _screens("dossier", customers, domain, "country_id", "color")
    dossiers = env["customer.dossier"].with_user(_reader(env))
    domain = [("grade_id.code", "=", "general"), ("overdue", ">", 0)]
    sample = dossiers.search([], limit=SAMPLE)
    return _screens("dossier", sample, domain, "grade_id", "overdue")


def _screens(word, records, domain, group, summed):
    """``{name: number -> what to do}``"""
    form, page = (
        specification(records.get_view(view_type=view)["arch"])
        for view in ("form", "list")
    )
    sums = ["__count", f"{summed}:sum"]
    return {
        f"open a {word}": lambda n: lambda: records[n % SAMPLE].web_read(form),
        f"80 {word}s": lambda _n: lambda: records.web_search_read([], page, limit=PAGE),
        f"search {word}s": lambda _n: (
            lambda: records.web_search_read(domain, page, limit=PAGE)
        ),
        f"pivot of {word}s": lambda _n: (
            lambda: records.formatted_read_group([], [group], sums)
        ),
    }


def _measure(env, thing, rounds=ROUNDS):
    """Do a thing again and again, each time from nothing; nothing of it is kept."""
    times, queries = [], []
    for number in range(rounds + 1):
        with env.cr.savepoint() as savepoint:
            act = thing(number)
            env.flush_all()
            env.invalidate_all()
            before, begin = env.cr.sql_log_count, time.perf_counter()
            act()
            env.flush_all()
            times.append(time.perf_counter() - begin)
            queries.append(env.cr.sql_log_count - before)
            savepoint.rollback()
    return {  # the first one warms up
        "ms": statistics.median(times[1:]) * 1000,
        "queries": statistics.median(queries[1:]),
    }


def _posting(env, customers):
    """Draft invoices are made anew each time, which is not measured."""
    # Of its own: the filled one's numbers are not Odoo's.
    journal = env["account.journal"].create(
        {"name": "Posting", "code": "BENCHP", "type": "sale"}
    )
    product = env["product.product"].search([("sale_ok", "=", True)], limit=1)
    line = {"product_id": product.id, "quantity": 1, "price_unit": 10}
    invoices = [
        {
            "move_type": "out_invoice",
            "partner_id": customers[number % SAMPLE].id,
            "journal_id": journal.id,
            "invoice_date": fields.Date.today(),
            "invoice_line_ids": [fields.Command.create(line)],
        }
        for number in range(INVOICES)
    ]
    return lambda _number: env["account.move"].create(invoices).action_post

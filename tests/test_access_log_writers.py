"""Many write the access log at once, over connections of their own."""

import pytest
from asking import answer

THREADS, ROWS = 8, 200
SETUP = """
import json, threading
from odoo import SUPERUSER_ID, api

def in_own_transaction(work):
    with env.registry.cursor() as cr:
        return work(api.Environment(cr, SUPERUSER_ID, {}))

company = env.company
partner = env["res.partner"].create({"name": "Shared", "is_company": True})
dossier = env["customer.dossier"].create({"partner_id": partner.id})
env.cr.commit()
"""
WRITERS = f"""
failures = []

def write(number):
    def work(own):
        log = own["customer.dossier.access.log"]
        for row in range({ROWS}):
            log._record("opened", own["customer.dossier"].browse(dossier.id),
                        detail=f"{{number}}/{{row}}")
    try:
        in_own_transaction(work)
    except Exception as error:
        failures.append(repr(error))

threads = [threading.Thread(target=write, args=[n]) for n in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
RESULT = """
def read(own):
    log = own["customer.dossier.access.log"]
    verdict = log._verify(own["res.company"].browse(company.id))
    return verdict, log.search([], order="position").mapped("detail")

verdict, details = in_own_transaction(read)
print("RESULT", json.dumps([failures, verdict, details]))
"""
ROLLBACK = """
failures = []
env["customer.dossier.access.log"]._record("refused", dossier, detail="kept")
partner.name = "Undone"
env.cr.rollback()
"""
READ_ONLY = """
failures = []
env.cr.execute("SET TRANSACTION READ ONLY")
env["customer.dossier.access.log"]._record("opened", dossier, detail="kept")
try:
    env.cr.execute("UPDATE res_partner SET name = name")
    failures.append("the request could write")
except Exception:
    env.cr.rollback()
"""
HELD = """
failures = []
env["customer.dossier.access.log"]._record("opened", dossier, detail="first")
env["customer.dossier.access.log"].search([]).mapped("detail")
# This transaction goes on, with the locks it has; nobody waits for it.
in_own_transaction(lambda own: own["customer.dossier.access.log"]._record(
    "opened", own["customer.dossier"].browse(dossier.id), detail="second"))
env["customer.dossier.access.log"]._record("opened", dossier, detail="third")
"""
LINE = """
from odoo import sql_db
from odoo.addons.customer_dossier.models import access_line

def kept():
    return access_line._kept[env.cr.dbname]

def record(detail, user=None):
    log = env["customer.dossier.access.log"].with_user(user or env.user)
    log._record("opened", dossier, detail=detail)

def in_use():
    return sum(cnx._pool_in_use for cnx in sql_db._Pool._connections)
"""
GONE = f"""{LINE}
record("first")
before = kept()
env.cr.execute("SELECT pg_terminate_backend(%s, 5000)", [before.connection.info.backend_pid])
record("second")
failures = ["the dead one was kept"] if kept() is before else []
"""
FAILED = f"""{LINE}
record("first")
failures = ["somebody without a name was written down"]
try:
    record("nobody", env["res.users"].browse(2**30))
except Exception:
    failures = []
record("second")
"""
KEPT = f"""{LINE}{WRITERS}
# This script's own connection, and the one that is kept.
failures += [f"{{in_use()}} connections in use"] if in_use() != 2 else []
"""
RULE = """
import json
failures = []
rule = env.ref("customer_dossier.alarm_rule_bulk_reading")

def changes(own):
    rows = own["customer.dossier.access.log"].search([], order="id")
    return [json.loads(row.detail)["changes"].get("threshold") for row in rows]
"""
SETTLED = """
env.cr.commit()
told = in_own_transaction(changes)
if told != expected:
    failures.append(f"{told} instead of {expected}")
"""
KEPT_CHANGE = f"""{RULE}
rule.threshold = 600
rule.threshold = 500
expected = [[60, 600], [600, 500]]
{SETTLED}"""
UNDONE = f"""{RULE}
rule.threshold = 600
env.cr.rollback()
expected = [[60, 600], [600, 60]]
{SETTLED}"""
UNDONE_IN_PART = f"""{RULE}
with env.cr.savepoint() as savepoint:
    rule.threshold = 600
    savepoint.rollback()
expected = [[60, 600], [600, 60]]
{SETTLED}"""
NEW_COMPANY = f"""{RULE}
new = env["res.company"].create({{"name": "New", "dossier_log_retention_years": 2}})
rule.write({{"company_id": new.id, "threshold": 600}})
env.cr.commit()
rule.threshold = 60
expected = [None, [60, 600], [600, 60]]
{SETTLED}
there = in_own_transaction(lambda own: own["customer.dossier.access.log"].search(
    [("company_id", "=", new.id)]).mapped("section"))
if there != ["alarm_rule"]:
    failures.append(there)
"""


@pytest.fixture
def outcome(fresh, request):
    """What a script of Odoo's shell left in the log: failures, verdict, details."""
    return answer(fresh, SETUP + request.param + RESULT)


@pytest.mark.parametrize("outcome", [WRITERS], indirect=True)
def test_no_row_of_many_writers_is_lost_and_the_chain_is_whole(outcome):
    failures, verdict, details = outcome
    assert failures == []
    assert verdict == [THREADS * ROWS, "", 0]
    written = {f"{thread}/{row}" for thread in range(THREADS) for row in range(ROWS)}
    assert len(details) == len(written)
    assert set(details) == written


@pytest.mark.parametrize("outcome", [WRITERS], indirect=True)
def test_each_writers_rows_stand_in_the_order_they_were_written(outcome):
    for thread in range(THREADS):
        mine = [text for text in outcome[2] if text.startswith(f"{thread}/")]
        assert mine == [f"{thread}/{row}" for row in range(ROWS)]


@pytest.mark.parametrize("outcome", [KEPT], indirect=True)
def test_one_connection_is_kept_however_many_write(outcome):
    assert outcome[0] == []


@pytest.mark.parametrize("outcome", [GONE, FAILED], indirect=True)
def test_a_connection_that_broke_costs_no_row(outcome):
    assert outcome == [[], [2, "", 0], ["first", "second"]]


@pytest.mark.parametrize(
    "outcome",
    [KEPT_CHANGE, UNDONE, UNDONE_IN_PART, NEW_COMPANY],
    ids=["kept", "undone", "undone in part", "new company"],
    indirect=True,
)
def test_the_log_tells_what_became_of_a_change(outcome):
    failures, verdict, _details = outcome
    assert failures == []
    assert verdict[1:] == ["", 0]


@pytest.mark.parametrize("outcome", [ROLLBACK, READ_ONLY], indirect=True)
def test_a_row_outlives_its_request(outcome):
    assert outcome == [[], [1, "", 0], ["kept"]]


@pytest.mark.parametrize("outcome", [HELD], indirect=True)
def test_a_request_that_goes_on_holds_nobody_up(outcome):
    assert outcome == [[], [3, "", 0], ["first", "second", "third"]]

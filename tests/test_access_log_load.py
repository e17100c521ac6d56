"""Many people read at once, through several workers: the record holds every opening."""

import itertools
import json
import subprocess
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import answering
from ground.cluster import psql
from ground.odoo import environment, free_port
from ground.python import odoo_python

READERS, OPENINGS, WORKERS = 20, 250, 4  # each reader opens that often
LOGINS = ("load_leader", "load_credit", "load_second_leader", "load_second_credit")
DOSSIERS = 40
SPECIFICATION = {
    "name": {},
    "state": {},
    "exposure": {},
    "rating": {},
    "partner_id": {"fields": {"display_name": {}}},
}
PEOPLE = f"""
from odoo.addons.customer_dossier.tests.common import DossierCommon
DossierCommon.env = env
for login in {LOGINS!r}:
    role = login.rpartition("_")[2]
    DossierCommon._create_user(
        login, f"base.group_user,customer_dossier.group_{{role}}"
    )
customers = env["res.partner"].create(
    [{{"name": f"Customer {{n}}", "is_company": True}} for n in range({DOSSIERS})]
)
env["customer.dossier"].create([{{"partner_id": c.id}} for c in customers])
env.cr.commit()
"""
VERDICT = """
print("VERDICT", *env["customer.dossier.access.log"]._verify(env.company))
"""
ROWS = """
SELECT login, count(*) FROM customer_dossier_access_log
 WHERE action = 'opened' GROUP BY login
"""
CHAIN = """
SELECT count(*) = count(DISTINCT position) AND min(position) = 1
   AND max(position) = count(*) FROM customer_dossier_access_log
"""
TAMPER = """
ALTER TABLE customer_dossier_access_log DISABLE TRIGGER USER;
UPDATE customer_dossier_access_log SET login = 'somebody' WHERE position = 2500;
ALTER TABLE customer_dossier_access_log ENABLE TRIGGER USER
"""


class Reader:
    """Somebody with a session of his own in the web client."""

    def __init__(self, address, database, login):
        self.address, self.login, self.cookie = address, login, ""
        self.call("/web/session/authenticate", db=database, login=login, password=login)

    def call(self, path, **params):
        """Send one JSON-RPC request; returns its result, raises its error."""
        asked = urllib.request.Request(
            self.address + path,
            json.dumps({"jsonrpc": "2.0", "params": params}).encode(),
            {"Content-Type": "application/json", "Cookie": self.cookie},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            said = json.load(answer)
            set_cookie = answer.headers.get("Set-Cookie", "")
        if set_cookie:
            self.cookie = set_cookie.partition(";")[0]
        assert "error" not in said, said["error"]
        return said["result"]

    def open(self, dossier):
        """Open a dossier as its form does; tells whether it was shown."""
        shown = self.call(
            "/web/dataset/call_kw/customer.dossier/web_read",
            model="customer.dossier",
            method="web_read",
            args=[[dossier]],
            kwargs={"specification": SPECIFICATION},
        )
        return shown[0]["id"] == dossier


def shell(words, database, script):
    """Run a script in Odoo's shell; returns what it printed."""
    done = subprocess.run(
        [*words, "shell", "-d", database, "--no-http", "--log-level=error"],
        input=script,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def odoo(tmp_path_factory):
    """The words that start Odoo so that it can start itself again.

    With several workers Odoo runs its own first word once more for the websocket,
    and the one of ``python -m odoo`` does not run by itself.
    """
    script = tmp_path_factory.mktemp("bin") / "odoo"
    script.write_text("from odoo.cli.command import main\nmain()\n")
    return [str(odoo_python()), str(script)]


@pytest.fixture(scope="module")
def opened(odoo, make_database, installed):
    """A database in which many have opened dossiers at once; and who, how often."""
    name = make_database("dossier_test_load", installed[0])
    shell(odoo, name, PEOPLE)
    dossiers = [int(row) for row in psql("SELECT id FROM customer_dossier", name)]
    words = [*odoo, "-d", name, f"--db-filter=^{name}$", f"--workers={WORKERS}"]
    with answering([*words, f"--gevent-port={free_port(8172)}"]) as address:
        logins = itertools.islice(itertools.cycle(LOGINS), READERS)
        readers = [Reader(address, name, login) for login in logins]
        with ThreadPoolExecutor(READERS) as pool:
            shown = list(pool.map(lambda one: _open_many(one, dossiers), readers))
    done = Counter()
    for reader, count in zip(readers, shown, strict=True):
        done[reader.login] += count
    return name, done


def _open_many(reader, dossiers):
    ways = itertools.islice(itertools.cycle(dossiers), OPENINGS)
    return sum(reader.open(dossier) for dossier in ways)


def test_no_opening_is_lost(opened):
    database, done = opened
    assert sum(done.values()) == READERS * OPENINGS
    rows = (row.split("|") for row in psql(ROWS, database))
    assert {login: int(count) for login, count in rows} == done


def test_the_rows_are_numbered_without_a_gap(opened):
    assert psql(CHAIN, opened[0]) == ["t"]


def test_the_chain_is_whole_and_a_changed_row_is_named(odoo, opened):
    database, done = opened
    verdict = f"VERDICT {sum(done.values())}"
    assert f"{verdict}  0\n" in shell(odoo, database, VERDICT)
    psql(TAMPER, database)
    assert f"{verdict} changed 2500\n" in shell(odoo, database, VERDICT)

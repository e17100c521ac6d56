"""A database of every released version upgrades to this one and keeps everything."""

import re
import zipfile

import pytest
from asking import answer
from conftest import run_odoo
from ground import kept, release
from ground.cluster import psql
from ground.databases import drop
from ground.install_log import problems
from kept_rows import lost, rows

NAME = "dossier_test_upgrade"
# PostgreSQL writes the casts of a check another way when it was read from a file.
WORDING = "'::(character varying|text)(\\[\\])?|[() ]', '', 'g'"
# What a table of ours must have after an upgrade as after an installation.
SHAPE = {
    "columns": "SELECT table_name, column_name, data_type, is_nullable"
    " FROM information_schema.columns WHERE table_name LIKE '%dossier%'"
    " OR column_name LIKE '%dossier%'",
    "constraints": "SELECT conrelid::regclass, conname,"
    f" regexp_replace(pg_get_constraintdef(oid), {WORDING})"
    " FROM pg_constraint WHERE conrelid::regclass::text LIKE '%dossier%'",
    "indexes": f"SELECT regexp_replace(indexdef, {WORDING}) FROM pg_indexes WHERE indexname LIKE '%dossier%'",
    "triggers": "SELECT tgrelid::regclass, tgname FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE '%dossier%'",
    "functions": "SELECT md5(prosrc), proname FROM pg_proc"
    " WHERE proname LIKE '%dossier%'",
}
VERIFY = """
import json
companies = env["res.company"].with_context(active_test=False).search([])
log, version = env["customer.dossier.access.log"], env["customer.dossier.version"]
verdicts = [log._verify(company) for company in companies]
print("RESULT", json.dumps({
    "rows": sum(verdict.rows for verdict in verdicts),
    "broken": [verdict.kind for verdict in verdicts if verdict.kind],
    "versions": version.sudo().search_count([]),
    "flaws": version._verify(companies),
}))
"""


@pytest.fixture(scope="module", params=kept.versions())
def upgraded(request):
    """A kept database after its upgrade: the rows before and after, and the log."""
    kept.restore(request.param, NAME)
    before = rows(NAME)
    log = run_odoo(NAME, "-u", "customer_dossier")
    yield before, rows(NAME), log
    drop(NAME)


def test_a_database_is_kept_of_this_version_or_an_earlier_one():
    assert kept.versions()
    assert kept.versions()[-1] <= kept.current_version()


def test_the_kept_database_has_records_of_every_model(upgraded):
    before, _after, _log = upgraded
    assert len(before) > 150
    assert [table for table, found in before.items() if not found] == []


def test_the_upgrade_logs_nothing_louder_than_info(upgraded):
    assert problems(upgraded[2]) == []


def test_every_row_is_kept(upgraded):
    before, after, _log = upgraded
    assert lost(before, after) == []


@pytest.mark.parametrize("kind", SHAPE)
def test_the_tables_are_those_of_an_installation(upgraded, installed, kind):
    fresh = set(psql(SHAPE[kind], installed[0]))
    assert fresh
    assert set(psql(SHAPE[kind], NAME)) ^ fresh == set()


def test_the_chains_are_whole(upgraded):
    seen = answer(NAME, VERIFY)
    assert (seen["broken"], seen["flaws"]) == ([], [])
    assert seen["rows"] and seen["versions"]


def test_a_held_order_is_still_held(upgraded):
    held = "SELECT count(*) FROM sale_order WHERE credit_state = 'held'"
    assert psql(held, NAME) != ["0"]


PRE = """
def migrate(cr, version):
    cr.execute("ALTER TABLE customer_dossier_need RENAME COLUMN way TO former_way")
"""
POST = """
def migrate(cr, version):
    cr.execute("UPDATE customer_dossier_need SET way = former_way || ' of ' || %s",
               [version])
    cr.execute("ALTER TABLE customer_dossier_need DROP COLUMN former_way")
"""


def test_a_migration_script_carries_the_rows_over(upgraded, tmp_path):
    """In a copy of the addon, of a later version, whose scripts move a column."""
    before = psql("SELECT way FROM customer_dossier_need ORDER BY id", NAME)
    zipfile.ZipFile(release.pack(tmp_path)).extractall(tmp_path / "addons")
    addon = tmp_path / "addons" / "customer_dossier"
    manifest = addon / "__manifest__.py"
    later = re.sub(
        r'"version": "[\d.]+"', '"version": "19.0.9.9.9"', manifest.read_text()
    )
    manifest.write_text(later)
    folder = addon / "migrations" / "19.0.9.9.9"
    folder.mkdir(parents=True)
    (folder / "pre-way.py").write_text(PRE)
    (folder / "post-way.py").write_text(POST)
    log = run_odoo(NAME, f"--addons-path={addon.parent}", "-u", "customer_dossier")
    assert problems(log) == []
    now = psql("SELECT way FROM customer_dossier_need ORDER BY id", NAME)
    assert now == [f"{way} of {kept.current_version()}" for way in before]


ROWS = {"need": {"1": {"id": 1, "name": "a", "old": 1}, "2": {"id": 2, "name": "b"}}}


@pytest.mark.parametrize(
    ("after", "found"),
    [
        ({"need": {"1": {"id": 1, "name": "a"}, "2": {"id": 2, "name": "b"}}}, []),
        ({"need": {"1": {"id": 1, "name": "a"}}}, ["need 2: gone"]),
        (
            {"need": {"1": {"id": 1, "name": "a"}, "2": {"id": 2, "name": None}}},
            ["need 2: name was 'b', is None"],
        ),
        ({}, ["need: gone"]),
    ],
    ids=["a column less", "a row less", "another value", "a table less"],
)
def test_what_is_lost_is_found(after, found):
    assert lost(ROWS, after) == found

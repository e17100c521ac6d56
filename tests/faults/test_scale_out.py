"""Two workers, and a replica to which the reading goes."""

import json
from io import BytesIO
from urllib.parse import urlencode

import openpyxl
import pytest
from servers import Client, patiently, serving

SHOWN = {"name": {}, "exposure": {}, "rating": {}, "partner_id": {"fields": {}}}
DOSSIER = "customer.dossier"
# Statements of which the reading is made. An export asks the primary only which
# dossiers the user may carry out, and reads nothing more of them there.
ANY = 'FROM "customer_dossier"'
VALUES = 'SELECT "customer_dossier"."id", '
SECTIONS = 'SELECT "customer_dossier_sheet"."id", '
LEDGER = "account_move_line"

DATABASE = "dossier_scale"
RENAME = "UPDATE res_partner SET name = 'Renamed' WHERE name = 'To approve'"


def _cockpit(client, known):
    shown = client.call("customer.dossier.overview", "cockpit")
    return shown["count"] == len(known["dossiers"]) + 2


def _list(client, _known):
    found = client.call(DOSSIER, "web_search_read", [], SHOWN, limit=80)
    return len(found["records"]) > 30


def _form(client, known):
    one = known["dossiers"][0]
    return client.call(DOSSIER, "web_read", [one], SHOWN)[0]["id"] == one


def _pivot(client, _known):
    asked = {"grouping_sets": [[], ["rating"]], "aggregates": ["exposure:sum"]}
    return client.call(DOSSIER, "formatted_read_grouping_sets", [], **asked)


def _list_export(client, known):
    asked = {
        "model": DOSSIER,
        "fields": [{"name": "partner_id/name", "label": "Customer"}],
        "ids": known["dossiers"],
        "domain": [],
        "import_compat": False,
    }
    said = client.get(f"/web/export/csv?{urlencode({'data': json.dumps(asked)})}")
    return len(said.splitlines()) == len(known["dossiers"]) + 1


def _download(client, model, **vals):
    """What the browser gets when an export's button is pressed."""
    wizard = client.call(model, "web_save", [], vals, {})[0]["id"]
    return client.get(client.call(model, "action_export", [wizard])["url"])


def _credit_report(client, _known):
    content = _download(client, "customer.dossier.credit.report", purpose="Bank")
    return openpyxl.load_workbook(BytesIO(content), read_only=True)


def _rows(book):
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def _archive(client, _known):
    content = _download(client, "customer.dossier.correction", purpose="Correction")
    return openpyxl.load_workbook(BytesIO(content), read_only=True)


WORKS = {
    "cockpit": (_cockpit, ANY),
    "list": (_list, ANY),
    "form": (_form, ANY),
    "pivot": (_pivot, ANY),
    "list export": (_list_export, VALUES),
    "credit report": (_credit_report, LEDGER),
    "archive as a workbook": (_archive, SECTIONS),
}


@pytest.fixture(scope="module")
def scaled_out(stage, tmp_path_factory):
    """A replica, an Odoo with two workers on it and its primary, and a leader there."""
    log = tmp_path_factory.mktemp("scale") / "server.log"
    with stage.copy(DATABASE):
        standby = stage.make(standby_of=stage.cluster)
        for cluster in (stage.cluster, standby):
            cluster.psql("ALTER SYSTEM SET log_statement TO 'all'")
            cluster.psql("SELECT pg_reload_conf()")
        words = [
            f"--db_replica_host={standby.connection['PGHOST']}",
            f"--db_replica_port={standby.connection['PGPORT']}",
        ]
        with serving(stage.cluster.connection, DATABASE, log, *words) as server:
            leader = Client(server.url, DATABASE, "leader")
            for work, _reading in WORKS.values():
                work(leader, stage.known)  # what is made once: plans, caches
            yield standby, server, leader
        stage.cluster.psql("ALTER SYSTEM RESET log_statement")
        stage.cluster.psql("SELECT pg_reload_conf()")


@pytest.mark.parametrize("name", WORKS)
def test_the_reading_goes_to_the_replica(stage, scaled_out, name):
    standby, _server, leader = scaled_out
    work, reading = WORKS[name]
    before = [len(one.said()) for one in (stage.cluster, standby)]
    assert work(leader, stage.known)
    primary, replica = (
        one.said()[start:]
        for one, start in zip((stage.cluster, standby), before, strict=True)
    )
    assert reading in replica
    assert reading not in primary


def test_an_export_is_never_older_than_what_was_saved_before_it(stage, scaled_out):
    standby, _server, leader = scaled_out
    standby.psql("SELECT pg_wal_replay_pause()")
    stage.cluster.psql(RENAME, DATABASE)
    assert all(work(leader, stage.known) for work, _reading in WORKS.values())
    names = [row[1] for row in _rows(_credit_report(leader, stage.known))]
    standby.psql("SELECT pg_wal_replay_resume()")
    assert "Renamed" in names


def test_all_works_when_the_replica_is_gone_and_it_was_never_written_to(
    stage, scaled_out
):
    standby, server, leader = scaled_out
    standby.stop()
    for work, _reading in WORKS.values():
        assert patiently(work, leader, stage.known)
    assert "read-only transaction" not in standby.said()
    assert "retrying with a read/write cursor" not in server.said()

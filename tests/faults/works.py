"""The pieces of work that something breaks, and the row at which they are halted."""

import base64
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from ground.console import Stop
from servers import Lost

PATIENCE = 60
DUE = "UPDATE ir_cron SET nextcall = now() AT TIME ZONE 'UTC' WHERE active"
WAKE = "SELECT pg_notify('cron_trigger', '%s')"
#: What the jobs of the night have left to do, and whether each has run since.
LEFT = """
SELECT (SELECT count(*) FROM customer_dossier_figures f
         WHERE f.as_of IS DISTINCT FROM current_date)
     + (SELECT count(*) FROM customer_dossier d
          JOIN customer_dossier_figures f ON f.id = d.figures_id
         WHERE d.state = 'active' AND (d.assessment_id IS NULL
            OR d.signals_checked_at IS DISTINCT FROM f.computed_at
            OR NOT EXISTS (SELECT FROM customer_dossier_revision r
                            WHERE r.dossier_id = d.id)))
     + (SELECT count(*) FROM ir_cron c
         WHERE active AND NOT EXISTS (SELECT FROM ir_cron_progress p
                                       WHERE p.cron_id = c.id AND p.id > {since}))
"""
#: Thirty customers' short names and owners, as somebody types them into a list.
FILE = "customer_ref,short_name,nature\n" + "".join(
    f"bench {number},Short {number},private\n" for number in range(1, 31)
)


class Work(NamedTuple):
    """What is done, with how many workers for jobs, and where it is halted.

    ``one_trip``: the statement that is halted is a transaction by itself.
    """

    act: Callable
    halted: tuple  # event, table and number of the row
    crons: int = 0
    one_trip: bool = False


def night(scene, _client):
    """Let all jobs of the night run until nothing is left for them."""
    [since] = scene.psql("SELECT COALESCE(max(id), 0) FROM ir_cron_progress")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(Stop):  # PostgreSQL is not there at the moment
            # A job that failed is due again an hour later, or a day: that is now.
            scene.psql(DUE)
            scene.psql(WAKE % scene.database, "postgres")
            for _moment in range(10):
                time.sleep(0.2)
                if scene.psql(LEFT.format(since=since)) == ["0"]:
                    return
    raise Lost("the night's work is not done")


def approve(scene, client):
    """Put the revision into force; refused where it is in force already."""
    revision = scene.known["revision"]
    model = "customer.dossier.revision"
    client.call(model, "action_approve", [revision])


def export(_scene, client):
    """Take a credit report away."""
    model, asked = "customer.dossier.credit.report", {"purpose": "Bank"}
    wizard = client.call(model, "web_save", [], asked, {})[0]["id"]
    content = client.get(client.call(model, "action_export", [wizard])["url"])
    assert content.startswith(b"PK")


def import_(_scene, client):
    """Bring in a list: check it, then import it."""
    model = "customer.dossier.import"
    asked = {
        "file": base64.b64encode(FILE.encode()).decode(),
        "file_name": "list.csv",
        "table": "identity",
    }
    wizard = client.call(model, "web_save", [], asked, {})[0]["id"]
    client.call(model, "action_check", [wizard])
    client.call(model, "action_import", [wizard])


def read(scene, client):
    """Open dossiers, which leaves rows in the access log: more than fit on a page."""
    for dossier in scene.known["dossiers"] * 4:
        client.call("customer.dossier", "web_read", [dossier], {"name": {}})
        scene.answered += 1


WORKS = {
    "figures": Work(night, ("UPDATE", "customer_dossier_figures", 15), crons=2),
    "assessments": Work(night, ("INSERT", "customer_dossier_assessment", 15), crons=2),
    "signals": Work(night, ("INSERT", "customer_dossier_signal", 8), crons=2),
    "revisions": Work(night, ("INSERT", "customer_dossier_revision", 15), crons=2),
    "approval": Work(approve, ("INSERT", "customer_dossier_version", 1)),
    "export": Work(export, ("UPDATE", "customer_dossier_credit_report", 1)),
    "import": Work(import_, ("INSERT", "customer_dossier_fact", 15)),
    "access log": Work(
        read, ("INSERT", "customer_dossier_access_log", 4), one_trip=True
    ),
}

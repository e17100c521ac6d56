"""Measure opening a dossier with against without the access log, in turn."""

import json
import statistics
import time
from contextlib import nullcontext
from unittest.mock import patch

from werkzeug.test import Client

from odoo import api
from odoo.http import root
from odoo.tests import Form

from odoo.addons.customer_dossier.tests.common import DossierCommon

ROUNDS = 15
SAMPLE = 40
LOG = "customer.dossier.access.log"
READER = "bench_leader"


def main(env):
    """Measure both ways of opening; print the lines of the table."""
    reader = _reader(env)
    dossiers = env["customer.dossier"].search([], limit=SAMPLE)
    specification = _specification(dossiers[0].with_user(reader))
    env.cr.commit()  # an old transaction would keep every dead row in the way
    _measure(env, "web_read", dossiers.ids, _by_call(reader, specification))
    _measure(env, "request", dossiers.ids, _by_request(env, specification))


def _measure(env, name, dossiers, open_one):
    ways = {"without": _without_log, "with": nullcontext}
    seconds = {name: [] for name in ways}
    before = _rows(env)
    for round_ in range(ROUNDS + 1):  # the first one warms up
        for dossier in dossiers:
            # Turn by turn, so that whatever else the machine does meets both.
            for way, log in sorted(ways.items(), reverse=round_ % 2):
                with log(env):
                    begin = time.perf_counter()
                    open_one(dossier)
                    seconds[way].append(time.perf_counter() - begin)
    pairs = list(zip(*seconds.values(), strict=True))[len(dossiers) :]
    without, with_log = (
        statistics.median(way) * 1000 for way in zip(*pairs, strict=True)
    )
    ratio = statistics.median(more / less for less, more in pairs)
    print(
        f"| {name:8} | {without:10.2f} | {with_log:7.2f} | {ratio:5.2f} "
        f"| {_rows(env) - before} of {(ROUNDS + 1) * len(dossiers)} |"
    )


def _by_call(reader, specification):
    """Opening as the method call that a request comes to, in its own transaction."""

    def open_one(dossier):
        with reader.env.registry.cursor() as cr:
            env = api.Environment(cr, reader.id, {"lang": "en_US"})
            env["customer.dossier"].browse(dossier).web_read(specification)

    return open_one


def _by_request(env, specification):
    """Opening as a request that goes through all of Odoo, but no network."""
    client = Client(root)

    def post(path, **params):
        origin = {"REMOTE_ADDR": "127.0.0.1"}
        answer = client.post(path, environ_base=origin, json={"params": params})
        said = json.loads(answer.data)
        assert "error" not in said, said["error"]

    def open_one(dossier):
        post(
            "/web/dataset/call_kw/customer.dossier/web_read",
            model="customer.dossier",
            method="web_read",
            args=[[dossier]],
            kwargs={"specification": specification},
        )

    session = "/web/session/authenticate"
    post(session, db=env.cr.dbname, login=READER, password=READER)
    return open_one


def _reader(env):
    """A leader with a clearance in force; made once for a database."""
    found = env["res.users"].search([("login", "=", READER)])
    if not found:
        DossierCommon.env = env
        groups = "base.group_user,customer_dossier.group_leader"
        found = DossierCommon._create_user(READER, groups)
        env.cr.commit()  # the log writes by a transaction of its own
    return found


def _specification(dossier):
    """What the form asks for: all fields of the view, many2ones with their names."""
    specification = dict(Form(dossier)._view["fields_spec"])
    for name in specification:
        if dossier._fields[name].type == "many2one":
            specification[name] = {"fields": {"display_name": {}}}
    return specification


def _without_log(env):
    return patch.object(env.registry[LOG], "_record", lambda *_args, **_words: None)


def _rows(env):
    """How many rows the log has, seen from a fresh transaction."""
    with env.registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM customer_dossier_access_log")
        return cr.fetchone()[0]

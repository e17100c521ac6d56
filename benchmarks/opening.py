"""Measure opening a dossier with against without the access log, alternating."""

import statistics
import time
from contextlib import nullcontext
from unittest.mock import patch

from odoo import api
from odoo.tests import Form

from odoo.addons.customer_dossier.tests.common import DossierCommon

ROUNDS = 9
SAMPLE = 50
LOG = "customer.dossier.access.log"
READER = "bench_leader"


def main(env):
    """Measure, and print the line of the table."""
    reader = _reader(env)
    dossiers = env["customer.dossier"].search([], limit=SAMPLE)
    specification = _specification(dossiers[0].with_user(reader))
    env.cr.commit()
    ways = {"without": _without_log, "with": nullcontext}
    seconds = {name: [] for name in ways}
    rows = _rows(env)
    for _round in range(ROUNDS + 1):  # the first one warms up
        for name, way in ways.items():
            with way(env):
                begin = time.perf_counter()
                for dossier in dossiers:
                    _open(reader, dossier.id, specification)
                seconds[name].append(time.perf_counter() - begin)
    written = _rows(env) - rows
    median = {
        name: statistics.median(times[1:]) * 1000 / len(dossiers)
        for name, times in seconds.items()
    }
    print(
        f"| {len(specification):6} | {median['without']:10.2f} | {median['with']:7.2f} "
        f"| {median['with'] / median['without']:5.2f} "
        f"| {written} of {(ROUNDS + 1) * len(dossiers)} |"
    )


def _reader(env):
    """A leader with a clearance in force; made once for a database."""
    found = env["res.users"].search([("login", "=", READER)])
    if not found:
        DossierCommon.env = env
        groups = "base.group_user,customer_dossier.group_leader"
        found = DossierCommon._create_user(READER, groups)
    return found


def _specification(dossier):
    """What the form asks for: all fields of the view, many2ones with their names."""
    specification = dict(Form(dossier)._view["fields_spec"])
    for name in specification:
        if dossier._fields[name].type == "many2one":
            specification[name] = {"fields": {"display_name": {}}}
    return specification


def _open(reader, dossier, specification):
    """What a request does: a transaction and an environment of its own."""
    with reader.env.registry.cursor() as cr:
        env = api.Environment(cr, reader.id, {"lang": "en_US"})
        env["customer.dossier"].browse(dossier).web_read(specification)


def _without_log(env):
    return patch.object(env.registry[LOG], "_record", lambda *_args, **_words: None)


def _rows(env):
    """How many openings are on record, seen from a fresh transaction."""
    with env.registry.cursor() as cr:
        cr.execute("SELECT count(*) FROM customer_dossier_access_log")
        return cr.fetchone()[0]

#!/usr/bin/env python3
"""Measure refreshing all figures with thousands of dealers: `make bench`.

    benchmarks/run.py [SIZE...]

Fills a database of its own by SQL (kept: a second run only measures), then compares with
`plain.sql`, alternating in the same process, medians of three rounds.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "dev")]

from ground.databases import clone  # noqa: E402

from benchmarks import peers  # noqa: E402
from benchmarks.pairs import compare  # noqa: E402

ODOO = ROOT / "dev" / "odoo"
DATABASE = os.environ.get("BENCH_DATABASE", "dossier_bench")
PLAIN, THEIRS = f"{DATABASE}_plain", f"{DATABASE}_peers"
SIZES = (1000, 10000)
# What was opened stays on record; the twin gives that away first.
UNINSTALL = """
env["customer.dossier.access.log"]._release("Measured without it")
env.cr.commit()
env["ir.module.module"].search(
    [("name", "=", "customer_dossier")]).button_immediate_uninstall()
"""
HEAD = """
Seconds are medians of three alternating rounds. "ratio" is refreshing (SQL, formulas, one
UPDATE for a batch of 2500) to the plain query (reads only); the target is at most 1.5.
"queries" are those of a batch of 100 and of 1000 dossiers; "memory" is the process's peak
in MB after the first round and after the last; "wrong" is what a slow computation over
records finds different in a sample. "exposure s" is that of all dealers, live, and "to
floor" its ratio to `exposure.sql`, one query by hand; the target is at most 1.5. A page of
80 dossiers costs so many milliseconds and queries.

| dealers | fill s | plain s | refresh s | ratio | queries | memory | exposure s | to floor | 80: ms | 80: queries | wrong |
|---|---|---|---|---|---|---|---|---|---|---|---|"""

JUDGING = """
Judging all dealers against refreshing their figures, alternating, medians of three rounds.
"assess" writes an assessment with its lines for each dossier, "try-out" runs a draft over
the portfolio and writes who would move. The target of both is 3.0 times the refresh;
"queries" are those of a batch of 100 and of 1000 dossiers.

| dealers | refresh s | assess s | ratio | queries | try-out s | ratio | queries | moved |
|---|---|---|---|---|---|---|---|---|"""

PLANNING = """
Planning a revision for each of a thousand dossiers, in batches of 200 as the cron does.
"queries" and "seconds" are those of the cheapest batch and of the dearest.

| dossiers | batches | queries | seconds | all s |
|---|---|---|---|---|"""

EVERYDAY = """
What people do all day, with our addon and in a twin of the database from which it was
uninstalled, in turn, the medians of three rounds of fifteen (confirming: of thirty
orders, one of each customer, whose payer is checked live; posting: of one). The
dossiers' screens are a leader's and stand against the same screen of customers; all else
is done by somebody who works with customers and invoices and has no clearance. Targets:
confirming 1.25 and three queries more; posting and writing 1.03; the dossiers' screens
1.5; opening a customer 0.6 with 10,000 customers, 0.2 with 100,000, two queries more.

| what | without ms | with ms | ratio | queries without | queries with |
|---|---|---|---|---|---|"""

HOLDING = """
Asking again about held orders, one of each customer, none of which passes: "queries" are
those for a hundred orders and for all of them, seconds the median of three rounds.

| orders | queries | all s | ms each |
|---|---|---|---|"""

OPENING = """
Milliseconds of opening one dossier as a leader, with the specification of its form: by the
method alone, and by a request through all of Odoo but the network. Medians of fifteen
rounds over forty dossiers, each opened without and with the access log in turn. "ratio" is
with to without, the median of all pairs; the target is at most 1.10. "rows" is what the log
got, of the openings with it.

| way | without ms | with ms | ratio | rows |
|---|---|---|---|---|"""

COCKPIT = """
Milliseconds of the cockpit, one call over all dossiers as a leader opens it; the median of
five. "queries" are those for 100 dossiers and for all; the target is below 60 for both.

| dossiers | ms | queries |
|---|---|---|"""

CHANGED = """
A full refresh against the job that refreshes whose documents changed, 1 % of all; the
target is 0.03.

| dealers | all s | 1 % s | ratio |
|---|---|---|---|"""

NIGHT = """
A night: every job of ours, one after the other, until none has anything left to do,
against refreshing the figures alone; the target is 4.0. Jobs below 2 % are left out.

| job | seconds | to figures |
|---|---|---|"""

REPORT = """
The credit report of all dealers, without open items, against xlsxwriter alone writing as
many cells from a cursor, alternating; "memory" is by how many MB the first report raised
the process's peak. The targets are 1.2 and 30.

| dealers | raw s | report s | ratio | memory |
|---|---|---|---|---|"""

#: What is measured in the filled database, beside the figures: heading and module.
PARTS = {
    JUDGING: "judging",
    PLANNING: "planning",
    HOLDING: "holding",
    OPENING: "opening",
    COCKPIT: "cockpit",
    CHANGED: "changed",
    REPORT: "report",
    NIGHT: "nightly",
}


def odoo(*words, script=None, database=DATABASE):
    """Run Odoo quietly; its own words appear only when it fails."""
    path = [peers.PATH] if database == THEIRS else []
    result = subprocess.run(
        [ODOO, *words, *path, "-d", database, "--no-http", "--log-level=error"],
        input=script,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    if result.returncode or "Traceback" in result.stderr:
        sys.exit(result.stdout + result.stderr)
    return result.stdout


def main():
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    odoo("-i", "customer_dossier", "-u", "customer_dossier", "--stop-after-init")
    print(HEAD, flush=True)
    for size in sizes:
        show(f"from benchmarks.measure import main; main(env, {size})")
    for heading, module in PARTS.items():
        print(heading, flush=True)
        show(f"from benchmarks.{module} import main; main(env)")
    print(EVERYDAY, flush=True)
    twin()
    everyday("everyday")
    everyday("confirming")
    if os.environ.get("PEERS"):
        beside()


def beside():
    """Put the OCA's add-ons beside us, in a twin of their own."""
    peers.prepare(odoo, PLAIN, THEIRS)
    print(peers.HEADING, flush=True)
    for module in ("exposing", "confirming"):
        script = f"from benchmarks.{module} import main; main(env)"
        for name, found in compare(_lines, script, (PLAIN, DATABASE, THEIRS)).items():
            print(peers.row(name, found), flush=True)


def twin():
    """Make a twin of the database, and uninstall the addon there."""
    clone(DATABASE, PLAIN)
    odoo("shell", script=UNINSTALL, database=PLAIN)


def everyday(module):
    """Run one of our modules in both databases, and print a line for each thing."""
    script = f"from benchmarks.{module} import main; main(env)"
    for name, found in compare(_lines, script, (PLAIN, DATABASE)).items():
        plain, ours = found["ms"]
        queries, more = found["queries"]
        print(
            f"| {name:22} | {plain:7.1f} | {ours:7.1f} | {ours / plain:5.2f} "
            f"| {queries:3.0f} | {more:3.0f} |",
            flush=True,
        )


def _lines(script, database=DATABASE):
    """The lines of a table that a script prints in Odoo's shell."""
    lines = odoo("shell", script=script, database=database).splitlines()
    return [line for line in lines if line.startswith("|")]


def show(script):
    """Run a script in Odoo's shell and print its lines of a table."""
    print("\n".join(_lines(script)), flush=True)


if __name__ == "__main__":
    main()

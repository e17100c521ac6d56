#!/usr/bin/env python3
"""Measure refreshing all figures with thousands of dealers: `make bench`.

    benchmarks/run.py [SIZE...]

Fills a database of its own by SQL (kept: a second run only measures), then compares with
`plain.sql`, alternating in the same process, medians of three rounds.
"""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ODOO = ROOT / "dev" / "odoo"
DATABASE = os.environ.get("BENCH_DATABASE", "dossier_bench")
PLAIN = f"{DATABASE}_plain"
ROUNDS = 3
SIZES = (1000, 10000)
HEAD = """
Seconds are medians of three alternating rounds. "ratio" is refreshing (SQL, formulas, one
UPDATE for a batch of 2500) to the plain query (reads only); the target is at most 2.0.
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

CONFIRMING = """
Confirming an order of three lines whose payer is checked live, against Odoo without our
addon in a database of its own; each in turn, three rounds of thirty orders, the medians.
The targets are three queries more and at most 1.25 times the time.

| without ms | with ms | ratio | queries without | queries with |
|---|---|---|---|---|"""

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


def odoo(*words, script=None, database=DATABASE):
    """Run Odoo quietly; its own words appear only when it fails."""
    result = subprocess.run(
        [ODOO, *words, "-d", database, "--no-http", "--log-level=error"],
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
    print(JUDGING, flush=True)
    show("from benchmarks.judging import main; main(env)")
    print(PLANNING, flush=True)
    show("from benchmarks.planning import main; main(env)")
    print(CONFIRMING, flush=True)
    confirm()
    print(HOLDING, flush=True)
    show("from benchmarks.holding import main; main(env)")
    print(OPENING, flush=True)
    show("from benchmarks.opening import main; main(env)")
    print(COCKPIT, flush=True)
    show("from benchmarks.cockpit import main; main(env)")


def confirm():
    """Confirm orders with and without our addon in turn, and print one line."""
    odoo("-i", "sale", "--stop-after-init", database=PLAIN)
    found = {PLAIN: [], DATABASE: []}
    for _round in range(ROUNDS):
        for database, rounds in found.items():
            script = "from benchmarks.confirming import main; main(env)"
            lines = odoo("shell", script=script, database=database).splitlines()
            [line] = [line for line in lines if line.startswith("|")]
            rounds.append(json.loads(line[1:]))
    (plain, queries), (ours, more) = (
        [statistics.median(one[name] for one in rounds) for name in ("ms", "queries")]
        for rounds in found.values()
    )
    print(
        f"| {plain:5.1f} | {ours:5.1f} | {ours / plain:5.2f} | {queries:3.0f} "
        f"| {more:3.0f} |",
        flush=True,
    )


def show(script):
    """Run a script in Odoo's shell and print its lines of a table."""
    lines = odoo("shell", script=script).splitlines()
    print("\n".join(line for line in lines if line.startswith("|")), flush=True)


if __name__ == "__main__":
    main()

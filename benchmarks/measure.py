"""Measure the figures of all dealers against one plain SQL query, alternating."""

import resource
import statistics
import time
from pathlib import Path

from odoo.addons.customer_dossier.formulas.period import period as period_of
from odoo.addons.customer_dossier.models.customer_dossier_store import BATCH
from odoo.addons.customer_dossier.tests.oracle import compare

from .fill import check, fill

ROUNDS = 3
SAMPLE = 5
WALKED = 20000  # customers, over whose documents a loop of records can walk
PLAIN, FLOOR = (
    (Path(__file__).parent / name).read_text() for name in ("plain.sql", "exposure.sql")
)


def main(env, dealers):
    """Fill up to ``dealers``, measure, print one line of each table."""
    started = time.perf_counter()
    fill(env, dealers)
    filled = time.perf_counter() - started
    check(env)
    dossiers = env["customer.dossier"].search([])
    # Warm both: plans, pages, registry.
    _plain(env)
    _refresh(dossiers)
    memory_before = _peak()
    _floor(env)
    seconds = {"plain": [], "refresh": [], "floor": [], "exposure": [], "eighty": []}
    for _round in range(ROUNDS):
        for name, run in (
            ("plain", lambda: _plain(env)),
            ("refresh", lambda: _refresh(dossiers)),
            ("floor", lambda: _floor(env)),
            ("exposure", lambda: _exposure(dossiers)),
            ("eighty", lambda: _exposure(dossiers[:80])),
        ):
            env.invalidate_all()
            begin = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - begin)
    queries = [_queries(env, dossiers[:size]) for size in (100, 1000)]
    eighty = _exposure_queries(env, dossiers[:80])
    memory_after = _peak()
    wrong = _wrong(env, dossiers)
    median = {name: statistics.median(times) for name, times in seconds.items()}
    print(
        f"| {len(dossiers):6} | {filled:5.1f} | {median['plain']:6.2f} "
        f"| {median['refresh']:6.2f} | {median['refresh'] / median['plain']:5.2f} "
        f"| {queries[0]:3} / {queries[1]:3} | {memory_before:4.0f} / {memory_after:4.0f} "
        f"| {median['exposure']:5.2f} | {median['exposure'] / median['floor']:5.2f} "
        f"| {median['eighty'] * 1000:5.0f} | {eighty} | {wrong} |"
    )


def _wrong(env, dossiers):
    """How many figures of a sample another computation finds different.

    It walks over all documents of everybody, too many of them beyond some size.
    """
    if len(dossiers) > WALKED:
        return "-"
    return len(compare(env, dossiers[:: max(1, len(dossiers) // SAMPLE)]))


def _plain(env):
    company = env.company
    period = period_of(
        company._dossier_today(), env["customer.dossier"]._festival_dates()
    )
    env.cr.execute(
        PLAIN,
        {
            "company": company.id,
            "today": period.as_of,
            "year_start": period.year_start,
            "quarter_start": period.quarter_start,
            "starts": list(period.starts),
            "now_start": period.season.now.start,
            "now_end": period.season.now.end,
            "then_start": period.season.then.start,
            "then_end": period.season.then.end,
            "tz": company._dossier_tz(),
        },
    )
    env.cr.fetchall()


def _floor(env):
    """What an exposure costs at the least; its rows are fetched as ours are."""
    env.cr.execute(FLOOR, {"company": env.company.id})
    env.cr.fetchall()


def _exposure_queries(env, dossiers):
    env.invalidate_all()
    before = env.cr.sql_log_count
    dossiers._exposure()
    return env.cr.sql_log_count - before


def _refresh(dossiers):
    """What the daily cron does: batch by batch, each committed."""
    for start in range(0, len(dossiers), BATCH):
        dossiers[start : start + BATCH]._refresh_rows()
        dossiers.env.cr.commit()
        dossiers.env.invalidate_all()
    dossiers._store_standings(dossiers.env.company)
    dossiers.env.cr.commit()


def _exposure(dossiers):
    for start in range(0, len(dossiers), BATCH):
        dossiers[start : start + BATCH]._exposure()


def _queries(env, dossiers):
    env.invalidate_all()
    before = env.cr.sql_log_count
    dossiers._refresh_rows()
    return env.cr.sql_log_count - before


def _peak():
    """The process's peak resident memory in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

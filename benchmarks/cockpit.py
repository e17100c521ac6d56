"""Measure the cockpit as a leader opens it, over all dossiers."""

import statistics
import time

from .judging import _queries
from .opening import _reader

ROUNDS = 5
FEW = 100


def main(env):
    """Print one line: how many dossiers, milliseconds, queries for few and for all."""
    reader = _reader(env)
    overview = env["customer.dossier.overview"].with_user(reader)
    dossiers = env["customer.dossier"].search([])
    seconds = []
    for _round in range(ROUNDS + 1):  # the first one warms up
        env.invalidate_all()
        begin = time.perf_counter()
        overview.cockpit()
        seconds.append(time.perf_counter() - begin)
    every = _queries(env, overview.cockpit)
    dossiers[FEW:].active = False
    env.flush_all()
    few = _queries(env, overview.cockpit)
    print(
        f"| {len(dossiers):6} | {statistics.median(seconds[1:]) * 1000:7.1f} "
        f"| {few:3} / {every:3} |"
    )
    env.cr.rollback()

"""Measure what the job does minutes after 1 % of the customers changed."""

import statistics
import time

from .measure import ROUNDS, _refresh

SHARE = 100


def main(env):
    """Print customers, seconds of a full refresh and of 1 %, and their ratio."""
    dossiers = env["customer.dossier"].search([])
    notes = env["customer.dossier.stale"]
    seconds = {"all": [], "some": []}
    for number in range(ROUNDS + 1):  # the first one warms up
        notes._remember(dossiers[number::SHARE])
        env.cr.commit()
        for name, run in (
            ("all", lambda: _refresh(dossiers)),
            ("some", notes._cron_refresh),
        ):
            env.invalidate_all()
            begin = time.perf_counter()
            run()
            env.cr.commit()
            seconds[name].append(time.perf_counter() - begin)
        assert not notes.search_count([])
    every, some = (statistics.median(times[1:]) for times in seconds.values())
    print(f"| {len(dossiers):6} | {every:6.2f} | {some:6.3f} | {some / every:5.3f} |")

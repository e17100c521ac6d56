#!/usr/bin/env python3
"""Many people at once on a copy of the demo company: `make load`.

    benchmarks/load.py [PEOPLE [SECONDS]]

Starts Odoo with two workers, lets everybody read and write at once, and prints how long
each kind of request took. Ends with an error when one request was answered by one.
"""

import os
import random
import statistics
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "dev"), str(ROOT / "tests")]

from conftest import answering  # noqa: E402
from ground.databases import clone, drop  # noqa: E402
from ground.demo import demo_template  # noqa: E402
from ground.odoo import command  # noqa: E402
from hostile.caller import Caller  # noqa: E402

from benchmarks.people import WORK  # noqa: E402

DATABASE = "dossier_load"
WORKERS = 2
# As a proxy in front does, who has more patience than Odoo's own two seconds, and holds
# what the workers cannot take yet: they listen to so many connections and no more.
os.environ["ODOO_HTTP_SOCKET_TIMEOUT"] = "60"
proxy = threading.Semaphore(8 * WORKERS)
PAUSE = 2.0  # seconds that somebody looks at an answer, at most; half of it on average
HEAD = """
| request | times | errors | p50 ms | p95 ms | p99 ms |
|---|---|---|---|---|---|"""


def main(people=50, seconds=180):
    clone(demo_template(), DATABASE)
    words = ["-d", DATABASE, f"--db-filter=^{DATABASE}$", f"--workers={WORKERS}"]
    times, errors = defaultdict(list), defaultdict(list)
    with answering(command(*words)) as url:
        desks = [_sit_down(url, number) for number in range(people)]
        threads = [
            threading.Thread(target=_work, args=(*desk, seconds, times, errors))
            for desk in desks
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    drop(DATABASE)
    _print(times, errors, seconds)
    return not errors


def _sit_down(url, number):
    """Log somebody in, and have them ready with what they do."""
    login, make = list(WORK.items())[number % len(WORK)]
    caller = Caller(DATABASE, url, login)
    return make(caller), random.Random(number)


def _work(kinds, dice, seconds, times, errors):
    """One kind of request after the other, with a pause to look at the answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        kind = dice.choice(list(kinds))
        begin = time.perf_counter()
        try:
            with proxy:
                kinds[kind](dice)
        except Exception as error:  # noqa: BLE001 whatever it is, it is counted
            errors[kind].append(str(error)[:300])
        times[kind].append(time.perf_counter() - begin)
        time.sleep(dice.uniform(0, PAUSE))


def _print(times, errors, seconds):
    print(HEAD)
    every = [one for found in times.values() for one in found]
    for kind, found in [*sorted(times.items()), ("all", every)]:
        wrong = errors.get(kind) or (kind == "all" and sum(errors.values(), [])) or ()
        cuts = statistics.quantiles(found, n=100) if len(found) > 1 else found * 99
        shown = " | ".join(f"{cuts[at - 1] * 1000:6.0f}" for at in (50, 95, 99))
        print(f"| {kind} | {len(found)} | {len(wrong)} | {shown} |")
    print(f"\n{len(every) / seconds:.1f} requests a second")
    for kind, said in errors.items():
        for text in sorted(set(said))[:3]:
            print(f"{kind}: {text}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)

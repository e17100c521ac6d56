"""`make test`: Odoo's tests of the addon, and beside them the tests from outside."""

import itertools
import os
import re
import subprocess
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock

from .console import Stop, say
from .databases import base_template, clone
from .install_log import problems
from .odoo import FIRST_PORT, command, environment, free_port, prepare
from .paths import ADDON, LOGS, ROOT
from .python import odoo_python
from .scratch import scratch

OUTSIDE = ROOT / "tests"
# They take more than half of the time, each in a database of its own.
CRAWL, REQUESTS = "/customer_dossier:TestCrawl", "/customer_dossier:TestCrawlHttp"
# Of tests/, what comes last, so that all processors are done at about the same time.
LATE = {
    "test_access_log_load",
    "test_accessibility",
    "test_browser",
    "test_faults",
    "test_hostile_input",
    "test_scale_out",
}
AT_ONCE = 2  # suites; no machine has fewer processors
SLOWEST = 5  # tests to name with their time in the end
RESULT = re.compile(r"odoo\.tests\.result: (\d+) failed, (\d+) error\(s\) of (\d+) ")
ENTRY = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} ")
_servers = itertools.count()
# One at a time: the tests from outside share their databases' names.
_outside = Lock()
STARTING = re.compile(r" INFO \S+ odoo\.addons\.\S+: Starting (\S+)")


def run_tests(names):
    """Run all tests, or those of the named files (test_exposure); print the sum.

    :return: True when at least one test ran and none failed
    :raises Stop: when a name matches no test file
    """
    prepare("test")
    inside, outside = files(ADDON, names), files(OUTSIDE, names)
    for name in names:
        if not any(path.stem == name for path in inside + outside):
            raise Stop(f"There is no test file {name}.py in the addon or in tests/")
    suites = _named(inside, outside) if names else _everything()
    with scratch(), ThreadPoolExecutor(AT_ONCE) as pool:
        counts = pool.map(lambda suite: suite(), suites)
        passed, failed = map(sum, zip(*counts, strict=True))
    print(f"{passed} passed, {failed} failed", flush=True)
    return bool(passed) and not failed


def run_faults(names=()):
    """Break everything that can break in the middle of work; show the table.

    :param names: of works or of what breaks, to play only these
    :return: True when nothing was lost, halved or doubled
    """
    prepare("test", "faults")
    words = ["-p", "no:cacheprovider", "-q", OUTSIDE / "faults" / "test_faults.py"]
    if names:
        words += ["-k", " or ".join(names)]
    with scratch():
        return not subprocess.call([odoo_python(), "-m", "pytest", *words], cwd=ROOT)


def _named(inside, outside):
    """The suites of some files."""
    suites = {_run_inside: inside, _run_outside: outside}
    return [partial(suite, files) for suite, files in suites.items() if files]


def _everything():
    """All suites, the longest first: whoever is free takes the next one."""
    outside = files(OUTSIDE, ())
    return [
        partial(_run_odoo, "test_crawl", CRAWL),
        partial(_run_inside, ()),
        partial(_run_outside, [path for path in outside if path.stem not in LATE]),
        partial(_run_odoo, "test_requests", REQUESTS),
        partial(_run_outside, [path for path in outside if path.stem in LATE]),
    ]


def files(folder, names):
    """:return: the test files below a folder, of those names where some are given"""
    paths = sorted(folder.rglob("test_*.py"))
    return [path for path in paths if not names or path.stem in names]


def tags_of(files):
    """:return: what Odoo calls the tests of these files, or all but the crawls"""
    if files:
        return ",".join(f"/{path.relative_to(ROOT)}" for path in files)
    scripts = ",/web:WebSuite.test_unit_desktop[@customer_dossier]"
    return f"/customer_dossier,-{CRAWL},-{REQUESTS}{scripts}"


def _run_inside(files):
    return _run_odoo("test", tags_of(files))


def _run_odoo(name, tags):
    """Install the addon into a fresh database with its tests; return the counts."""
    say(f"Odoo's tests of the addon ({name}):")
    log, database = LOGS / f"{name}.log", f"dossier_{name}"
    clone(base_template(), database)
    words = ["-d", database, "-i", "customer_dossier", "--stop-after-init"]
    text, code = show(command(*words, f"--test-tags={tags}"), log, environment())
    counts = [tuple(map(int, found)) for found in RESULT.findall(text)]
    total = sum(tests for _failures, _errors, tests in counts)
    failed = sum(failures + errors for failures, errors, _tests in counts)
    passed = max(total - failed, 0)
    unclean = [] if failed else problems(text)
    for line in unclean:
        say(f"  The log must be clean: {line}")
    if code or unclean or not total:
        failed = max(failed, 1)
    say(f"  {passed} passed, {failed} failed (log: {log})")
    return passed, failed


def show(words, path, variables):
    """Run Odoo, show each test's name and whatever is loud; return log and code."""
    lines, starts, loud = [], [], False
    process = subprocess.Popen(
        words,
        env={**variables, "ODOO_HTTP_PORT": str(_port())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with path.open("w") as log:
        for line in process.stdout:
            log.write(line)
            lines.append(line)
            started = STARTING.search(line)
            if ENTRY.match(line):
                loud = bool(problems(line))
            if started:
                starts.append((time.monotonic(), started[1]))
            if loud or started:
                say(f"  {started[1]}" if started else line.rstrip())
    code = process.wait()
    _say_slowest([*starts, (time.monotonic(), "")])
    return "".join(lines), code


def _port():
    """One that servers started meanwhile do not take: it is listened on much later."""
    return free_port(FIRST_PORT + 500 + (os.getpid() + 7 * next(_servers)) % 400)


def _say_slowest(starts):
    """Name the slowest of tests that were started at these times."""
    spent = [
        (after - before, name)
        for (before, name), (after, _next) in itertools.pairwise(starts)
    ]
    say("\n  The slowest tests:")
    for seconds, name in sorted(spent, reverse=True)[:SLOWEST]:
        say(f"  {seconds:6.1f} s  {name}")


def _run_outside(files):
    """Run pytest over these files, show in the end what it said; return the counts."""
    name = f"pytest_{files[0].stem}"
    report, log = LOGS / f"{name}.xml", LOGS / f"{name}.log"
    report.unlink(missing_ok=True)
    words = ["-m", "pytest", f"--junitxml={report}", "-p", "no:cacheprovider"]
    words += ["-m", "not faults"]
    with _outside, log.open("w") as said:
        subprocess.call(
            [odoo_python(), *words, *files],
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    say("\nThe tests from outside:\n" + log.read_text())
    if not report.is_file():
        return 0, 1
    suites = ET.parse(report).getroot().iter("testsuite")
    passed = failed = 0
    for suite in suites:
        bad = int(suite.get("failures")) + int(suite.get("errors"))
        skipped = int(suite.get("skipped"))
        passed += int(suite.get("tests")) - bad - skipped
        failed += bad
    return passed, failed

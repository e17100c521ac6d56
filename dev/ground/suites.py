"""`make suites`: Odoo's own tests with the addon installed, and what fails without."""

import os
import re

from .console import say
from .databases import base_template, clone, run_odoo
from .odoo import command, environment, prepare
from .paths import DEV, LOGS
from .python import lint_python
from .scratch import scratch
from .source import odoo_source
from .testing import show

LINTERS = "test_lint"
# Each run at once, in this order, in one database.
SUITES = (("contacts", "mail", "sale", "account"), (LINTERS,), ("test_mail",))
# Debian leaves out a video filter that is not free. Browsers say so in every tour, and
# the tours would fail for it; with an empty file in its place they show what they show.
FILTER = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
KNOWN = DEV / "suites-known.txt"
FAILED = re.compile(
    r"^\S+ \S+ \d+ ERROR \S+ (odoo\.addons\.\S+): (?:FAIL|ERROR): "
    r"(?:Subtest )?(\w+\.\w+)",
    re.MULTILINE,
)
NOT_SET_UP = re.compile(
    r"^\S+ \S+ \d+ ERROR \S+ odoo\.tests\.suite: ERROR: (setUpClass) "
    r"\((odoo\.addons\.\S+)\.(\w+)\)",
    re.MULTILINE,
)
COUNT = re.compile(r"odoo\.tests\.stats: (\w+): (\d+) tests ")


def check(names=(), without=False):
    """Run Odoo's suites, or the named ones, and tell what fails because of us.

    :param names: modules (``sale``), or what else Odoo's ``--test-tags`` takes
        (``/sale:TestSaleOrder``)
    :param without: leave the addon out instead
    :return: True when tests ran and none failed but those that fail without the addon
    """
    prepare("test", "lint")
    _fill_in(odoo_source().folder / FILTER)
    ran, failed = {}, set()
    with scratch():
        rounds = [names] if names else SUITES
        database = _database(without, {_module(tag) for tags in rounds for tag in tags})
        for tags in rounds:
            text = _run(database, tags, without)
            ran |= {module: int(count) for module, count in COUNT.findall(text)}
            failed |= _failed(text)
    for module, count in ran.items():
        bad = sum(f".{module}." in name for name in failed)
        say(f"  {module}: {count} tests, {bad} of them failed")
    return bool(ran) and not _report(failed, without)


def known():
    """:return: names of the tests that are known to fail without the addon"""
    lines = KNOWN.read_text().splitlines()
    return {line for line in lines if line and line[0] != "#"}


def _report(failed, without):
    """Name what failed unexpectedly; return it."""
    new = failed if without else failed - known()
    for name in sorted(new):
        say(f"  failed: {name}")
    return new


def _database(without, modules):
    name = "dossier_suites_without" if without else "dossier_suites"
    clone(base_template(), name)
    wanted = modules if without else {*modules, "customer_dossier"}
    run_odoo(name, "suites-install", "-i", ",".join(sorted(wanted)))
    return name


def _fill_in(path):
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.touch()


def _module(tag):
    return re.match(r"/?(\w+)", tag)[1]


def _run(database, tags, without):
    """Run the tests of the tagged modules; return the log.

    Those marked ``at_install`` are not among them: Odoo runs them before it loads the
    addon, so that they cannot meet it. Its linters read files, and need not.
    """
    modules = sorted({_module(tag) for tag in tags})
    tags = ",".join(tag if tag.startswith("/") else f"/{tag}" for tag in tags)
    if LINTERS not in modules:
        tags += ",-at_install"
    words = ["-d", database, "--stop-after-init"]
    log = LOGS / f"{database}-{'-'.join(modules)}.log"
    say(f"{tags}{' without the addon' if without else ''} (log: {log})")
    text, _code = show(
        command(*words, f"--test-tags={tags}"),
        log,
        _environment(without, LINTERS in modules),
    )
    return text


def _environment(without, linting):
    """What Odoo runs in; only its linters get the packages of ours."""
    variables = environment()
    if without:
        del variables["ODOO_ADDONS_PATH"]
    if linting:
        tools = lint_python().parent
        [packages] = tools.parent.glob("lib/python3.*/site-packages")
        variables["PYTHONPATH"] = str(packages)
        variables["PATH"] = os.pathsep.join([str(tools), variables["PATH"]])
    return variables


def _failed(text):
    """:return: ``module Class.test`` of each test that failed or was not set up"""
    failed = {f"{module} {test}" for module, test in FAILED.findall(text)}
    return failed | {
        f"{module} {owner}.{name}" for name, module, owner in NOT_SET_UP.findall(text)
    }

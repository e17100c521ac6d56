"""`make coverage`: which lines of the addon its tests run."""

import subprocess

from .console import say
from .databases import base_template, clone
from .odoo import command, environment, prepare
from .paths import ADDON, GROUND, LOGS, ROOT
from .python import coverage_python, odoo_python
from .scratch import scratch
from .testing import files, show, tags_of

DATABASE = "dossier_coverage"
DATA = GROUND / "coverage"
SOURCE = [f"--source={ADDON}", f"--omit={ADDON}/tests/*,{ADDON}/__manifest__.py"]


def measure(names):
    """Run Odoo's tests of the addon, or those of the named files, and print the share.

    The crawl is left out: it asks everything there is, and judges nothing of it.

    :return: True when all passed
    """
    prepare("test")
    clone(base_template(), DATABASE)
    tags = tags_of(files(ADDON, names) if names else [])
    words = command("-d", DATABASE, "-i", "customer_dossier", "--stop-after-init")
    with scratch():
        log = LOGS / "coverage.log"
        variables = {**environment(), "PYTHONPATH": str(_packages())}
        run = _coverage("run", *SOURCE)
        _text, code = show([*run, *words[1:], f"--test-tags={tags}"], log, variables)
    report = _coverage("report", "--sort=cover", "--skip-covered", "--precision=1")
    said = subprocess.check_output(report, cwd=ROOT, env=variables, text=True)
    subprocess.check_call(
        _coverage("html", "-q", f"--directory={DATA}.html"), cwd=ROOT, env=variables
    )
    say(f"{said}(line by line: {DATA}.html/index.html)")
    return not code


def _coverage(verb, *words):
    words = [verb, f"--data-file={DATA}", *words]
    return [str(odoo_python()), "-m", "coverage", *words]


def _packages():
    [found] = coverage_python().parents[1].glob("lib/python3.*/site-packages")
    return found

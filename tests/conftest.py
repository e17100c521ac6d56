"""What the tests from outside share: databases with the addon, made by real Odoo."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "dev"))
# The formulas are plain Python: without Odoo they are a package of their own.
sys.path.append(str(ROOT / "customer_dossier"))
sys.path.append(str(ROOT / "tests" / "faults"))

from ground.databases import base_template, clone, drop  # noqa: E402
from ground.demo import demo_template  # noqa: E402
from ground.odoo import command, environment  # noqa: E402
from ground.paths import GROUND  # noqa: E402
from ground.server import wait_for_login  # noqa: E402
from ground.spare import spare_clusters  # noqa: E402
from stage import PREPARED, Stage, prepare  # noqa: E402
from table import table  # noqa: E402
from workbooks import recomputed  # noqa: E402

# The same examples in every run; what Hypothesis keeps lies with all that is made here.
settings.register_profile(
    "house", derandomize=True, deadline=None, database=None, max_examples=100
)
settings.load_profile("house")
set_hypothesis_home_dir(GROUND / "hypothesis")


def pytest_configure(config):
    """Make known what is kept for a command of its own."""
    config.addinivalue_line("markers", "faults: for `make faults`, too long otherwise")


def pytest_terminal_summary(terminalreporter):
    """Print the table of what was broken, if anything was."""
    stats = terminalreporter.stats
    lines = table([*stats.get("passed", ()), *stats.get("failed", ())])
    for line in ["", *lines]:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def repository():
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def make_database():
    """Return `make(name, template=None)`: a clone that is dropped in the end."""
    made = []

    def make(name, template=None):
        clone(template or base_template(), name)
        made.append(name)
        return name

    yield make
    for name in made:
        drop(name)


@pytest.fixture(scope="session")
def installed(make_database):
    """A database with the addon, freshly installed, and what the log said."""
    name = make_database("dossier_test_install")
    return name, run_odoo(name, "-i", "customer_dossier")


@pytest.fixture(scope="session")
def demo_company(make_database):
    """A copy of today's demo company, which is made first if need be."""
    return make_database("dossier_test_demo", demo_template())


@pytest.fixture(scope="session")
def server(make_database, installed):
    """The database and the address of an Odoo that answers, with the addon."""
    name = make_database("dossier_test_server", installed[0])
    with answering(command("-d", name, f"--db-filter=^{name}$")) as url:
        yield name, url


@pytest.fixture(scope="session")
def stage(make_database, installed):
    """A PostgreSQL server of the tests' own, with a prepared database to copy."""
    known = prepare(make_database(PREPARED, installed[0]))
    with spare_clusters() as make:
        yield Stage(make, known)


@pytest.fixture(scope="module")
def recompute(tmp_path_factory):
    """Return `recompute(file)`: the workbook as LibreOffice computes it."""
    profile = tmp_path_factory.mktemp("profile")
    return lambda file: recomputed(file, profile)


@pytest.fixture
def fresh(make_database, installed):
    """A throw-away copy of the database with the addon."""
    return make_database("dossier_test_fresh", installed[0])


@contextmanager
def answering(words):
    """Run a server, without crons, until the block ends; yields its address."""
    variables = environment()
    url = f"http://127.0.0.1:{variables['ODOO_HTTP_PORT']}"
    words = [*words, "--max-cron-threads=0"]
    with subprocess.Popen(
        words, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for_login(url, process)
            yield url
        finally:
            process.terminate()


def run_odoo(database, *words):
    """Run Odoo on a database until it is done; return its log."""
    words = command("-d", database, "--stop-after-init", *words)
    done = subprocess.run(
        words, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stderr

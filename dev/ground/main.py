"""The commands of the workbench, by the names of the Makefile's targets."""

import shutil
import subprocess
import sys

from . import cluster, covered, demo, kept, lint, release, suites, testing
from .console import Stop, say, step
from .node import LINK
from .odoo import environment, prepare
from .paths import DEV, GROUND, ROOT
from .python import odoo_python
from .scratch import scratch


def main():
    """Run the command named first; end with one clear line when it cannot."""
    name, *words = sys.argv[1:]
    try:
        sys.exit(0 if COMMANDS[name](*words) in (None, True) else 1)
    except (Stop, OSError) as reason:
        sys.exit(f"Stopped: {reason}")
    except KeyboardInterrupt:
        sys.exit("\nInterrupted; the same command takes up from here.")


def _setup():
    with cluster.as_found():
        prepare()
    say("Ready. Run `make demo`, or any Odoo command by dev/odoo.")


def _demo(*words):
    demo.show(fresh="fresh" in words)


def _clean():
    demo.stop()
    with step("Removing what was set up (the download cache stays)"):
        cluster.remove()
        LINK.unlink(missing_ok=True)
        shutil.rmtree(GROUND)


def _test(*names):
    with cluster.as_found():
        return testing.run_tests([name for word in names for name in word.split(",")])


def _faults(*names):
    with cluster.as_found():
        return testing.run_faults(names)


def _suites(*words):
    names = [word for word in words if word != "without"]
    with cluster.as_found():
        return suites.check(names, without="without" in words)


def _lint():
    return lint.check()


def _bench(*words):
    with cluster.as_found():
        prepare()
        return not subprocess.call([ROOT / "benchmarks" / "run.py", *words])


def _load(*words):
    with cluster.as_found():
        prepare("test")
        script = ROOT / "benchmarks" / "load.py"
        return not subprocess.call([odoo_python(), script, *words])


def _pictures():
    prepare("test")
    demo.show()
    script = DEV / "pictures.py"
    with scratch():
        return not subprocess.call([odoo_python(), script], env=environment())


def _release():
    release.build()


def _fixture():
    with cluster.as_found():
        kept.keep()


def _coverage(*names):
    with cluster.as_found():
        return covered.measure([name for word in names for name in word.split(",")])


def _mutants(*names):
    with cluster.as_found():
        prepare()
    return not subprocess.call([odoo_python(), DEV / "mutants" / "run", *names])


COMMANDS = {
    "setup": _setup,
    "demo": _demo,
    "stop": demo.stop,
    "clean": _clean,
    "test": _test,
    "faults": _faults,
    "suites": _suites,
    "lint": _lint,
    "fmt": lint.fix,
    "bench": _bench,
    "load": _load,
    "pictures": _pictures,
    "release": _release,
    "fixture": _fixture,
    "coverage": _coverage,
    "mutants": _mutants,
}

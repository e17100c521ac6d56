"""Python environments, built from a wheelhouse so that they need no network twice."""

import os
import sys
from pathlib import Path

from .cache import cached
from .console import Stop
from .debian import ensure_packages
from .paths import CACHE, DEV, GROUND, ROOT
from .source import odoo_source
from .steps import COMPLETE, build_once, key_of, run

OLDEST, NEWEST = (3, 10), (3, 13)
FAILURE = "Python packages could not be downloaded; check the network, then run again"


def odoo_python():
    """The Python that runs Odoo and the tests, with all they import.

    An installed Odoo has its requirements where its own Python looks for them.
    """
    source = odoo_source()
    names = ["requirements-test.txt"]
    if not source.python:
        names.insert(0, "requirements.txt")
    paths = [str(source.folder), *source.paths]
    return _environment("venv", names, source.python, paths)


def lint_python():
    """The Python that has the linters."""
    return _environment("venv-lint", ["requirements-lint.txt"])


def coverage_python():
    """The Python that has coverage.py, and nothing else beside it."""
    return _environment("venv-coverage", ["requirements-coverage.txt"])


def _environment(folder_name, requirement_names, installed=None, paths=()):
    requirements = [DEV / name for name in requirement_names]
    base = installed or _base_python()
    folder = GROUND / folder_name
    python = folder / "bin" / "python"

    def build(folder):
        ensure_packages("python")
        run([base, "-m", "venv", folder], "venv", _venv_failure())
        series = f"{sys.implementation.cache_tag}-{os.uname().machine}"
        wheels = cached(
            f"wheels-{key_of(series, *requirements)}",
            f"Downloading Python packages for {folder_name}",
            lambda house: _download(python, requirements, house),
        )
        offline = ["--no-index", f"--find-links={wheels}", "--no-deps"]
        pip(python, "install", *offline, *_each(requirements))
        if paths:
            site = next(folder.glob("lib/python3.*/site-packages"))
            (site / "odoo.pth").write_text("\n".join(paths) + "\n")

    if not python.exists():  # the Python it stood on may have been removed
        (folder / COMPLETE).unlink(missing_ok=True)
    key = key_of(str(ROOT), str(installed), *paths, *requirements)
    build_once(folder, key, f"Preparing Python ({folder_name})", build)
    return python


def _download(python, requirements, house):
    """Fill the wheelhouse; what comes as source is built into a wheel once."""
    pip(python, "install", "wheel", "setuptools")
    pip(python, "wheel", "--no-deps", f"--wheel-dir={house}", *_each(requirements))


def pip(python, command, *words):
    """Run pip quietly, with a cache of our own.

    :raises Stop: it failed; the log is named
    """
    quiet = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
    ours = f"--cache-dir={CACHE / 'pip'}"  # its own lies beside our cache
    run([python, *quiet, ours, command, *words], f"pip-{command}", FAILURE)


def _each(requirements):
    return [f"--requirement={path}" for path in requirements]


def _base_python():
    """The Python that environments are made from: never one of them."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Path(sys.executable).resolve()
    raise Stop(f"Python 3.10 to 3.13 is needed; this is {sys.version.split()[0]}")


def _venv_failure():
    return "A Python environment could not be made; is python3-venv installed?"

"""A folder for what other people's programs leave lying about; it goes with the run."""

import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

# Where Chromium, LibreOffice and Odoo's tests put files and forget them.
VARIABLES = ("TMPDIR", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR")
PATIENCE = 5  # seconds for ended programs to write their last file


@contextmanager
def scratch():
    """Have every program that is started inside leave its files in one folder.

    It lies in the system's folder for such, not in the checkout: the path of a
    socket in it must not be long.
    """
    before = {name: os.environ.get(name) for name in VARIABLES}
    folder = Path(tempfile.mkdtemp(prefix="dossier-"))
    # Apart: Chromium takes a profile below the settings for one with a cache elsewhere.
    ours = {name: folder / name for name in VARIABLES}
    for path in ours.values():
        path.mkdir(mode=0o700)
    _point(ours)
    try:
        yield
    finally:
        _point(before)
        _remove(folder)


def _point(variables):
    for name, text in variables.items():
        if text is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = str(text)
    tempfile.tempdir = None  # Python remembers it otherwise


def _remove(folder):
    until = time.monotonic() + PATIENCE
    while folder.exists() and time.monotonic() < until:
        shutil.rmtree(folder, ignore_errors=True)
        time.sleep(0.1)

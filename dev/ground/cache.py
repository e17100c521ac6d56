"""The download cache: folders of files, each trusted only by its hash."""

import hashlib
import shutil
from pathlib import Path

from .console import say, step
from .paths import CACHE
from .steps import lock, write_whole

SUMS = "SHA256SUMS"


def cached(name, title, download):
    """Return the cache folder `name`, filled by `download(folder)` if need be.

    A folder appears under its name only when its download finished and the
    hash of every file was written; a folder that fails the check is fetched
    again.
    """
    folder = CACHE / name
    with lock(CACHE / f"{name}.lock"):
        if folder.is_dir() and not _is_sound(folder):
            say(f"  The cached files in {folder} are damaged; fetching them again.")
            shutil.rmtree(folder)
        if not folder.is_dir():
            with step(title):
                _fill(folder, download)
    return folder


def _fill(folder, download):
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)  # of a run that was killed
    new.mkdir(parents=True)
    try:
        download(new)
        sums = [f"{_sha256(path)}  {path.name}" for path in sorted(new.iterdir())]
        write_whole(new / SUMS, "\n".join(sums) + "\n")
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _is_sound(folder):
    sums = folder / SUMS
    if not sums.is_file():
        return False
    pairs = [line.split("  ", 1) for line in sums.read_text().splitlines()]
    return all(
        (folder / name).is_file() and _sha256(folder / name) == expected
        for expected, name in pairs
    )


def _sha256(path: Path):
    return hashlib.sha256(path.read_bytes()).hexdigest()

"""The source of Odoo 19: named by the user, installed, or downloaded."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .cache import cached
from .console import Stop
from .paths import CACHE, DEV, GROUND
from .steps import COMPLETE, build_once, run

SERIES = 19
DOWNLOAD = "odoo-19-debian"
KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# What an interpreter knows of its Odoo: the series, the file, and where it looks.
PROBE = """
import sys, odoo.release
print(odoo.release.version_info[0], odoo.release.__file__, *sys.path, sep="\\n")
"""


@dataclass(frozen=True)
class Source:
    """Where Odoo lies, and the Python that has its requirements if it is installed."""

    folder: Path
    python: Path | None = None
    paths: tuple[str, ...] = ()


@cache
def odoo_source():
    """Return the Odoo to work with, downloading it when there is none.

    First the folder in the variable ODOO, then the `odoo` on the PATH or one that
    python3 can import, then Debian's package, unpacked into this checkout.

    :raises Stop: when ODOO does not hold series 19, or the download fails
    """
    named = os.environ.get("ODOO")
    if named:
        return _named_source(Path(named).expanduser().resolve())
    return _installed_source() or _debian_source()


def _named_source(folder):
    release = folder / "odoo" / "release.py"
    if not release.is_file():
        raise Stop(f"ODOO={folder} has no odoo/release.py; name an Odoo 19 source tree")
    facts = {}
    exec(release.read_text(), facts)
    if facts["version_info"][0] != SERIES:
        raise Stop(f"ODOO={folder} is Odoo {facts['version']}; Odoo 19.0 is needed")
    return Source(folder)


def _installed_source():
    for python in (*_interpreter("odoo"), Path(sys.executable).resolve()):
        series, *facts = _ask(python)
        if series == str(SERIES):
            file, *paths = facts
            return Source(Path(file).parents[1], python, tuple(filter(None, paths)))
    return None


def _interpreter(name):
    """The interpreter that a script on the PATH names in its first line, if any."""
    script = shutil.which(name)
    if not script:
        return []
    with open(script, "rb") as file:
        first = file.readline().decode(errors="replace")
    words = first.removeprefix("#!").split() if first.startswith("#!") else []
    python = words and shutil.which(words[1 if words[0].endswith("/env") else 0])
    return [Path(python)] if python else []


def _ask(python):
    words = [python, "-I", "-c", PROBE]
    answer = subprocess.run(words, capture_output=True, text=True, check=False)
    return answer.stdout.split("\n")


def _debian_source():
    folder = GROUND / "odoo"
    if not (folder / COMPLETE).is_file():
        debs = cached(DOWNLOAD, "Downloading Odoo 19 (130 MB)", _download)
        paths = sorted(debs.glob("*.deb"))
        build_once(
            folder, DOWNLOAD, "Unpacking Odoo 19", lambda new: _unpack(paths, new)
        )
    return Source(folder / "usr/lib/python3/dist-packages")


def _unpack(debs, folder):
    """Unpack the packages, of Odoo's 80 languages only English and Chinese ones.

    The others are three quarters of all bytes.
    """
    languages = "--exclude=*/i18n*/[!ez]*.po --exclude=*/i18n*/e[!n]*.po"
    unpack = f'dpkg-deb --fsys-tarfile "$0" | tar -x -C "$1" {languages}'
    for deb in debs:
        failure = f"{deb.name} could not be unpacked; is the disk full?"
        words = ["bash", "-o", "pipefail", "-f", "-c", unpack, deb, folder]
        run(words, "unpack", failure)
    dangling = [path for path in folder.rglob("*") if not path.exists()]
    if dangling:
        raise Stop(f"Odoo's package links to a missing file: {dangling[0]}")


def _download(folder):
    """Fetch the packages of dev/odoo-packages.txt by the machine's own mirror.

    apt checks them against Debian's signed index; its lists and caches are
    ours, so that the machine's own sources stay as they are.
    """
    failure = "Odoo 19 could not be downloaded; check the network or set ODOO=/path"
    mirror, release = _mirror()
    state = CACHE / "apt"
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    sources = state / "sources.list"
    sources.write_text(
        "".join(
            f"deb [signed-by={KEYRING}] {mirror} {suite} main\n"
            for suite in (release, "sid")
        )
    )
    settings = {
        "Dir::State": state,
        "Dir::State::status": "/var/lib/dpkg/status",
        "Dir::Cache": state,
        "Dir::Etc::sourcelist": sources,
        "Dir::Etc::sourceparts": "-",
        "APT::Sandbox::User": "root",
        "Acquire::Languages": "none",
    }
    apt = ["apt-get", *(f"-o{name}={value}" for name, value in settings.items())]
    names = (DEV / "odoo-packages.txt").read_text().split("\n")
    wanted = [
        line.replace("own", release)
        for line in names
        if line and not line.startswith("#")
    ]
    run([*apt, "update"], "odoo-index", failure)
    run([*apt, "download", *wanted], "odoo-download", failure, cwd=folder)


def _mirror():
    """The address and release name of the machine's own Debian mirror."""
    answer = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(ORIGIN)"]
        + ["Created-By: Packages", "Component: main"],
        capture_output=True,
        text=True,
        check=False,
    )
    for line in answer.stdout.splitlines():
        uri, release, *origin = line.split()
        if origin == ["Debian"] and "-" not in release:
            return uri, release
    raise Stop(
        "No Debian mirror is set up here, so Odoo 19 cannot be downloaded:"
        " set ODOO=/path/to/odoo-19 to a source tree of your own"
    )

"""`make release`: the addon as one file that an administrator can install."""

import hashlib
import re
import subprocess
import zipfile

from . import kept
from .console import Stop, say
from .paths import ADDON, ROOT

DIST = ROOT / "dist"
CHANGES = ROOT / "CHANGELOG.md"
#: What only developers need.
LEFT_OUT = ("tests/", "static/tests/")
#: Zip knows no time zones and no day before this one: the same files, the same bytes.
STAMP = (1980, 1, 1, 0, 0, 0)


def build():
    """Pack what git keeps of the addon into dist/; say where it lies, with its fingerprint.

    :raises Stop: something is not committed, the changes of this version are not told,
        or no database of it is kept
    """
    if _git("status", "--porcelain", "--", ADDON.name):
        raise Stop(f"{ADDON.name}/ differs from what git keeps; commit it first")
    version = kept.current_version()
    if not re.search(rf"^## {re.escape(version)}\b", CHANGES.read_text(), re.MULTILINE):
        raise Stop(f"{CHANGES.name} tells nothing of version {version}; add it")
    if version not in kept.versions():
        raise Stop(f"No database of version {version} is kept; run `make fixture`")
    target = pack(DIST)
    say(f"{target}\nsha256 {hashlib.sha256(target.read_bytes()).hexdigest()}")


def pack(folder):
    """:return: path of a zip of the addon's files, whatever their state"""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{ADDON.name}-{kept.current_version()}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in _files().items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
    return target


def _files():
    """:return: ``{name in the zip: path}``, in order"""
    names = _git("ls-files", "-z", "--", ADDON.name).split("\0")
    left_out = tuple(f"{ADDON.name}/{folder}" for folder in LEFT_OUT)
    files = {
        name: ROOT / name for name in names if name and not name.startswith(left_out)
    }
    files |= {f"{ADDON.name}/{path.name}": path for path in (ROOT / "LICENSE", CHANGES)}
    return dict(sorted(files.items()))


def _git(*words):
    return subprocess.run(
        ["git", *words], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

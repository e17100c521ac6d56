"""What comes from npm, linters and axe-core, kept in the cache as one archive."""

import os
import shutil

from .cache import cached
from .debian import ensure_packages
from .paths import CACHE, GROUND, ROOT
from .steps import build_once, key_of, run

ARCHIVE = "node_modules.tar"
LINK = ROOT / "node_modules"  # where prettier and eslint look for their plugins


def node_tool(name):
    """The path of a Node tool, installed first if need be."""
    return node_modules() / ".bin" / name


def node_modules():
    """The folder of all packages, installed first if need be."""
    ensure_packages("lint")
    key = key_of(ROOT / "package.json", ROOT / "package-lock.json")

    def build(folder):
        archive = cached(f"node-{key}", "Downloading what comes from npm", _download)
        failure = "what comes from npm could not be unpacked; is the disk full?"
        run(["tar", "-xf", archive / ARCHIVE, "-C", folder], "node-unpack", failure)

    folder = GROUND / "node"
    build_once(folder, key, "Preparing what comes from npm", build)
    if not LINK.exists():
        LINK.unlink(missing_ok=True)
        LINK.symlink_to(os.path.relpath(folder / "node_modules", ROOT))
    return LINK


def _download(folder):
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, folder)
    failure = "what comes from npm could not be downloaded; check the network"
    ours = f"--cache={CACHE / 'npm'}"  # its own lies in the home
    run(["npm", "ci", "--ignore-scripts", ours], "npm", failure, cwd=folder)
    pack = ["tar", "-cf", ARCHIVE, "node_modules"]
    run(pack, "node-pack", failure, cwd=folder)
    shutil.rmtree(folder / "node_modules")

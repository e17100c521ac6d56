"""Debian packages: which are missing, and how they get installed."""

import glob
import importlib.util
import os
import shutil
import subprocess

from .console import Stop, step
from .paths import DEV, LOGS
from .steps import lock, run


def ensure_packages(*purposes):
    """Install the Debian packages of these purposes that are not there yet.

    :raises Stop: naming the packages and the command, when this user may not
        install packages or the installation fails
    """
    if not _missing(purposes):
        return
    with lock(LOGS / "packages.lock"):
        names = _missing(purposes)
        if names:
            _install(names)
        left = _missing(purposes)
        if left:
            raise Stop(f"Still missing after their installation: {' '.join(left)}")


def _missing(purposes):
    rows = [
        line.split()
        for line in (DEV / "debian-packages.txt").read_text().splitlines()
        if line and not line.startswith("#")
    ]
    return [name for name, what, proof in rows if what in purposes and not _has(proof)]


def _has(proof):
    if proof.startswith("module:"):
        return importlib.util.find_spec(proof.removeprefix("module:")) is not None
    return bool(glob.glob(proof) if "/" in proof else shutil.which(proof))


def _install(names):
    by_hand = f"apt-get install --no-install-recommends {' '.join(names)}"
    root = _as_root()
    if root is None or not shutil.which("apt-get"):
        raise Stop(f"Debian packages are missing; as root, run: {by_hand}")
    failure = f"Packages could not be installed; check the network, or run: {by_hand}"
    command = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    with step(f"Installing Debian packages ({', '.join(names)})"):
        run([*command, "update"], "apt-update", failure)
        run(
            [*command, "install", "--yes", "--no-install-recommends", *names],
            "apt-install",
            failure,
        )


def _as_root():
    """The words that make a command run as root, or None when it may not."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.call([sudo, "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return [sudo, "-n"]
    return None

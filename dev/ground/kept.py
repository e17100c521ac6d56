"""Kept databases: one of each released version, for the versions to come to upgrade.

A kept database is whole, as PostgreSQL writes it out (plain SQL, which an older or
newer PostgreSQL reads as well), so that it does not depend on the Odoo that is there
today. Left out is what Odoo makes again or nobody misses: the web's assets, pictures.
"""

import ast
import lzma
import os
import subprocess

from . import cluster
from .console import Stop, say, step
from .databases import base_template, clone, drop, run_odoo
from .odoo import command, environment, prepare
from .paths import ADDON, DEV, ROOT
from .steps import run

FOLDER = ROOT / "tests" / "versions"
SUFFIX = ".sql.xz"
SCRATCH = "dossier_kept"
LARGEST = 1_500_000  # bytes that a version may add to the repository
# Files beside the database are not dumped: ours move into it, Odoo's go.
FILL = """
import sys
sys.dont_write_bytecode = True
sys.path.insert(0, {path!r})
import kept_records
kept_records.fill(env)
"""
SLIM = """
DELETE FROM ir_attachment
 WHERE store_fname IS NOT NULL AND COALESCE(res_model, '') NOT LIKE 'customer.dossier%';
DELETE FROM ir_attachment WHERE url LIKE '/web/assets/%';
"""
# What one version of PostgreSQL says and another one does not understand.
FOREIGN = (b"SET transaction_timeout", b"\\restrict", b"\\unrestrict")


def versions():
    """The versions that a database is kept of, the oldest first."""
    names = [path.name.removesuffix(SUFFIX) for path in FOLDER.glob(f"*{SUFFIX}")]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


def keep():
    """Write out a database of the addon's present version, with records everywhere.

    :raises Stop: it would be larger than a repository should bear
    """
    prepare()
    path = FOLDER / f"{current_version()}{SUFFIX}"
    with step(f"Making a database of version {current_version()}"):
        _make()
    with step("Writing it out"):
        content = _dump()
    if len(content) > LARGEST:
        raise Stop(f"The database takes {len(content):,} bytes; {LARGEST:,} at most")
    FOLDER.mkdir(exist_ok=True)
    path.write_bytes(content)
    say(f"{path.relative_to(ROOT)}: {len(content):,} bytes")


def current_version():
    return ast.literal_eval((ADDON / "__manifest__.py").read_text())["version"]


def restore(version, name):
    """Make the database `name` from the kept one of that version.

    :raises Stop: PostgreSQL refuses a line of it
    """
    drop(name)
    cluster.psql(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    script = lzma.decompress((FOLDER / f"{version}{SUFFIX}").read_bytes())
    words = [cluster.binary("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", name]
    run(words, "restore", f"Version {version} cannot be restored", script, env=_env())


def _make():
    clone(base_template(), SCRATCH)
    run_odoo(SCRATCH, "kept-install", "-i", "customer_dossier")
    words = command("shell", "-d", SCRATCH, "--no-http")
    script = FILL.format(path=str(DEV))
    run(words, "kept-fill", "The records could not be made", script, env=environment())


def _dump():
    cluster.psql(SLIM, SCRATCH)
    words = [cluster.binary("pg_dump"), "--no-owner", "--no-privileges", SCRATCH]
    text = subprocess.run(words, env=_env(), capture_output=True, check=True).stdout
    lines = [line for line in text.splitlines(True) if not line.startswith(FOREIGN)]
    drop(SCRATCH)
    return lzma.compress(b"".join(lines), preset=9 | lzma.PRESET_EXTREME)


def _env():
    return {**os.environ, **cluster.connection()}

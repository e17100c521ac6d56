"""Databases with their file stores: cloned from templates, trusted when marked.

The mark is the comment on the database. It is set last, so a database whose
making was interrupted has none and is made again.
"""

import ast
import os
import shutil
from pathlib import Path

from .cluster import psql
from .console import step
from .odoo import DATA, command, environment
from .paths import ADDON, GROUND
from .source import odoo_source
from .steps import key_of, lock, run

BASE = "dossier_base"
# Browsers ask for these files first; making them takes half a minute.
WARM_UP = """
env["ir.qweb"]._pregenerate_assets_bundles()
env.cr.commit()
"""


def exists(name):
    """Tell whether there is a database of that name."""
    return bool(psql(f"SELECT 1 FROM pg_database WHERE datname = {_text(name)}"))


def mark(name):
    """The mark of a database that was made to its end, else an empty text."""
    rows = psql(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
        f" WHERE datname = {_text(name)}"
    )
    return rows[0] if rows else ""


def drop(name):
    """Remove a database and its file store, whoever is still connected."""
    psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    shutil.rmtree(_filestore(name), ignore_errors=True)


def clone(template, name):
    """Make `name` a copy of `template`, file store included."""
    drop(name)
    with lock(GROUND / f"{template}.lock"):
        psql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    share_files(template, name)


def share_files(template, name):
    """Give a copy of a database the files of the other one."""
    if _filestore(template).is_dir():
        # The store's files are named by their content and never change.
        shutil.copytree(_filestore(template), _filestore(name), copy_function=os.link)


def make_once(name, key, title, fill):
    """Make the database by `fill(name)` unless it bears this mark already."""
    if mark(name) == key:
        return
    with lock(GROUND / f"{name}.making.lock"):
        if mark(name) == key:
            return
        with step(title):
            drop(name)
            fill(name)
            set_mark(name, key)


def set_mark(name, key):
    """Mark a database as made to its end."""
    psql(f'COMMENT ON DATABASE "{name}" IS {_text(key)}')


def base_template():
    """The database with the modules that the addon stands on, for cloning."""
    modules = ",".join(_manifest()["depends"])
    make_once(
        BASE,
        base_key(),
        f"Making a template database with {modules}",
        lambda name: _fill_base(name, modules),
    )
    return BASE


def warm_up(name):
    """Have a database's web assets made before somebody waits for them."""
    failure = f"The web assets of database {name} could not be made"
    words = command("shell", "-d", name, "--no-http")
    run(words, "assets", failure, script=WARM_UP, env=environment())


def base_key():
    """What the base template depends on: the Odoo and the modules in it."""
    return key_of(str(odoo_source().folder), WARM_UP, *_manifest()["depends"])


def run_odoo(name, log, *words):
    """Run Odoo on a database, without answering requests, until it is done."""
    failure = f"Odoo failed on database {name}"
    words = command("-d", name, "--stop-after-init", *words)
    run(words, f"odoo-{log}", failure, env=environment())


def tree_key(*folders):
    """One key for all files of some folders."""
    paths = [
        path
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return key_of(*(part for path in paths for part in (str(path), path)))


def _fill_base(name, modules):
    run_odoo(name, "base", "-i", modules)
    warm_up(name)


def _manifest():
    return ast.literal_eval((ADDON / "__manifest__.py").read_text())


def _filestore(name) -> Path:
    return DATA / "filestore" / name


def _text(value):
    return "'" + value.replace("'", "''") + "'"

"""Running Odoo in the prepared environment."""

import os
import socket

from . import cluster
from .debian import ensure_packages
from .paths import GROUND, ROOT
from .python import odoo_python
from .source import odoo_source

FIRST_PORT = 8069
DATA = GROUND / "data"
# Odoo would take the first for its own database; without compiled files, which the
# second forbids, every start would take seconds longer.
UNWANTED = ("PGDATABASE", "PYTHONDONTWRITEBYTECODE")


def prepare(*purposes):
    """Prepare everything that running Odoo needs; cheap when it is there.

    :param purposes: of more Debian packages, so that all are asked for at once
    """
    database = ["database"] if cluster.is_private() else []
    ensure_packages("python", "setup", *database, *purposes)
    odoo_source()
    odoo_python()
    cluster.psql("SELECT 1")


def environment():
    """The environment variables in which any Odoo command works.

    Odoo reads its options from them, below those of the command line, so
    no configuration file is needed and none of the user's own is read.
    """
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        **{name: text for name, text in os.environ.items() if name not in UNWANTED},
        **cluster.connection(),
        "ODOO_RC": str(GROUND / "odoo.conf"),
        "ODOO_ADDONS_PATH": str(ROOT),
        "ODOO_DATA_DIR": str(DATA),
        "ODOO_HTTP_INTERFACE": os.environ.get("ODOO_HTTP_INTERFACE", "127.0.0.1"),
        "ODOO_HTTP_PORT": os.environ.get("ODOO_HTTP_PORT") or str(free_port()),
        "PYTHONPYCACHEPREFIX": str(GROUND / "pycache"),
        "PATH": f"{odoo_python().parent}:{os.environ['PATH']}",
    }


def command(*words):
    """The command line that runs Odoo with these words."""
    return [str(odoo_python()), "-m", "odoo", *words]


def free_port(first=FIRST_PORT):
    """The first port from `first` on that nobody listens on."""
    for port in range(first, first + 500):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {first} on")

"""The OCA's add-ons for credit risk, in a twin of the database: `make bench PEERS=1`.

They are fetched for the measurement alone and are no dependency of ours.
"""

from ground.databases import clone
from ground.paths import GROUND, ROOT
from ground.python import odoo_python, pip

PACKAGES = (
    "odoo-addon-account_financial_risk==19.0.*",
    "odoo-addon-sale_financial_risk==19.0.*",
)
MODULES = "account_financial_risk,sale_financial_risk"
HOME = GROUND / "peers"
#: Odoo finds them beside ours.
PATH = f"--addons-path={ROOT},{HOME / 'odoo' / 'addons'}"
HEADING = """
The same thing in Odoo alone, with our addon, and with the OCA's account_financial_risk and
sale_financial_risk (fetched for this table), in turn, the medians of three rounds. Odoo
alone has `credit`: open items, no orders, and nothing that holds an order.

| what | Odoo ms | ours ms | OCA ms | queries: Odoo | ours | OCA |
|---|---|---|---|---|---|---|"""


def prepare(odoo, plain, database):
    """Make a twin of the database without our addon, and install theirs into it.

    :param odoo: runs Odoo, as in ``run``
    """
    words = ["--no-deps", "--upgrade", f"--target={HOME}"]
    pip(odoo_python(), "install", *words, *PACKAGES)
    clone(plain, database)
    odoo("-i", MODULES, "--stop-after-init", database=database)


def row(name, figures):
    """A line of the table.

    :param figures: ``{"ms": [without, ours, theirs], "queries": [the same]}``
    """
    times = " | ".join(f"{ms:9.1f}" for ms in figures["ms"])
    queries = " | ".join(f"{count:5.0f}" for count in figures["queries"])
    return f"| {name:26} | {times} | {queries} |"

"""The demo: a distillery's Odoo, ready to look at."""

import datetime

from . import cluster, server
from .console import say, step
from .databases import (
    base_key,
    base_template,
    clone,
    drop,
    make_once,
    mark,
    run_odoo,
    set_mark,
    tree_key,
    warm_up,
)
from .odoo import environment, prepare
from .paths import ADDON, DEV, GROUND
from .steps import key_of, lock, run

DEMO = "dossier_demo"
TEMPLATE = "dossier_demo_template"
COMPANY = DEV / "demo_company"


def show(fresh=False):
    """Have the demo run, and print where it is and who may log in.

    :param fresh: start over with today's demo company from today's code
    """
    prepare()
    with lock(GROUND / "demo.lock"):
        if fresh:
            server.stop()
            drop(DEMO)
        url = server.address() or _start()
    _greet(url)


def stop():
    """Stop the demo's server, and the private database cluster."""
    say("Odoo: stopped" if server.stop() else "Odoo: not running")
    if cluster.is_private():
        say(f"PostgreSQL: {cluster.stop()}")


def demo_template():
    """The database with the demo company of this day, for cloning."""
    today = datetime.date.today().isoformat()
    key = key_of(base_key(), tree_key(ADDON, COMPANY), today)
    make_once(TEMPLATE, key, "Making the demo company (some minutes)", _fill)
    return TEMPLATE


def _start():
    code = tree_key(ADDON)
    if not mark(DEMO):
        clone(demo_template(), DEMO)
        set_mark(DEMO, code)
    elif mark(DEMO) != code:
        with step("Updating the demo to the changed addon"):
            run_odoo(DEMO, "demo-update", "-u", "customer_dossier")
            set_mark(DEMO, code)
    return server.start(DEMO)


def _fill(name):
    clone(base_template(), name)
    failure = "The demo company could not be made"
    run([COMPANY / "run", "-d", name], "demo-company", failure, env=environment())
    warm_up(name)


def _greet(url):
    say(f"\nThe demo company answers at {url}\n")
    lines = (COMPANY / "logins.txt").read_text().splitlines()
    rows = [line.split(maxsplit=2) for line in lines if line and line[0] != "#"]
    for login, password, role in [("login", "password", "role"), *rows]:
        say(f"  {login:<18}{password:<18}{role}")
    say("\nmake stop ends it; make demo FRESH=1 starts over.")

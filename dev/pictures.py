"""Take the README's pictures from the demo, as its leaders see it."""

import sys
from pathlib import Path

from browser import Browser
from ground import server
from ground.console import Stop, step
from ground.demo import COMPANY, DEMO

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
# Each language has its leader: a brief is kept in the language in which it was made.
LEADERS = {"en": "leader", "zh": "leader_zh"}
DOSSIERS = "/odoo/customer-dossiers"
ACTION = "/odoo/action-customer_dossier.customer_dossier"
ROWS = ".o_data_row, .o_kanban_record"
# Name, address (with the ids of a dossier and its customer), what it must show.
PAGES = [
    ("cockpit", "/odoo/customer-cockpit", ".o_cockpit .list-group-item"),
    ("list", f"{DOSSIERS}?view_type=list", ".o_data_row"),
    ("kanban", f"{DOSSIERS}?view_type=kanban", ".o_kanban_record"),
    ("form", DOSSIERS + "/{dossier}", ".o_form_view .o_notebook"),
    ("pivot", "/odoo/customer-dossier-analysis", ".o_pivot table"),
    ("customer", "/odoo/contacts/{customer}", ".o_form_view .o_notebook"),
    ("clearances", "/odoo/dossier-clearances", ROWS),
    ("access_log", f"{ACTION}_access_log_action", ROWS),
    ("signals", "/odoo/dossier-signals", ROWS),
    ("promises", f"{ACTION}_promise_action", ROWS),
    ("watch_log", f"{ACTION}_watch_action", ROWS),
    ("visits", "/odoo/dossier-visits?view_type=list", ROWS),
    ("care", "/odoo/dossier-care", ROWS),
    (
        "briefs",
        "/odoo/customer.dossier.brief/{brief}",
        ".o_form_view .o_field_x2many",
    ),
    ("targets", f"{ACTION}_target_action", ROWS),
    ("needs", "/odoo/dossier-needs", ROWS),
    ("lessons", "/odoo/dossier-lessons", ROWS),
    (
        "provision",
        "/odoo/customer.dossier.provision.run/{run}",
        ".o_form_view .o_notebook",
    ),
    ("revisions", "/odoo/dossier-revisions", ROWS),
    ("held_orders", f"{ACTION}_hold_action", ROWS),
    ("terms_requests", f"{ACTION}_terms_request_action", ROWS),
    ("measures", f"{ACTION}_measure_action", ROWS),
    ("readings", f"{ACTION}_reading_action", ROWS),
    ("dealerships", f"{ACTION}_dealership_action", ROWS),
    ("losses", f"{ACTION}_loss_ledger_action", ".modal .o_form_view"),
    ("report", f"{ACTION}_credit_report_action", ".modal .o_form_view"),
]


def main():
    """Fill docs/pictures: each page wide and on a phone, in English and Chinese."""
    address = server.address()
    if not address:
        raise Stop("the demo is not running; `make pictures` starts it")
    passwords = _passwords()
    for language, login in LEADERS.items():
        with Browser(address) as browser:
            browser.size(*SIZES["wide"])
            browser.login(DEMO, login, passwords[login])
            _take(browser, language)


def _passwords():
    """{login: password} of the people of the demo."""
    lines = (COMPANY / "logins.txt").read_text().splitlines()
    return dict(line.split(maxsplit=2)[:2] for line in lines if line and line[0] != "#")


def _take(browser, language):
    dossier = browser.method(
        "customer.dossier",
        "search_read",
        [["rating", "!=", "N"]],
        fields=["partner_id"],
        order="overdue desc",
        limit=1,
    )[0]
    [run] = browser.method("customer.dossier.provision.run", "search", [], limit=1)
    [brief] = browser.method("customer.dossier.brief", "search", [], limit=1)
    ids = {
        "dossier": dossier["id"],
        "customer": dossier["partner_id"][0],
        "run": run,
        "brief": brief,
    }
    for size, window in SIZES.items():
        browser.size(*window)
        for name, page, selector in PAGES:
            if (name, size) == ("list", "phone"):
                continue  # Odoo shows cards instead
            file = PICTURES / f"{name}_{size}_{language}.png"
            with step(f"Taking {file.name}"):
                browser.open(page.format(**ids), selector)
                browser.picture(file)


if __name__ == "__main__":
    try:
        main()
    except Stop as reason:
        sys.exit(f"Stopped: {reason}")

"""What we show as axe-core sees it: nothing serious on the screens of the demo company.

Those that people work with; `ALL=1 make test T=test_accessibility` opens every menu.
What Odoo's own components lack (names of their check boxes, pictures and buttons in lists,
contrast of their greys and badges) is not ours to mend; whatever we put there is looked at.
"""

import json
import os
import time

import pytest
from browser import QUIET, Browser
from conftest import answering
from ground.node import node_modules
from ground.odoo import command

GRAVE = ("serious", "critical")
OF_ODOO = (
    *(".o_control_panel", ".o_search_panel", ".o_component_with_search_panel > button"),
    *(".o_list_actions_header", ".o_list_record_selector", ".o_notebook_headers"),
    *(".o-dropdown", ".o-autocomplete", ".o_select_menu_toggler", ".o_tag"),
    *(".o_calendar_view", ".o_calendar_container", ".o_pivot", "[class*=_avatar]"),
    *(".o_selected_row", ".o_list_button", ".o-checkbox", "thead"),
    ".o-mail-ActivityButton",
)
PALETTE = ".text-muted, .badge"
# On a phone the labels of Odoo's forms are of the same grey.
ON_A_PHONE = f"{PALETTE}, .o_form_label"
READY = ".o_action_manager .o_view_controller, .o_cockpit, .o_dialog .o_form_view"
ROW = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
CLICK = f"window.clicked = Date.now(); document.querySelector('{ROW}')?.click()"
# Some lists are edited in place, and a few open nothing.
FORM = ".o_form_view .o_form_sheet, .o_form_view .o_form_nosheet, .o_selected_row"
OPENED = f"document.querySelector('{FORM}') || Date.now() > window.clicked + 3000"
AXE = f"""
axe.run(".o_action_manager", {{elementRef: true, resultTypes: ["violations"]}}).then(
    (found) => found.violations.filter(
        (one) => {json.dumps(GRAVE)}.includes(one.impact)
    ).flatMap((one) => one.nodes.filter(
        ({{element}}) => !element.closest("{", ".join(OF_ODOO)}")
            && !(one.id === "color-contrast" && element.closest(
                innerWidth < 576 ? "{ON_A_PHONE}" : "{PALETTE}"))
    ).map((node) => `${{one.id}}: ${{node.html}}`)))
"""
WORKED_WITH = (
    *("customer-cockpit", "customer-dossiers", "dossier-signals", "dossier-revisions"),
    *("dossier-holds", "dossier-measures", "dossier-submissions", "dossier-briefs"),
    *("customer-dossier-defects", "dossier-visits", "dossier-care"),
)
MENUS = """
fetch("/web/webclient/load_menus").then((answer) => answer.json()).then((menus) =>
    Object.values(menus).filter((one) => one.actionID
        && (one.xmlid || "").startsWith("customer_dossier.")).map(
            (one) => one.actionPath || `action-${one.actionID}`))
"""


#: Who looks, how wide and high the screen is, and how many of those screens they have.
LOOKS = {"desk": ("leader", 1400, 900, 11), "phone": ("account_manager", 390, 844, 9)}


@pytest.fixture(scope="module", params=LOOKS)
def look(request):
    """Who looks at which screen."""
    return LOOKS[request.param]


@pytest.fixture(scope="module")
def screen(demo_company, look):
    """A browser in which somebody of the demo company is logged in."""
    login, width, height, _screens = look
    words = command("-d", demo_company, f"--db-filter=^{demo_company}$")
    with answering(words) as address, Browser(address) as browser:
        browser.size(width, height)
        browser.login(demo_company, login, login)
        yield browser


@pytest.fixture(scope="module")
def axe():
    """The script of axe-core."""
    return (node_modules() / "axe-core" / "axe.min.js").read_text() + "; null"


def _found(screen, axe):
    screen.wait(QUIET)
    time.sleep(0.5)  # what fades in has no contrast yet
    screen.run(axe)
    return screen.run(AXE)


def test_nothing_serious_is_found_on_our_screens(screen, axe, look):
    screen.open("/odoo", ".o_main_navbar")
    paths = set(screen.run(MENUS))
    theirs = [path for path in WORKED_WITH if path in paths]
    assert len(theirs) == look[-1]
    found = {}
    for path in sorted(paths) if os.environ.get("ALL") else theirs:
        screen.open(f"/odoo/{path}", READY)
        found[path] = _found(screen, axe)
        screen.run(CLICK)
        screen.wait(OPENED)
        found[f"{path}, opened"] = _found(screen, axe)
    lines = [f"{path}: {one}" for path, what in found.items() for one in what]
    assert not lines, "\n".join(lines)
    assert screen.complaints == []


def test_it_would_be_found(screen, axe):
    screen.open("/odoo/customer-dossiers", READY)
    screen.run("document.querySelector('.o_content').append(new Image())")
    assert _found(screen, axe) == ["image-alt: <img>"]

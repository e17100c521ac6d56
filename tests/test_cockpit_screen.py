"""The cockpit in a real browser: wide and on a phone, in both languages, with a mouse
and with a keyboard, without one complaint of the browser."""

import subprocess

import pytest
from browser import Browser
from ground.odoo import command, environment

SETUP = """
from odoo.addons.customer_dossier.tests.common import appoint

env["res.lang"]._activate_lang("zh_CN")
env["ir.module.module"].search(
    [("name", "in", ("web", "customer_dossier"))])._update_translations(["zh_CN"])
leader = env["res.users"].create({
    "name": "Leader", "login": "cockpit", "password": "cockpit",
    "email": "leader@example.com", "group_ids": [env.ref("base.group_user").id]})
appoint(leader, "leader")
grades = [env.ref("customer_dossier.grade_" + code)
          for code in ("key", "special", "general", "general")]
for number, grade in enumerate(grades):
    partner = env["res.partner"].create(
        {"name": "Cockpit Dealer %s" % number, "is_company": True})
    dossier = env["customer.dossier"].create(
        {"partner_id": partner.id, "credit_mode": "unlimited"})
    dossier.sudo().grade_id = grade
    late = number == 1
    dossier.figures_id.sudo().write({
        "as_of": "2026-01-31", "turnover": 1000, "receivable": 500, "exposure": 500,
        "overdue": 400 if late else 0, "overdue_31_60": 400 if late else 0,
        "oldest_overdue_days": 45 if late else 0})
env.cr.commit()
# The server that runs already learns of the language.
env.registry.signal_changes()
"""
COCKPIT = "/odoo/customer-cockpit"
WINDOWS = {"wide": (1400, 900), "phone": (390, 844)}
READY = ".o_cockpit section[name=key] .list-group-item"
WORDS = {
    "en_US": ("Key customers", "2 in the calm middle"),
    "zh_CN": ("重要客户", "平稳的中间客户2家"),
}
ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)"
TITLE = "document.querySelector('.o_cockpit section[name=key] h2').textContent"
ASKED = (
    "performance.getEntriesByType('resource').map((one) => one.name)"
    ".filter((name) => name.includes('/customer.dossier'))"
    ".map((name) => name.split('/').slice(-2).join('/'))"
)
MIDDLE = "document.querySelector('.o_cockpit p[name=middle]').textContent.trim()"


@pytest.fixture(scope="module")
def screen(server):
    """A browser in which a leader of four dossiers is logged in."""
    database, address = server
    words = command("shell", "-d", database, "--no-http", "--log-level=critical")
    subprocess.run(
        words, input=SETUP, text=True, env=environment(), check=True, timeout=300
    )
    with Browser(address) as browser:
        browser.user = browser.login(database, "cockpit", "cockpit")
        yield browser


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("window", WINDOWS)
def test_a_leader_sees_both_ends_and_opens_what_is_behind(screen, window, language):
    screen.size(*WINDOWS[window])
    screen.method("res.users", "write", [screen.user], {"lang": language})
    screen.complaints.clear()
    screen.open(COCKPIT, READY)
    title, middle = WORDS[language]
    assert screen.run(TITLE) == title
    assert screen.run(MIDDLE) == middle
    assert screen.run(ASKED) == ["customer.dossier.overview/cockpit"]
    wide = "document.documentElement.scrollWidth"
    assert screen.run(wide) <= WINDOWS[window][0]
    screen.run("document.querySelector('.o_cockpit p[name=middle] button').click()")
    screen.wait(f"document.querySelectorAll('{ROWS}').length === 2")
    screen.run("history.back()")
    screen.wait(f"document.querySelector('{READY}')")
    screen.run(f"document.querySelector('{READY}').click()")
    screen.wait("document.querySelector('.o_form_view')")
    assert screen.complaints == []


def test_the_keyboard_goes_through_it_in_order_and_opens(screen):
    screen.size(*WINDOWS["wide"])
    screen.complaints.clear()
    screen.open(COCKPIT, READY)
    screen.run("document.querySelector('.o_cockpit select').focus()")
    seen = []
    for _step in range(20):
        screen.press("Tab")
        seen.append(
            screen.run("document.activeElement.closest('[name]')?.getAttribute('name')")
        )
        if seen[-1] == "middle":
            break
    assert [name for name in ("key", "worst", "middle") if name in seen] == seen[-3:]
    screen.press("Enter")
    screen.wait(f"document.querySelectorAll('{ROWS}').length === 2")
    assert screen.complaints == []


def test_paper_gets_the_cockpit_without_its_controls(screen):
    screen.open(COCKPIT, READY)
    screen.media("print")
    shown = (
        "getComputedStyle(document.querySelector('.o_cockpit select').parentElement)"
    )
    assert screen.run(f"{shown}.display") == "none"
    assert (
        screen.run(
            "getComputedStyle(document.querySelector('.o_cockpit .o_content')).overflow"
        )
        == "visible"
    )
    screen.media("")

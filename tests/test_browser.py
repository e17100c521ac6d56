"""A real browser opens every screen of the addon, in an empty database too."""

import pytest
from browser import Browser
from ground.cluster import psql
from ground.odoo import command, environment
from ground.steps import run

APPOINT = """
from odoo import Command
from odoo.addons.customer_dossier.tests.common import appoint

admin, other = env.ref("base.user_admin"), env.ref("base.user_root")
admin.group_ids = [Command.link(env.ref("customer_dossier.group_manager").id)]
for role in ("account_manager", "archivist", "credit", "leader", "auditor"):
    appoint(admin, role, assessor_id=other.id)
env.cr.commit()
"""
SCREENS = (
    "SELECT data.name FROM ir_model_data data"
    " JOIN ir_ui_menu menu ON menu.action = data.model || ',' || data.res_id"
    " WHERE data.module = 'customer_dossier' AND data.model = 'ir.actions.act_window'"
    " ORDER BY data.name"
)
READY = ".o_action_manager .o_view_controller, .o_dialog .o_form_view"
TROUBLE = "document.querySelector('.o_error_dialog, .o_notification .bg-danger')"


@pytest.fixture(scope="module")
def screen(server):
    """A browser in which the administrator is logged in, with all our roles."""
    database, address = server
    words = command("shell", "-d", database, "--no-http")
    run(words, "appoint", "Appointing failed", APPOINT, env=environment())
    with Browser(address) as browser:
        browser.login(database, "admin", "admin")
        yield browser


def test_every_screen_opens_without_an_error(server, screen):
    actions = psql(SCREENS, server[0])
    assert "customer_dossier_action" in actions
    for action in actions:
        screen.open(f"/odoo/action-customer_dossier.{action}", READY)
        assert not screen.run(f"Boolean({TROUBLE})"), action
        assert screen.complaints == [], action

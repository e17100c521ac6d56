"""A real browser opens every screen of the addon, in an empty database too."""

import pytest
from browser import Browser
from ground.cluster import psql

GROUPS = (
    "SELECT res_id FROM ir_model_data"
    " WHERE module = 'customer_dossier' AND model = 'res.groups'"
)
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
    with Browser(address) as browser:
        user = browser.login(database, "admin", "admin")
        links = [[4, int(group), 0] for group in psql(GROUPS, database)]
        browser.method("res.users", "write", [user], {"group_ids": links})
        yield browser


def test_every_screen_opens_without_an_error(server, screen):
    actions = psql(SCREENS, server[0])
    assert "customer_dossier_action" in actions
    for action in actions:
        screen.open(f"/odoo/action-customer_dossier.{action}", READY)
        assert not screen.run(f"Boolean({TROUBLE})"), action

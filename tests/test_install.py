"""The addon comes, renews itself and goes without noise and without leftovers."""

import pytest
from conftest import run_odoo
from ground.cluster import psql
from ground.databases import base_template
from ground.install_log import problems
from ground.odoo import command, environment
from ground.steps import run
from leftovers import more_rows, naming, shape

UNINSTALL = """
module = env["ir.module.module"].search([("name", "=", "customer_dossier")])
module.button_immediate_uninstall()
"""
USED = """
dossier = env["customer.dossier"].create(
    {"partner_id": env["res.partner"].create({"name": "Known", "is_company": True}).id}
)
dossier.write({"state": "active", "blocked": True})
env.company.dossier_hold = True
product = env["product.product"].create({"name": "Known", "list_price": 1})
order = env["sale.order"].create(
    {
        "partner_id": dossier.partner_id.id,
        "order_line": [(0, 0, {"product_id": product.id})],
    }
)
order.action_confirm()
if (order.state, order.credit_state) != ("draft", "held"):
    raise SystemExit("The order was not held.")
log = env["customer.dossier.access.log"]
log._record("opened", dossier)
env.cr.commit()
module = env["ir.module.module"].search([("name", "=", "customer_dossier")])
try:
    module.button_immediate_uninstall()
    raise SystemExit("The record was lost without a word.")
except UserError:
    env.cr.rollback()
log._release("Moved to another system")
env.cr.commit()
"""
CONFIRM = """
env["sale.order"].search([("partner_id.name", "=", "Known")]).action_confirm()
env.cr.commit()
"""
KEPT = "SELECT name FROM ir_attachment WHERE name LIKE 'customer_dossier_access_log%'"
LEFTOVERS = {
    "tables": "SELECT relname FROM pg_class"
    " WHERE relkind IN ('r', 'v', 'm', 'S') AND relname LIKE 'customer_dossier%'",
    "columns": "SELECT table_name || '.' || column_name"
    " FROM information_schema.columns"
    " WHERE table_schema = 'public' AND column_name LIKE '%dossier%'",
    "indexes": "SELECT indexname FROM pg_indexes WHERE indexname LIKE '%dossier%'",
    "functions": "SELECT proname FROM pg_proc WHERE proname LIKE '%dossier%'",
    "triggers": "SELECT tgname FROM pg_trigger WHERE tgname LIKE '%dossier%'",
    "names of data": "SELECT name FROM ir_model_data WHERE module = 'customer_dossier'",
    "models": "SELECT model FROM ir_model WHERE model LIKE 'customer.dossier%'",
    "fields": "SELECT model || '.' || name FROM ir_model_fields"
    " WHERE name LIKE '%dossier%'",
    "groups": "SELECT name->>'en_US' FROM res_groups_privilege"
    " WHERE name->>'en_US' ILIKE '%dossier%'",
    "jobs": "SELECT cron_name FROM ir_cron WHERE cron_name ILIKE '%dossier%'",
    "views": "SELECT name FROM ir_ui_view WHERE arch_db::text LIKE '%dossier%'",
    "attachments": "SELECT name FROM ir_attachment"
    " WHERE res_model LIKE 'customer.dossier%'",
    "actions": "SELECT name->>'en_US' FROM ir_actions"
    " WHERE name->>'en_US' ILIKE '%dossier%'",
    "settings": "SELECT key FROM ir_config_parameter WHERE key LIKE '%dossier%'",
}

# What Odoo keeps by itself of whatever was installed once: that it could be again, and
# that a server shall look.
KEPT_BY_ODOO = ("\tmodule_customer_dossier\t", "\tuninstalled\t", "dossier_base")
NOTES = {"ir_cron_trigger", "orm_signaling_registry"}


def test_the_installation_logs_nothing_louder_than_info(installed):
    assert problems(installed[1]) == []


def test_the_installation_leaves_the_addon_installed(installed):
    state = "SELECT state FROM ir_module_module WHERE name = 'customer_dossier'"
    assert psql(state, installed[0]) == ["installed"]


def test_an_upgrade_logs_nothing_louder_than_info(fresh):
    assert problems(run_odoo(fresh, "-u", "customer_dossier")) == []


def test_an_upgrade_changes_no_table(fresh):
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable"
        " FROM information_schema.columns WHERE table_schema = 'public'"
        " ORDER BY table_name, column_name"
    )
    before = psql(columns, fresh)
    run_odoo(fresh, "-u", "customer_dossier")
    assert psql(columns, fresh) == before


@pytest.fixture(scope="module")
def uninstalled(make_database, installed):
    """A database the addon was removed from."""
    name = make_database("dossier_test_uninstall", installed[0])
    words = command("shell", "-d", name, "--no-http")
    run(words, "uninstall", "Uninstalling failed", UNINSTALL, env=environment())
    return name


@pytest.mark.parametrize(
    "kind", ["tables", "columns", "indexes", "models", "views", "jobs"]
)
def test_what_is_looked_for_is_there_before(installed, kind):
    assert psql(LEFTOVERS[kind], installed[0]) != []


@pytest.mark.parametrize("kind", LEFTOVERS)
def test_uninstalling_leaves_nothing_behind(uninstalled, kind):
    assert psql(LEFTOVERS[kind], uninstalled) == []


def test_uninstalling_leaves_the_database_as_it_was_before(uninstalled):
    assert shape(uninstalled) == shape(base_template())
    assert more_rows(uninstalled, base_template()).keys() <= NOTES
    assert more_rows(base_template(), uninstalled) == {}


@pytest.fixture(scope="module")
def used(make_database, installed):
    """A database the addon was removed from after somebody had opened a dossier."""
    name = make_database("dossier_test_used", installed[0])
    words = command("shell", "-d", name, "--no-http")
    script = f"from odoo.exceptions import UserError\n{USED}{UNINSTALL}"
    run(words, "uninstall-used", "Uninstalling failed", script, env=environment())
    return name


@pytest.mark.parametrize("kind", LEFTOVERS)
def test_what_was_used_goes_as_well_once_its_record_is_released(used, kind):
    assert psql(LEFTOVERS[kind], used) == []


def test_nothing_anywhere_names_what_is_gone(used):
    """Whatever table it stands in: orphans, files, jobs, texts of views, rights."""
    named = [
        line
        for line in naming(used, "dossier")
        if not any(words in line for words in KEPT_BY_ODOO)
    ]
    [archive] = named
    assert f"\tcustomer_dossier_access_log_{used}.zip\t" in archive


def test_a_held_order_is_a_quotation_like_any_other_then(used):
    orders = "SELECT state FROM sale_order"
    assert psql(orders, used) == ["draft"]
    words = command("shell", "-d", used, "--no-http")
    run(words, "confirm", "Confirming failed", CONFIRM, env=environment())
    assert psql(orders, used) == ["sale"]


def test_the_record_stays_where_there_was_one(used, uninstalled):
    assert len(psql(KEPT, used)) == 1
    assert psql(KEPT, uninstalled) == []


def test_the_addon_can_be_installed_again(uninstalled):
    assert problems(run_odoo(uninstalled, "-i", "customer_dossier")) == []

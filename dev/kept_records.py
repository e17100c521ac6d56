"""Records of every model of ours, for the database that is kept of a version.

What is chained and sealed has to be real, so people do it: they read, revise, approve.
Every other table gets rows by SQL, with a value in every column.
"""

from odoo.tests import freeze_time

from odoo.addons.customer_dossier.tests.crawl.ground import Ground
from odoo.addons.customer_dossier.tests.crawl.marks import MarkBook
from odoo.addons.customer_dossier.tests.crawl.plant import Planter
from odoo.addons.customer_dossier.tests.crawl.recipes import UNPLANTED
from odoo.addons.customer_dossier.tests.crawl.users import engage
from odoo.addons.customer_dossier.tests.revision_common import RevisionCommon

# Made by people below: planted rows would fit into no chain.
CHAINED = {
    "customer.dossier.access.log",
    "customer.dossier.access.seal",
    "customer.dossier.page",
    "customer.dossier.revision",
    "customer.dossier.revision.line",
    "customer.dossier.version",
}
REVISED = ("2026-03-02", "2026-05-01", "2026-07-01")  # as many as planted rows
NEXT = "2026-09-01"
READ = {"exposure": {}, "rating": {}, "partner_id": {"fields": {"name": {}}}}


class People(RevisionCommon):
    """The users and the dossier that the addon's own tests work with, kept for good."""


class KeptPlanter(Planter):
    """Plants rows about the revisions that people made."""

    def _target(self, field, record, world):
        if field.comodel_name == "customer.dossier.revision":
            return People.revisions[record].id
        return super()._target(field, record, world)


def fill(env):
    """Fill the database; everything is committed.

    :raises SystemExit: a model was left without rows
    """
    env["ir.config_parameter"].set_param("ir_attachment.location", "db")
    People.env = env(context={**env.context, "tracking_disable": True})
    People._setup_users()
    People._setup_records()
    _revise()
    _plant(env)
    _hold(env)
    env.cr.commit()  # the access log writes by connections of its own
    _read(env)
    _look(env)


def _revise():
    test = People("run")
    People.revisions = People.env["customer.dossier.revision"]
    for day in REVISED:
        with freeze_time(f"{day} 08:00:00"):
            People.revisions |= test._approve(test._plan())
    with freeze_time(f"{NEXT} 08:00:00"):
        test._plan()  # waits for the archivist, as an activity


def _plant(env):
    ground = Ground(env)
    ground.tables = [name for name in ground.tables if name not in CHAINED]
    env["product.product"].create({"name": "Baijiu"})
    planter = KeptPlanter(ground, MarkBook(), engage(People))
    if failed := planter.plant():
        raise SystemExit(f"These could not be planted: {failed}")
    planter.plant_files()


def _hold(env):
    """An order that waits for a decision, of a customer who gets nothing more."""
    People.dossier.write({"blocked": True})
    env.company.dossier_hold = True
    line = {"product_id": env["product.product"].search([], limit=1).id}
    order = env["sale.order"].create(
        {"partner_id": People.partner.id, "order_line": [(0, 0, line)]}
    )
    order.action_confirm()


def _read(env):
    for user in (People.archivist, People.leader, People.leader2):
        People.dossier.with_user(user).web_read(READ)
    env["customer.dossier.access.watch"]._cron_watch()
    env["customer.dossier.access.seal"]._cron_seal()
    env.cr.commit()


def _look(env):
    ground = Ground(env)
    env = env(su=True, context={"active_test": False})
    empty = [
        name
        for name in {*ground.tables, *UNPLANTED}
        if not env[name].search([], limit=1)
    ]
    if empty:
        raise SystemExit(f"These models have no rows: {empty}")

"""What a database holds before anything breaks; read by Odoo's shell.

Thirty customers with invoices, all to be judged and to be revised; one revision that
waits for its approval; people who log in by their names; no job runs but ours, by tens.
"""

import json

from odoo.tests import new_test_user

from odoo.addons.customer_dossier.tests.common import appoint

from benchmarks.fill import fill

CUSTOMERS, BATCH = 30, 10
JOBS = {
    "figures": ("cron_refresh_all", "_cron_refresh_figures"),
    "assess": ("cron_assess", "_cron_assess"),
    "signals": ("cron_raise_signals", "_cron_raise_signals"),
    "revisions": ("cron_plan_revisions", "_cron_plan"),
}
YESTERDAY = """
UPDATE customer_dossier_figures
   SET as_of = as_of - 1, computed_at = computed_at - interval '1 day'
"""
VERDICT = """
companies = env["res.company"].search([])
flaws = env["customer.dossier.version"]._verify(companies)
logs = [env["customer.dossier.access.log"]._verify(one) for one in companies]
action = {"type": "ir.actions.client", "tag": "verdict", "params": {
    "flaws": len(flaws), "logs": [log.kind for log in logs]}}
"""


def prepare(env):
    """Fill the database and print what the tests need to know of it."""
    people = {
        login: _person(env, login, role)
        for login, role in [
            ("keeper", "archivist"),
            ("deputy", "archivist"),
            ("leader", "leader"),
            ("second", "leader"),
        ]
    }
    fill(env, CUSTOMERS)
    dossiers = env["customer.dossier"].search([("partner_id.ref", "like", "bench")])
    dossiers.write(
        {"archivist_id": people["keeper"].id, "deputy_id": people["deputy"].id}
    )
    dossiers.state = "active"
    dossiers.next_revision_date = "2020-01-01"
    dossiers._ensure_sheets()
    revision = _verified(env, people)
    _as_yesterday(env)
    _only_our_jobs(env)
    verdict = env["ir.actions.server"].create(
        {
            "name": "Verdict",
            "model_id": env.ref("base.model_res_users").id,
            "state": "code",
            "code": VERDICT,
        }
    )
    env.cr.commit()
    print(  # noqa: T201
        "RESULT",
        json.dumps(
            {
                "dossiers": dossiers.ids,
                "revision": revision.id,
                "verdict": verdict.id,
                "channel": env.ref("customer_dossier.channel_internal").id,
            }
        ),
    )


def _person(env, login, role):
    groups = "base.group_user,base.group_allow_export"
    user = new_test_user(env, login, groups=groups, lang="en_US")
    appoint(user, role)
    return user


def _verified(env, people):
    """A revision that waits for its approval, of a customer without a history."""
    partner = env["res.partner"].create({"name": "To approve", "is_company": True})
    dossier = env["customer.dossier"].create(
        {
            "partner_id": partner.id,
            "archivist_id": people["keeper"].id,
            "deputy_id": people["deputy"].id,
        }
    )
    dossier.action_activate()
    revision = dossier._plan_revisions()
    mine = revision.with_user(people["keeper"])
    mine.action_start()
    mine.line_ids.action_verified()
    mine.action_prepare()
    revision.with_user(people["deputy"]).action_verify()
    return revision


def _as_yesterday(env):
    """All figures are there, as of the day before: the night has its work to do.

    Without any, what a customer is among all would depend on who is reckoned first.
    """
    every = env["customer.dossier"].with_context(active_test=False).search([])
    every._refresh_figures()
    env.flush_all()
    env.cr.execute(YESTERDAY)


def _only_our_jobs(env):
    env["ir.cron"].search([]).write({"active": False})
    env["ir.cron.trigger"].search([]).unlink()
    for name, method in JOBS.values():
        env.ref(f"customer_dossier.{name}").write(
            {
                "active": True,
                "nextcall": "2099-01-01",
                "code": f"model.{method}(batch={BATCH})",
            }
        )

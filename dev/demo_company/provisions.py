"""Provisions: the year end's run, approved and proposed, and today's, computed."""

from datetime import date, timedelta

from odoo import Command

#: Setting of the company: (code, name, account type).
ACCOUNTS = {
    "dossier_provision_expense_account_id": ("670201", "信用减值损失", "expense"),
    "dossier_provision_allowance_account_id": ("123101", "坏账准备", "asset_current"),
}
RATES = ((0, 0.01), (1, 0.02), (31, 0.05), (91, 0.2), (181, 1))
NAME = "锦源春：逾期天数计提比例"
# Dealer, share of the debt that is lost, reason.
SPECIFIC = ("insolvent", 0.8, "法院已受理其破产清算申请，管理人预计清偿率约两成。")
OVERRIDDEN = (31, 0.08, "该区间只有个别经销商，历史比例不具代表性。")
USED = 3000


def write(env, company, dossiers, users, today):
    """Let the credit accountant compute, and the leader approve."""
    _settle(env, company)
    _rates(env, company, users)
    before = _run(env, users, date(today.year - 1, 12, 31))
    before.action_compute()
    before.with_user(users["leader"]).action_approve()
    before.action_propose_entry()
    _now(env, dossiers, users, today)


def _settle(env, company):
    journal = env["account.journal"].search(
        [("type", "=", "general"), ("company_id", "=", company.id)], limit=1
    )
    company.dossier_provision_journal_id = journal
    for name, (code, label, kind) in ACCOUNTS.items():
        # By name: the chart's own 1231 is another account in Odoo than in the standard.
        account = env["account.account"].search(
            [("name", "=", label), ("company_ids", "in", company.ids)], limit=1
        )
        company[name] = account or account.create(
            {"code": code, "name": label, "account_type": kind}
        )


def _rates(env, company, users):
    env["customer.dossier.provision.matrix"].with_user(users["credit"]).create(
        {
            "name": NAME,
            "company_id": company.id,
            "basis": "due",
            "rate_ids": [
                Command.create({"first": first, "rate": rate}) for first, rate in RATES
            ],
        }
    )


def _run(env, users, day, **vals):
    return (
        env["customer.dossier.provision.run"]
        .with_user(users["credit"])
        .create({"as_of": day, **vals})
    )


def _now(env, dossiers, users, today):
    """By grade and own history, one customer by itself, one rate overridden."""
    month_end = today.replace(day=1) - timedelta(days=1)
    run = _run(
        env,
        users,
        month_end,
        segmentation="grade",
        rate_source="history",
        factor=1.05,
        used=USED,
    )
    key, share, reason = SPECIFIC
    struck = dossiers.filtered(lambda d: d.partner_id.ref == f"JX-{key.upper()}")
    owed = max(struck._figures(month_end)[struck.id]["receivable"], 0)
    env["customer.dossier.provision.specific"].with_user(users["credit"]).create(
        {
            "run_id": run.id,
            "dossier_id": struck.id,
            "allowance": round(owed * share, 2),
            "reason": reason,
        }
    )
    run.action_compute()
    first, rate, why = OVERRIDDEN
    cells = run.line_ids.filtered(lambda cell: cell.first == first and cell.gross)
    cells[:1].write({"rate": rate, "reason": why})

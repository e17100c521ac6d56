"""Appointments: who may enter the archive, prepared and approved as people do it."""

import base64
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import Command

COMMITMENT = base64.b64encode("保密承诺书（已签字）\n".encode())
#: login -> (role, years of service, days until the last day)
APPOINTED = {
    "leader": ("leader", 18, 500),
    "leader_zh": ("leader", 15, 21),
    "archivist": ("archivist", 11, 400),
    "archivist2": ("archivist", 1, 80),
    "account_manager": ("account_manager", 6, 300),
    "account_manager2": ("account_manager", 4, 250),
    "credit": ("credit", 9, 450),
    "auditor": ("auditor", 7, 350),
}
NEW = {
    "exception": True,
    "exception_reason": "林静休产假期间代管档案，由王志远每周复核。",
}
BEGUN = timedelta(days=60)


def create(env, company, users, today):
    """Appoint the users of ``APPOINTED``; one draft waits, one has lapsed."""
    admin, manager = env.ref("base.user_admin"), users["manager"]
    roles = ("customer_dossier.group_manager",)
    admin.group_ids = [Command.link(env.ref(role).id) for role in roles]
    first = _prepare(env, manager, users, "leader", today, company)
    _found(first.with_user(admin))
    others = [login for login in APPOINTED if login != "leader"]
    for login in others:
        draft = _prepare(env, manager, users, login, today, company)
        draft.with_user(users["leader"]).action_approve()
    _prepare(env, manager, users, "salesperson", today, company)
    lapsed = env["customer.dossier.clearance"].create(
        {
            **_values(env, users["contributor"], "account_manager", 3, company, today),
            "date_from": today - timedelta(days=400),
            "date_to": today - timedelta(days=35),
            "employed_since": today - relativedelta(years=4),
        }
    )
    lapsed.with_user(users["leader"]).action_approve()
    env["customer.dossier.clearance"]._remind()


def _prepare(env, manager, users, login, today, company):
    role, years, days = APPOINTED.get(login, ("account_manager", 0, 360))
    values = _values(env, users[login], role, years, company, today)
    values["date_to"] = today + timedelta(days=days)
    if login == "archivist2":
        values |= {**NEW, "date_from": today - timedelta(days=5)}
    if login == "salesperson":
        values |= {"commitment": False, "pay_confirmed": False}
    Clearance = env["customer.dossier.clearance"].with_user(manager)
    return Clearance.with_context(allowed_company_ids=company.ids).create(values)


def _values(env, user, role, years, company, today):
    return {
        "user_id": user.id,
        "role": role,
        "company_id": company.id,
        "date_from": today - BEGUN,
        "employed_since": today - relativedelta(years=years, months=5),
        "employed_evidence": "劳动合同",
        "commitment": COMMITMENT,
        "commitment_name": f"保密承诺书-{user.login}.txt",
        "commitment_date": today - BEGUN,
        "investigation": "good",
        "overview": "yes",
        "assessor_id": env.ref("base.user_admin").id,
        "pay_confirmed": "yes",
        "personal_login": True,
    }


def _found(draft):
    step = draft.env["customer.dossier.clearance.first"].create(
        {"clearance_id": draft.id, "reason": "经董事会决议，由王志远主管客户档案。"}
    )
    step.action_appoint()

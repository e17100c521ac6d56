"""One user per role, so that everybody's screen can be looked at."""

from pathlib import Path

from odoo import Command

from .company import ZONE

SALES = "sales_team.group_sale_salesman"
DOSSIER = "customer_dossier.group_"
# login: (name, language, groups); the archive itself opens by appointment only.
USERS = {
    "contributor": (
        "陈立 (field representative)",
        "en_US",
        (SALES, DOSSIER + "contributor"),
    ),
    "account_manager": (
        "周敏 (account manager)",
        "en_US",
        (SALES, DOSSIER + "contributor"),
    ),
    "account_manager2": (
        "吴昊 (account manager)",
        "en_US",
        (SALES, DOSSIER + "contributor"),
    ),
    "archivist": (
        "林静 (archivist)",
        "en_US",
        ("base.group_partner_manager",),
    ),
    "archivist2": (
        "何芳 (archivist)",
        "en_US",
        ("base.group_partner_manager",),
    ),
    "credit": (
        "郑楠 (credit accountant)",
        "en_US",
        ("account.group_account_invoice",),
    ),
    "leader": (
        "王志远 (leader)",
        "en_US",
        ("sales_team.group_sale_manager",),
    ),
    "leader_zh": (
        "李国栋（公司领导）",
        "zh_CN",
        ("sales_team.group_sale_manager",),
    ),
    "auditor": ("孙洁 (auditor)", "en_US", ()),
    "manager": ("赵伟 (administrator)", "en_US", (DOSSIER + "manager",)),
    "salesperson": ("刘洋 (salesperson without a role)", "en_US", (SALES,)),
}
ROLES = {
    "account_manager2": "account_manager",
    "archivist2": "archivist",
    "leader_zh": "leader",
}
LOGINS = Path(__file__).with_name("logins.txt")


def create(env, company):
    """Create the users, each with its login as password; ``{login: user}``."""
    users = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "login": login,
                    "password": login,
                    "name": name,
                    "lang": language,
                    "tz": ZONE,
                    "email": f"{login}@example.com",
                    "company_id": company.id,
                    "company_ids": [Command.set(company.ids)],
                    "group_ids": [
                        Command.set(
                            [
                                env.ref(group).id
                                for group in ("base.group_user", *groups)
                            ]
                        )
                    ],
                }
                for login, (name, language, groups) in USERS.items()
            ]
        )
    )
    return {user.login: user for user in users}


def logins():
    """The lines of ``logins.txt``: login, password and role."""
    return [f"{login} {login} {ROLES.get(login, login)}" for login in USERS]

"""Who asks: every kind of person that the archive must not speak to."""

from typing import NamedTuple

from odoo import Command
from odoo.tests import new_test_user

OURS = "customer_dossier.group_"
# Name -> groups; everybody may export by Odoo's own right: that is not our wall.
EXPORT = "base.group_allow_export"
OUTSIDERS = {
    "employee": f"base.group_user,{EXPORT}",
    "salesperson": f"sales_team.group_sale_salesman,{EXPORT}",
    "accountant": f"account.group_account_manager,account.group_account_invoice,{EXPORT}",
    "contact_manager": f"base.group_user,base.group_partner_manager,{EXPORT}",
    "rights_manager": f"base.group_user,base.group_erp_manager,{EXPORT}",
    "settings_administrator": f"base.group_user,base.group_system,{EXPORT}",
}
APPOINTED = {
    "contributor": f"base.group_user,{OURS}contributor,{EXPORT}",
    "administrator": f"base.group_user,{OURS}manager,{EXPORT}",
    "foreign_account_manager": f"base.group_user,{OURS}account_manager,{EXPORT}",
    "foreign_archivist": f"base.group_user,{OURS}archivist,{EXPORT}",
    "credit_accountant": f"base.group_user,{OURS}credit,{EXPORT}",
    "auditor": f"base.group_user,{OURS}auditor,{EXPORT}",
    "reader_elsewhere": f"base.group_user,{OURS}leader,{EXPORT}",
    "dismissed": f"base.group_user,{OURS}leader,{EXPORT}",
    "leader_here": f"base.group_user,{OURS}leader,{EXPORT}",
}
CONTROL = "leader_here"  # finds what it may: the proof that a road leads somewhere


class People(NamedTuple):
    """Whom the crawl knows: who asks, whose data it is, and who keeps it."""

    actors: dict
    keepers: tuple
    companies: tuple
    customers: object
    twins: object


def engage(case):
    """Create everybody, in the company of ``case`` and in a second one.

    The portal user belongs to the first customer; the salesperson and the contributor
    sell to one customer each.

    :param case: a test class with ``_create_user`` and ``_create_customer``
    """
    keepers = tuple(
        case._create_user(f"crawl_keeper_{number}", APPOINTED["leader_here"])
        for number in (1, 2)
    )
    second = case.env["res.company"].create({"name": "Crawl's second company"})
    actors = _employ(case, second)
    sellers = (actors["salesperson"], actors["contributor"], keepers[0])
    customers, twins = (
        case.env["res.partner"].concat(
            *(
                case._create_customer(f"{name} {number}", user_id=seller.id)
                for number, seller in enumerate(sellers)
            )
        )
        for name in ("Crawled customer", "Crawled twin")
    )
    actors |= _strangers(case, customers[0])
    companies = (case.env.company, case.env.company, second)
    return People(actors, keepers, companies, customers, twins)


def _employ(case, second):
    actors = {
        name: new_test_user(case.env, f"crawl_{name}", groups=groups)
        for name, groups in OUTSIDERS.items()
    }
    for name, groups in APPOINTED.items():
        actors[name] = case._create_user(f"crawl_{name}", groups)
    actors["reader_elsewhere"].write(
        {"company_id": second.id, "company_ids": [Command.set(second.ids)]}
    )
    return actors


def _strangers(case, customer):
    contact = case.env["res.partner"].create(
        {"name": "Portal contact", "parent_id": customer.id}
    )
    portal = new_test_user(
        case.env, "crawl_portal", groups="base.group_portal", partner_id=contact.id
    )
    return {"portal": portal, "public": case.env.ref("base.public_user")}


def dismiss(people):
    """Take the role away from the reader who had it, and every other group of ours."""
    user = people.actors["dismissed"]
    ours = user.group_ids.filtered(
        lambda group: group.privilege_id == user.env.ref("customer_dossier.privilege")
    )
    user.write({"group_ids": [Command.unlink(group.id) for group in ours]})

"""Orders that were too much for their payers: they wait, were released or turned down."""

from odoo import Command

# Dealer, cases of the first product, what became of it: by whom, why, in which words.
ORDERS = [
    ("chronic_late", 40, None),
    ("insolvent", 10, None),
    ("deteriorating", 30, ("credit", "reject", "not_paying",
                           "三次还款承诺只兑现一次，旧账未清不再发货。")),
    ("big_slow", 12, ("credit", "release", "paying",
                      "财务已发付款回单，周五到账；中秋补货不能断。")),
    ("over_limit", 200, ("credit", "release", "secured",
                         "重庆仓库有我方监管库存可覆盖，另请领导复核。")),
    ("vanished", 5, None),
]  # fmt: skip
FOUR_EYES = 100_000
# Dealer, kind, limit asked for in 10,000, by whom, decided by, how, in which words.
REQUESTS = [
    ("fast_growing", 420, "account_manager", "leader", "approve",
     "今年采购增长七成，回款一直提前，现有额度不够两次进货。"),
    ("chronic_late", 120, "account_manager", "leader", "refuse",
     "客户要求提高额度，称旺季要多备货。"),
    ("declining", 30, "credit", None, None,
     "采购连续下降，额度长期用不满，建议下调。"),
    ("big_slow", 650, "credit", None, None,
     "季节性备货，额度已用满；请领导权衡。"),
]  # fmt: skip


def hold(env, company, dossiers, partners, products, users):
    """Switch the holds on, take orders, and let the credit accountant decide on some."""
    company.write({"dossier_hold": True, "dossier_hold_four_eyes": FOUR_EYES})
    product = next(iter(products.values()))
    by_partner = dossiers.grouped("partner_id")
    for key, cases, decision in ORDERS:
        partner = partners[key]
        order = _order(env, partner, product, cases, by_partner[partner], company)
        order.action_confirm()
        if decision:
            _decide(env, order, *decision, users)


def ask(env, dossiers, partners, users):
    """Ask for limits: one is raised, one refused, two wait for the leader."""
    by_partner = dossiers.grouped("partner_id")
    for key, limit, login, decider, how, reason in REQUESTS:
        dossier = by_partner[partners[key]]
        asker = (
            dossier.account_manager_id if login == "account_manager" else users[login]
        )
        request = (
            env["customer.dossier.terms.request"]
            .with_user(asker)
            .create(
                {
                    "dossier_id": dossier.id,
                    "kind": "limit",
                    "credit_limit": limit * 10_000,
                    "reason": reason,
                }
            )
        )
        if decider:
            getattr(request.with_user(users[decider]), f"action_{how}")()


def _order(env, partner, product, cases, dossier, company):
    return env["sale.order"].create(
        {
            "partner_id": partner.id,
            "company_id": company.id,
            "user_id": dossier.account_manager_id.id,
            "order_line": [
                Command.create({"product_id": product.id, "product_uom_qty": cases})
            ],
        }
    )


def _decide(env, order, login, kind, reason, note, users):
    entry = order.sudo()._credit_entry()
    env["customer.dossier.hold.decision"].with_user(users[login]).create(
        {
            "hold_id": entry.id,
            "dossier_id": entry.dossier_id.id,
            "kind": kind,
            "reason": reason,
            "note": note,
            "amount": entry.amount,
        }
    ).action_decide()

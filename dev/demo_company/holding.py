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
    entry = order.sudo()._hold_entry()
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

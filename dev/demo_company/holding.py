"""Orders that were too much for their payers: they wait, were released or turned down."""

from datetime import timedelta

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
# Dealer whose payment terms are longer for a time, from and to which day, in which words.
LONGER = ("festival_only", -5, 60, "春节前备货集中，账期放宽到45天，节后恢复。")
FOUR_EYES = 100_000
# Dealer, cases of an order of the same day as their last one, and in which words what was
# left of it was closed.
RESTS = [("prompt", 3, "客户改订中秋礼盒装，此单余量不再发货，免得一直占用额度。")]
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
    for key, cases, note in RESTS:
        partner = partners[key]
        order = _order(env, partner, product, cases, by_partner[partner], company)
        _close_rest(env, order, note, users["credit"])


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
    _ask_longer(env, by_partner, partners, users)


def _ask_longer(env, by_partner, partners, users):
    key, first, last, reason = LONGER
    dossier = by_partner[partners[key]]
    today = dossier.company_id._dossier_today()
    request = env["customer.dossier.terms.request"].with_user(users["credit"])
    request.create(
        {
            "dossier_id": dossier.id,
            "kind": "payment",
            "payment_term_id": env.ref("account.account_payment_term_45days").id,
            "date_from": today + timedelta(days=first),
            "date_until": today + timedelta(days=last),
            "reason": reason,
        }
    ).with_user(users["leader"]).action_approve()


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


def _close_rest(env, order, note, user):
    """Confirm it on the day of the customer's last order, and close all of it."""
    last = env["sale.order"].search(
        [("partner_id", "=", order.partner_id.id), ("state", "=", "sale")],
        order="date_order desc",
        limit=1,
    )
    order.action_confirm()
    order.date_order = last.date_order
    action = order.with_user(user).action_close_rest()
    rest = env[action["res_model"]].with_user(user).with_context(**action["context"])
    rest.create({"reason": "not_wanted", "note": note}).action_decide()

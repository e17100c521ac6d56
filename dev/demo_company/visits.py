"""Visits in every state: reported, missed, called off, ahead, and on a day by lot."""

from datetime import timedelta

MAIN = "JYC-52"

# Dealer, kind, days ago, visitor, whom they met, what was said, news, state.
VISITS = [
    ("prompt", "planned", 42, "contributor", "刘总", "谈中秋备货，订单计划已确认。", "", "done"),
    ("prompt", "planned", 12, "contributor", "刘总、仓库老赵",
     "看了春熙路三家店，陈列整齐；答应下周送样品。", "刘总打算在双流再开一家店。", "done"),
    ("early", "planned", 20, "manager", "老板", "对账无误，货款提前付清。", "", "done"),
    ("declining", "unannounced", 9, "manager", "店员",
     "老板不在，库存约六十箱，货架上多是竞品。", "店员说竞品每箱返利二十元。", "done"),
    ("deteriorating", "unannounced", 25, "manager", "财务李女士",
     "仓库半空，两名业务员已离职。", "", "done"),
    ("growing", "enquiry", 6, "manager", "采购（电话）", "销路好，想要小瓶装。", "", "done"),
    ("chronic_late", "planned", 30, "manager", "", "", "", "missed"),
    ("vanished", "unannounced", 50, "manager", "", "", "", "called_off"),
    ("fast_growing", "planned", 0, "manager", "", "", "", "planned"),
    ("over_limit", "planned", 2, "manager", "", "", "", "planned"),
    ("new", "planned", -6, "contributor", "", "", "", "planned"),
]  # fmt: skip
# What was counted there: boxes of the main product.
STOCK = {"declining": 60, "deteriorating": 35}
ASK = {
    "fast_growing": "黄经理刚接手采购：她看重什么？新品能否进她的门店？",
    "over_limit": "何时能把超额部分付清？解放碑店的价格为什么低于底价？",
    "new": "带上合同原件；看仓库，问清谁签字。",
}


def visit(env, dossiers, users, today):
    """Plan and report as the people do it; the cadence plans the rest."""
    known = {
        dossier.partner_id.ref.removeprefix("JX-").lower(): dossier
        for dossier in dossiers
    }
    for key, kind, days, login, met, report, news, state in VISITS:
        day, manager = today - timedelta(days=days), known[key].account_manager_id
        visitor = manager if login == "manager" else users[login]
        one = (
            env["customer.dossier.visit"]
            .with_user(users["leader"])
            .create(
                {
                    "dossier_id": known[key].id,
                    "kind": kind,
                    "day": day,
                    "visitor_id": visitor.id,
                    "ask": ASK.get(key),
                }
            )
        )
        if state == "done":
            own = one.with_user(visitor)
            own.write({"met": met, "report": report, "news": news, "done_on": day})
            own.action_done()
            _count_stock(own, key)
        elif state == "called_off":
            one.reason = "电话停机，店面已转租，上门无意义。"
            one.action_call_off()
    env["customer.dossier.visit"]._turn()


def _count_stock(visit, key):
    """Write down what the visitor counted, as the button on the visit does."""
    if key not in STOCK:
        return
    product = visit.env["product.product"].sudo().search([("default_code", "=", MAIN)])
    visit.env["customer.dossier.reading"].with_context(
        **visit.action_add_reading()["context"]
    ).create({"kind": "stock", "product_id": product.id, "number": STOCK[key]})

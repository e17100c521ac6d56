"""Care in every state, and what the calendar plans by itself."""

from datetime import timedelta

# Dealer, occasion, way, amount, days ago, what was done, effect, how far it came.
CARES = [
    ("prompt", "中秋节", "gift", 480, 62, "中秋礼盒一份", "刘总来电致谢，加订了礼盒。", "done"),
    ("early", "新品上市通知", "news", None, 20, "寄送锦源春125毫升样品与价目", "答应先进二十箱。", "done"),
    ("big_slow", "合作十周年", "gift", 2800, 10, "定制纪念瓶", "", "approved"),
    ("instalments", "新店开业", "gift", 1500, 3, "花篮与匾额", "", "requested"),
    ("fast_growing", "乔迁之喜", "greeting", None, 1, "", "", "planned"),
    ("declining", "端午节", "greeting", None, 160, "客户正办丧事，不宜打扰", "", "dropped"),
]  # fmt: skip


def care(env, company, dossiers, users, today):
    """Plan, ask, approve and do as the people do it; the calendar plans the rest."""
    company.write({"dossier_gift_limit": 500, "dossier_gift_year_limit": 2000})
    env.cr.commit()
    known = {
        dossier.partner_id.ref.removeprefix("JX-").lower(): dossier
        for dossier in dossiers
    }
    for key, title, way, amount, days, remark, effect, state in CARES:
        manager = known[key].account_manager_id
        one = (
            env["customer.dossier.care"]
            .with_user(manager)
            .create(
                {
                    "dossier_id": known[key].id,
                    "title": title,
                    "way": way,
                    "amount": amount is not None and amount,
                    "day": today - timedelta(days=days),
                    "responsible_id": manager.id,
                    "remark": remark,
                }
            )
        )
        _take_on(one, state, users["leader"])
        if effect:
            one.effect = effect
    env["customer.dossier.care.plan"]._turn()


def _take_on(one, state, leader):
    if state == "done":
        one.action_done()
    elif state == "dropped":
        one.action_drop()
    elif state != "planned":
        one.action_request()
    if state == "approved":
        one.with_user(leader).action_approve()

"""What the distillery asks in the market, and what was read there."""

from datetime import timedelta

from . import dealing

FLOOR = 2850
# Name, kind, product, price or number, tolerance, what else; days in force.
POLICIES = [
    ("锦源春52°最低零售价（箱）", "price_floor", "JYC-52", {"amount": FLOOR, "tolerance": 1}, 300),
    ("锦源春52°最高零售价（箱）", "price_ceiling", "JYC-52", {"amount": 3600}, 300),
    ("水井老窖52°最低零售价（箱）", "price_floor", "SJ-52", {"amount": 1280}, 300),
    ("陈列：我方占货架两成", "display", None, {"number": 20, "tolerance": 10, "binds": "grade"}, 200),
    ("西南区：至少十二家网点", "outlets", None, {"number": 12, "binds": "territory"}, 200),
    ("不得跨区销售", "territory", None, {"standard": "只在合同约定的区域内销售。"}, 365),
    ("中秋礼盒促销按方案执行", "promotion", "GB-MA", {"binds": "named"}, 80),
]  # fmt: skip
PROMOTED = ("prompt", "early", "over_limit", "fast_declining")
# Dealer, kind, product, what was read, days ago, place.
READINGS = [
    ("prompt", "price", "JYC-52", {"price": 2980}, 12, "成都·春熙路"),
    ("prompt", "display", None, {"number": 28}, 12, "成都·春熙路"),
    ("prompt", "outlets", None, {"number": 19}, 12, ""),
    ("prompt", "stock", "JYC-52", {"number": 420}, 12, "中心仓"),
    ("prompt", "promotion", "GB-MA", {"carried_out": "yes"}, 40, ""),
    ("early", "price", "JYC-52", {"price": FLOOR}, 20, "杭州·西湖"),
    ("early", "display", None, {"number": 18}, 20, "杭州·西湖"),
    ("early", "promotion", "GB-MA", {"carried_out": "yes"}, 38, ""),
    ("over_limit", "price", "JYC-52", {"price": 2825}, 15, "重庆·解放碑"),
    ("over_limit", "outlets", None, {"number": 12}, 15, ""),
    ("declining", "price", "SJ-52", {"price": 1120}, 9, "郊县超市"),
    ("declining", "price", "JYC-52", {"price": 2860}, 30, "南昌·八一广场"),
    ("declining", "territory", None, {"territory": "CC"}, 9, "长沙·批发市场"),
    ("deteriorating", "price", "JYC-52", {"price": 2690}, 25, "昆明·螺蛳湾"),
    ("deteriorating", "outlets", None, {"number": 9}, 25, ""),
    ("usd", "price", "JYC-52", {"price": 430, "currency": "USD"}, 18, "上海·外滩"),
    ("usd", "price", "JYC-52", {"price": 58000, "currency": "JPY"}, 17, "东京"),
    ("growing", "price", "JYC-52", {"price": 3050}, 6, "郑州·二七"),
    ("growing", "territory", None, {"territory": "CC"}, 6, ""),
    ("big_slow", "price", "JYC-52", {"price": 3590}, 33, "北京·国贸"),
    ("big_slow", "stock", "JYC-30Y", {"number": 60}, 33, "总仓"),
]  # fmt: skip
# Dealer, goods, issued, days ago, to be proven within days, proofs (quantity, where).
GOODS = [
    ("prompt", "GB-MA", 200, 70, 45, ((120, "春熙路八家店签收单"), (70, "社区店签收单"))),
    ("early", "GB-MA", 100, 68, 45, ((100, "门店签收单与照片"),)),
    ("declining", "GB-MA", 60, 75, 45, ((12, "两家店"),)),
    ("growing", "CX-125", 150, 10, 60, ((40, "品鉴会签到表"),)),
]  # fmt: skip
# Dealer, kind of work, days ago, hours.
WORK = [
    *(("chronic_late", "collecting", day, 3) for day in (8, 21, 34, 48, 62)),
    ("chronic_late", "handling", 15, 5), ("chronic_late", "visit", 30, 2),
    ("prompt", "training", 20, 4), ("prompt", "stocktaking", 12, 3),
    ("over_limit", "visit", 15, 2), ("over_limit", "selling", 40, 6),
    ("big_slow", "collecting", 33, 2), ("big_slow", "visit", 34, 2),
    ("deteriorating", "collecting", 25, 4), ("deteriorating", "stocktaking", 26, 3),
]  # fmt: skip
# Contained dealer, by whom, days ago, why, what came of it.
CONTAINED = [
    ("declining", "new", 80, "郊县低价出货、跨区窜货，增设经销商以恢复价格秩序。", ""),
    ("fast_declining", "strategic", 300, "覆盖不足，增设经销商。", "客户恢复配合，价格稳定。"),
]  # fmt: skip
SLIP = ("growing", "price", "JYC-52", {"price": 305}, 6, "郑州·二七")


def write(env, dossiers, users, today):
    """Issue policies as the leader, and hand in readings as account managers."""
    known = {
        dossier.partner_id.ref.removeprefix("JX-").lower(): dossier
        for dossier in dossiers
    }
    _issue(env, known, users["leader"], today)
    for row in (*READINGS, SLIP):
        reading = _read(env, known, row, today)
    reading.remark = "少输一位，实为3050。"
    reading.action_withdraw()
    _pass_on(env, known, today)
    _work(env, known, today)
    _contain(env, known, users["leader"], today)
    dealing.write(env, known, users, today)


def _pass_on(env, known, today):
    for key, code, issued, days, within, proofs in GOODS:
        day, manager = today - timedelta(days=days), known[key].account_manager_id
        goods = (
            env["customer.dossier.goods"]
            .with_user(manager)
            .create(
                {
                    "dossier_id": known[key].id,
                    "product_id": _product(env, code).id,
                    "quantity": issued,
                    "seen_on": day,
                    "due_on": day + timedelta(days=within),
                }
            )
        )
        env["customer.dossier.proof"].with_user(manager).create(
            [
                {
                    "goods_id": goods.id,
                    "quantity": quantity,
                    "place": place,
                    "seen_on": day + timedelta(days=9),
                }
                for quantity, place in proofs
            ]
        )


def _work(env, known, today):
    for key, kind, days, hours in WORK:
        work = env["customer.dossier.work"].with_user(known[key].account_manager_id)
        work.create(
            {
                "dossier_id": known[key].id,
                "kind": kind,
                "seen_on": today - timedelta(days=days),
                "hours": hours,
            }
        )


def _contain(env, known, leader, today):
    for key, other, days, reason, end in CONTAINED:
        containment = (
            env["customer.dossier.containment"]
            .with_user(leader)
            .create(
                {
                    "dossier_id": known[key].id,
                    "by_dossier_id": known[other].id,
                    "seen_on": today - timedelta(days=days),
                    "reason": reason,
                }
            )
        )
        if end:
            containment.remark = end
            containment.action_withdraw()


def _product(env, code):
    return env["product.product"].search([("default_code", "=", code)], limit=1)


def _issue(env, known, leader, today):
    bound = {
        "grade": {"grade_id": env.ref("customer_dossier.grade_key").id},
        "territory": {"territory_id": known["prompt"].territory_id.id},
        "named": {"dossier_ids": [known[key].id for key in PROMOTED]},
    }
    Policy = env["customer.dossier.policy"].with_user(leader)
    policies = Policy.create(
        [
            {
                "name": name,
                "kind": kind,
                "product_id": code and _product(env, code).id,
                "date_from": today - timedelta(days=days),
                **terms,
                **bound.get(terms.get("binds"), {}),
            }
            for name, kind, code, terms, days in POLICIES
        ]
    )
    policies.action_issue()
    _replace(
        policies[2], {"amount": 1250, "date_from": today - timedelta(days=60)}
    ).action_issue()
    _replace(policies[0], {"amount": 2950, "date_from": today + timedelta(days=30)})


def _replace(policy, vals):
    draft = policy.browse(policy.action_replace()["res_id"])
    draft.write(vals)
    return draft


def _read(env, known, row, today):
    key, kind, code, said, days, place = row
    dossier = known[key]
    said = dict(said)
    if territory := said.pop("territory", None):
        said["territory_id"] = (
            env["customer.dossier.territory"].search([("code", "=", territory)]).id
        )
    if currency := said.pop("currency", None):
        said["currency_id"] = env.ref(f"base.{currency}").id
    return (
        env["customer.dossier.reading"]
        .with_user(dossier.account_manager_id)
        .create(
            {
                "dossier_id": dossier.id,
                "kind": kind,
                "product_id": code and _product(env, code).id,
                "seen_on": today - timedelta(days=days),
                "place": place,
                **said,
            }
        )
    )

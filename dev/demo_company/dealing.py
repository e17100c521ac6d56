"""Whom the distillery appointed where, offices run with dealers, and who is trained."""

from datetime import timedelta

# Dealer, alone or not, days ago, until in so many days, contract, what is left to us.
DEALERSHIPS = [
    ("prompt", True, 340, 390, "经销〔成都〕2026-01", ("orders", "stock", "promotion")),
    ("early", True, 300, 65, "经销〔杭州〕2026-03", ("promotion",)),
    ("big_slow", False, 320, 40, "经销〔北京〕2026-02", ("orders",)),
    ("growing", False, 200, 530, "经销〔郑州〕2026-11", ()),
    ("declining", False, 330, 35, "经销〔南昌〕2026-07", ()),
]  # fmt: skip
UNITS = [
    ("prompt", "成都联合经营部", "成都", "厂方两人驻店，负责终端与陈列；客户两人负责配送。"),
    ("big_slow", "北京联合经营部", "北京", "共同开发商超，按周对账。"),
]  # fmt: skip


def write(env, known, users, today):
    """Let the leader appoint dealers; account managers open offices with two of them.

    :param known: ``{name of the part: dossier}``
    """
    Dealership = env["customer.dossier.dealership"].with_user(users["leader"])
    shared = [known[key].territory_id for key, *_more in DEALERSHIPS]
    for key, alone, since, left, contract, ours in DEALERSHIPS:
        Dealership.create(
            {
                "dossier_id": known[key].id,
                "territory_id": known[key].territory_id.id,
                "exclusive": alone and shared.count(known[key].territory_id) == 1,
                "date_from": today - timedelta(days=since),
                "date_until": today + timedelta(days=left),
                "contract": contract,
                **dict.fromkeys(ours, True),
            }
        )
    for key, name, city, task in UNITS:
        manager = known[key].account_manager_id
        env["customer.dossier.joint.unit"].with_user(manager).create(
            {
                "dossier_id": known[key].id,
                "name": name,
                "city": city,
                "task": task,
                "user_ids": [(6, 0, manager.ids)],
                "date_from": today - timedelta(days=200),
            }
        )
    env["customer.dossier.qualification"].create(
        [
            {
                "user_id": users[login].id,
                "name": name,
                "date_from": today - timedelta(days=400),
                "date_until": today + timedelta(days=left),
            }
            for login, name, left in (
                ("account_manager", "销售专家（二级）", 330),
                ("archivist", "客户档案管理", 700),
            )
        ]
    )

"""Advice that customers got and what they made of it; where they and we disagree."""

from datetime import timedelta

# Dealer, kind, product, amount, days ago, for which day from then, why, what came of it.
ADVICE = [
    ("prompt", "order", None, 260_000, 120, 20, "中秋前三周备齐，终端不断货。", ""),
    ("growing", "order", None, 180_000, 95, 15, "旺季两个月一订，占款少。", ""),
    ("chronic_late", "order", None, 90_000, 70, 10, "少订勤订，先把逾期付清。", ""),
    ("early", "order", None, 150_000, 6, 12, "按往年节奏，月底该补货。", ""),
    ("prompt", "price", "JYC-52", 2980, 45, None, "守住价格，利润在您手里。", "followed"),
    ("deteriorating", "price", "JYC-52", 2900, 30, None, "低价出货伤的是自己。", "not_followed"),
    ("big_slow", "price", "JYC-52", 3550, 12, None, "批发价不宜再高。", ""),
]  # fmt: skip
# Dealer, topic, days ago, expected, theirs, ours, gap, how it ended and what was agreed.
DISAGREEMENTS = [
    ("big_slow", "funds", 90, "账期六十天，实给三十天。", "资金占用大，要求六十天。",
     "账期三十天，旺季可临时提额。", 300_000, "agreed", "旺季临时提额，账期不变。"),
    ("declining", "price", 60, "可以自由定价。", "郊县竞争激烈，只能降价。",
     "最低零售价是全国的规矩。", None, "open", ""),
    ("prompt", "promotion", 150, "堆头费用全部由厂家承担。", "要求全额承担。",
     "各半，达标后返还。", 24_000, "given_in", "全年无逾期，破例承担全部。"),
    ("usd", "outlets", 40, "独家供应华东商超。", "不愿再开新网点。", "每年新增三家。",
     None, "parted", "今年不再谈，明年重议。"),
]  # fmt: skip


def write(env, known, today):
    """Let account managers advise and write down both positions, as they would have.

    :param known: ``{name of the part: dossier}``
    """
    for key, kind, code, amount, days, due, reason, said in ADVICE:
        dossier, day = known[key], today - timedelta(days=days)
        product = env["product.product"].search([("default_code", "=", code)], limit=1)
        advice = (
            env["customer.dossier.advice"]
            .with_user(dossier.account_manager_id)
            .create(
                {
                    "dossier_id": dossier.id,
                    "kind": kind,
                    "product_id": code and product.id,
                    "amount": amount,
                    "given_on": day,
                    "due_on": due and day + timedelta(days=due),
                    "said_to": "采购负责人，电话",
                    "reason": reason,
                }
            )
        )
        if said:
            getattr(advice, f"action_{said}")()
    env["customer.dossier.advice"]._cron_judge()
    for key, topic, days, expected, theirs, ours, gap, state, outcome in DISAGREEMENTS:
        env["customer.dossier.disagreement"].with_user(
            known[key].account_manager_id
        ).create(
            {
                "dossier_id": known[key].id,
                "day": today - timedelta(days=days),
                "topic": topic,
                "expected": expected,
                "theirs": theirs,
                "ours": ours,
                "gap": False if gap is None else gap,
                "state": state,
                "outcome": outcome,
            }
        )

"""Rewards, sanctions and deterrents in every state; deposits; year-end bonuses."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo import Command

from . import advising

DEPOSITS = ("224101", "经销商保证金", "liability_current")
# Dealer, days ago, kind, amount, document; received ones are booked.
MOVEMENTS = [
    ("secured", 400, "received", 80_000, "收据 0117"),
    ("secured", 90, "returned", 20_000, "退款单 0032"),
    ("vanished", 700, "received", 50_000, "收据 0064"),
    ("prompt", 300, "received", 100_000, "收据 0121"),
]  # fmt: skip
RATES = ((1_000_000, 1), (3_000_000, 2), (8_000_000, 3))
# Dealer, type, aim, evidence, further values, then the steps: days ago, by whom,
# which step, what is said with it. "cron" is the night in which a day has come. People
# were appointed 60 days ago, so nobody did anything before that.
LEADER, FIELD, KEEPER, CREDIT = "leader", "account_manager", "archivist", "credit"
STORIES = [
    ("prompt", "staff_support", "守住价格，带好终端。", "全年无逾期，价格巡查全部达标。",
     {"granted": "两家商超各派一名促销员", "supporter_id": FIELD},
     [(55, KEEPER, "propose", ""), (54, LEADER, "approve", "")]),
    ("early", "promotion_support", "中秋陈列做到位。", "连续两季陈列检查达标。",
     {"granted": "中秋堆头费用", "amount": 12_000, "days": 30},
     [(57, KEEPER, "propose", ""), (56, LEADER, "approve", ""), (20, None, "cron", "")]),
    ("fast_growing", "special_award", "奖励全年增量第一。", "销售增长七成，回款及时。",
     {"amount": 30_000, "from": 10},
     [(3, KEEPER, "propose", ""), (1, LEADER, "approve", "")]),
    ("instalments", "more_credit", "支持秋季备货。", "评级良好，从无逾期。", {},
     [(2, KEEPER, "propose", "")]),
    ("chronic_late", "remind", "先付清上月货款。", "对账单已签收，逾期六周。", {},
     [(57, KEEPER, "propose", ""), (56, LEADER, "approve", ""),
      (48, LEADER, "end", "答应分期付清。")]),
    ("chronic_late", "limit_cut", "付清逾期款项。", "提醒后仍逾期。", {"percent": 20},
     [(40, KEEPER, "propose", ""), (39, CREDIT, "approve", "")]),
    ("short_payer", "cash_only", "不再自行扣款。", "本季三次少付。", {},
     [(35, KEEPER, "propose", ""), (34, LEADER, "approve", ""),
      (28, LEADER, "revert", "扣款系我方运损，已核实。")]),
    ("big_slow", "cash_only", "按期付款。", "平均晚付二十余天。", {},
     [(20, KEEPER, "propose", ""), (19, LEADER, "refuse", "最大客户，先谈账期。")]),
    ("returner", "limit_cut", "减少退货。", "退货率一成二。", {},
     [(15, KEEPER, "propose", ""), (13, KEEPER, "withdraw", "客户已同意退货新规。")]),
    ("declining", "remind", "零售价回到出厂价以上。", "郊县超市低价，物流码查实。", {},
     [(58, KEEPER, "propose", ""), (57, LEADER, "approve", ""),
      (50, LEADER, "end", "口头答应，未见行动。")]),
    ("declining", "limit_cut", "零售价回到出厂价以上。", "再次巡查仍低于出厂价。", {},
     [(49, KEEPER, "propose", ""), (48, LEADER, "approve", ""),
      (40, LEADER, "end", "额度减少后仍低价出货。")]),
    ("declining", "warn", "一个月内收回低价货。", "两次措施无效。",
     {"plan_b": "由宜昌经销商先供赣北终端。"},
     [(39, KEEPER, "propose", ""), (38, LEADER, "approve", ""), (31, None, "cron", ""),
      (20, LEADER, "end", "收回一半，其余不认。")]),
    ("declining", "add_dealer", "恢复赣北价格秩序。", "警告后仍有窜货。",
     {"plan_b": "赣北终端由新经销商直供。", "candidates": "宜昌三峡酒业：车队自有，回款好。",
      "added_partner_id": "yichang"},
     [(19, KEEPER, "propose", ""), (18, LEADER, "approve", ""), (10, None, "cron", "")]),
    ("vanished", "remind", "付清货款。", "多次去电无人接听。", {},
     [(57, KEEPER, "propose", ""), (56, LEADER, "approve", ""),
      (50, LEADER, "end", "人去楼空。")]),
    ("vanished", "forfeit_deposit", "抵补损失。", "逾期一年以上，合同第九条。",
     {"amount": 50_000},
     [(45, KEEPER, "propose", ""), (44, LEADER, "approve", ""),
      (35, LEADER, "end", "保证金已抵货款。")]),
    ("vanished", "cash_only", "不再赊销。", "人去楼空，货款未付。", {},
     [(34, KEEPER, "propose", ""), (33, LEADER, "approve", ""),
      (27, LEADER, "end", "已无订单。")]),
    ("vanished", "end_relation", "了结往来，收回网点。", "起诉后仍无音讯。",
     {"plan_b": "兰州终端由西安经销商代供。"},
     [(26, KEEPER, "propose", ""), (25, LEADER, "approve", ""), (17, None, "cron", "")]),
    ("deteriorating", "withdraw_promotion", "零售价回到最低零售价以上。", "巡店两次低于最低零售价。",
     {"checks": "breached"}, [(4, KEEPER, "propose", "")]),
    ("fast_declining", "cancel_bonus", "促销品发到终端。", "终端未收到中秋促销礼品。", {},
     [(6, KEEPER, "propose", ""), (5, LEADER, "approve", "")]),
]  # fmt: skip
# Dealer, type, days ago, reaction, relation, words.
REACTIONS = [
    ("prompt", "staff_support", 50, "accepted", "better", "老板主动调整了陈列。"),
    ("chronic_late", "limit_cut", 30, "objected", "worse", "说要找别家进货。"),
    ("declining", "add_dealer", 5, "objected", "worse", "来电要求撤回，未松口。"),
    ("early", "promotion_support", 40, "accepted", "same", ""),
]
# Before a relation ends: what is settled already, and how.
SETTLED = {"receivables": "已起诉，余款按坏账核销。", "deposit": "已全部抵扣货款。"}
OUTCOME = "措施见效与否已记录，经验：先核实再动手。"


def write(env, company, dossiers, users, today):
    """Let people apply, decide, carry out and undo, on the days of the stories."""
    by_ref = {dossier.partner_id.ref: dossier for dossier in dossiers}
    known = {ref.removeprefix("JX-").lower(): one for ref, one in by_ref.items()}
    _deposits(env, company, known, users, today)
    _bonuses(env, company, known, users, today)
    advising.write(env, known, today)
    made = {}
    for story in STORIES:
        made[story[:2]] = _play(env, known, users, today, *story)
    _settle(made["vanished", "end_relation"].with_user(users[CREDIT]))
    _react(env, made, users, today)
    env["customer.dossier.bonus"].search([])._reckon()
    dossiers._suggest_measures()
    (
        dossiers & env["customer.dossier.measure"].search([]).dossier_id
    )._refresh_figures()


def _play(env, known, users, today, key, code, aim, evidence, more, steps):
    more = dict(more)
    first = today - timedelta(days=steps[0][0])
    if days := more.pop("days", None):
        more["date_until"] = first + timedelta(days=days)
    if days := more.pop("from", None):
        more["date_from"] = today + timedelta(days=days)
    if login := more.get("supporter_id"):
        more["supporter_id"] = users[login].id
    if other := more.get("added_partner_id"):
        more["added_partner_id"] = known[other].partner_id.id
    dossier = known[key]
    if result := more.pop("checks", None):
        checks = dossier._policy_evidence()[dossier]
        checks = checks.filtered(lambda check: check.result == result)
        more["check_ids"] = [Command.set(checks.ids)]
    with freeze_time(f"{first} 06:00:00"):
        measure = env["customer.dossier.measure"].create(
            {
                "dossier_id": dossier.id,
                "type_id": env.ref(f"customer_dossier.measure_type_{code}").id,
                "aim": aim,
                "evidence": evidence,
                **more,
            }
        )
    for days, login, step, words in steps:
        with freeze_time(f"{today - timedelta(days=days)} 06:00:00"):
            _step(measure, users.get(login), step, words)
    return measure


def _step(measure, user, step, words):
    if step == "cron":
        measure._cron_days()
        return
    mine = measure.with_user(user)
    if words:
        mine.words = words
    if step == "end":
        mine.outcome = OUTCOME
    getattr(mine, f"action_{step}")()


def _settle(measure):
    for item in measure.settlement_ids.filtered(lambda one: one.item in SETTLED):
        item.note = SETTLED[item.item]
        item.action_settle()


def _react(env, made, users, today):
    env["customer.dossier.measure.reaction"].with_user(users["leader"]).create(
        [
            {
                "measure_id": made[key, code].id,
                "day": today - timedelta(days=days),
                "reaction": reaction,
                "relation": relation,
                "note": note,
            }
            for key, code, days, reaction, relation, note in REACTIONS
        ]
    )


def _deposits(env, company, known, users, today):
    code, name, kind = DEPOSITS
    account = env["account.account"].create(
        {"code": code, "name": name, "account_type": kind}
    )
    company.dossier_deposit_account_id = account
    for key, days, kind, amount, document in MOVEMENTS:
        day = today - timedelta(days=days)
        sign = 1 if kind == "received" else -1
        move = _book(env, company, known[key].partner_id, day, sign * amount)
        env["customer.dossier.deposit"].with_user(users["credit"]).create(
            {
                "dossier_id": known[key].id,
                "day": day,
                "kind": kind,
                "amount": amount,
                "reference": document,
                "move_id": move.id,
            }
        )


def _book(env, company, partner, day, amount):
    journal = env["account.journal"].search(
        [("type", "=", "bank"), ("company_id", "=", company.id)], limit=1
    )
    sides = (
        (journal.default_account_id, amount),
        (company.dossier_deposit_account_id, -amount),
    )
    move = env["account.move"].create(
        {
            "move_type": "entry",
            "journal_id": journal.id,
            "date": day,
            "partner_id": partner.id,
            "line_ids": [
                Command.create(
                    {
                        "account_id": account.id,
                        "partner_id": partner.id,
                        "balance": value,
                    }
                )
                for account, value in sides
            ],
        }
    )
    move.action_post()
    return move


def _bonuses(env, company, known, users, today):
    """This year's bonus accrues; last year's is settled for one dealer."""
    for year in (today.year - 1, today.year):
        scheme = env["customer.dossier.bonus.scheme"].create(
            {
                "company_id": company.id,
                "year": year,
                "need_revised": year == today.year,
                "rate_ids": [
                    Command.create({"turnover_from": start, "percent": percent})
                    for start, percent in RATES
                ],
            }
        )
        env["customer.dossier.bonus"]._open_for(scheme)._reckon()
    last = known["prompt"].bonus_ids.filtered(
        lambda one: one.year == date(today.year - 1, 1, 1).year
    )
    last.with_user(users["credit"]).action_settle()

"""How dealers were served and what they said of it; what we lost, avoided and learned."""

from datetime import timedelta

#: What was lost before this many days ago was lost before the archive.
ARCHIVE_DAYS = 3 * 365
# Dealer, kind, stars, days ago, text, who said it, by whom.
RECORDS = [
    ("declining", "asked", "5", 420, "", "赵总，年会", "account_manager"),
    ("declining", "asked", "4", 300, "", "赵总，电话", "account_manager"),
    ("declining", "complaint", "2", 38, "两次配货都少了赠品，对账也对不上。",
     "采购小熊，微信", "account_manager"),
    ("declining", "asked", "2", 12, "说别家反应更快。", "赵总，来访时", "account_manager"),
    ("prompt", "service", "0", 50, "送货司机帮忙把货上架，清理了过期陈列。", "",
     "account_manager"),
    ("prompt", "asked", "5", 33, "", "门店经理刘女士", "account_manager"),
    ("early", "praise", "5", 21, "封坛酒交货提前三天，赶上了婚宴。", "周总，电话",
     "account_manager"),
    ("fast_growing", "asked", "4", 200, "", "运营总监，电话", "leader"),
    ("fast_growing", "asked", "5", 15, "", "运营总监，电话", "leader"),
    ("partial_payer", "complaint", "2", 9, "瓶盖渗漏三箱，要求换货。", "库管老马，电话",
     "archivist"),
    ("big_slow", "service", "0", 27, "驻店培训两天，讲品鉴与陈列。", "", "leader"),
    ("big_slow", "asked", "3", 26, "培训好，送货慢。", "财务总监", "leader"),
]  # fmt: skip
# Dealer, kind, days ago, what was seen, what came of it, avoided, lost.
SIGNALS = [
    ("big_slow", "poor_business", 80, "两家门店停业装修，货压在仓库。",
     "停发两周并调走库存一百二十箱，旺季前恢复。", 180_000, 0),
    ("lost", "insolvency", 200, "工商公示进入破产清算。",
     "已申报债权，只收回三成；其余核销。", 40_000, 66_000),
]  # fmt: skip
# In one sentence, what happened, why, what to do, did it help, of which dealer, kind of
# signal or measure type, cause, by whom, shared.
LESSONS = [
    ("旺季前先收保证金，拖款的客户照样供货",
     "节前大批进货，节后拖款三个月。", "终端回款慢，客户拿我们的货款周转。",
     "备货前一个月收两成保证金，节后十天内结清再退。", "worked",
     "big_slow", "poor_business", None, None, "leader", True),
    ("窜货先查物流码再谈，口头保证不算数",
     "邻省低价货查到同一经销商，谈了两次照旧。", "没有证据时客户只认口头提醒。",
     "先取物流码和小票，三天内当面出示，同时减额度。", "partly",
     "declining", None, "limit_cut", "price", "archivist", True),
    ("清算公告一出，当天申报债权",
     "得知破产时申报期只剩一周。", "没有人每周查工商公示。",
     "特殊客户每周查一次公示，由档案员负责。", "failed",
     "lost", "insolvency", None, "money", "account_manager", False),
]  # fmt: skip


def serve(env, dossiers, users, today):
    """Write down how dealers were served; one complaint is taken up at once."""
    known = _by_key(dossiers)
    for key, kind, mark, days, text, said_by, login in RECORDS:
        dossier = known[key]
        record = (
            env["customer.dossier.service.record"]
            .with_user(_person(dossier, login, users))
            .create(
                {
                    "dossier_id": dossier.id,
                    "kind": kind,
                    "mark": mark,
                    "seen_on": today - timedelta(days=days),
                    "text": text,
                    "said_by": said_by,
                }
            )
        )
        if kind == "complaint" and key == "partial_payer":
            record.with_user(users["leader"]).action_follow_up()
    # The system's own job: who lets a need pass is not the one who is reminded.
    env["customer.dossier.need"]._late()._remind_late()


def learn(env, company, dossiers, users, today):
    """Close what was watched with what it saved or cost, and say what it taught us."""
    company.dossier_begun_on = today - timedelta(days=ARCHIVE_DAYS)
    known = _by_key(dossiers)
    signals = {}
    for key, kind, days, seen, outcome, avoided, suffered in SIGNALS:
        signal = _report(env, known[key], kind, users["leader"], days, today, seen)
        signal.write(
            {
                "outcome": outcome,
                "loss_avoided": avoided,
                "loss_suffered": suffered,
            }
        )
        signal.action_close()
        signals[kind] = signal
    _lose(known["lost"], signals["insolvency"], users["leader"], today)
    for lesson in LESSONS:
        _write_lesson(env, known, signals, users, *lesson)
    dossiers._refresh_figures()


def _by_key(dossiers):
    by_ref = {dossier.partner_id.ref: dossier for dossier in dossiers}
    return {ref.removeprefix("JX-").lower(): one for ref, one in by_ref.items()}


def _person(dossier, login, users):
    keepers = {
        "account_manager": dossier.account_manager_id,
        "archivist": dossier.archivist_id,
    }
    return keepers.get(login) or users["leader"]


def _report(env, dossier, kind, user, days, today, text):
    rule = env.ref(f"customer_dossier.signal_rule_{kind}")
    report = env["customer.dossier.signal.report"].with_user(user)
    report.create(
        {
            "dossier_id": dossier.id,
            "rule_id": rule.id,
            "seen_on": today - timedelta(days=days),
            "text": text,
        }
    ).action_report()
    return dossier.with_user(user).signal_ids.filtered(lambda one: one.kind == kind)


def _lose(dossier, signal, user, today):
    """The loss that a signal told of, in the section about credit: counted once."""
    sheet = dossier.sheet_ids.filtered(lambda one: one.code == "credit")
    dossier.env["customer.dossier.loss"].with_user(user).create(
        {
            "sheet_id": sheet.id,
            "date": today - timedelta(days=190),
            "cause": "insolvent",
            "amount": signal.loss_suffered,
            "signal_id": signal.id,
            "note": "清算后核销",
        }
    )


def _write_lesson(
    env, known, signals, users, name, happened, why, next_time, result, *rest
):
    key, kind, measure_type, cause, login, shared = rest
    dossier = known[key]
    measures = dossier.sudo().measure_ids.filtered(
        lambda one: one.type_id == _type(env, measure_type)
    )
    case = {
        "dossier_id": dossier.id,
        "signal_id": kind and signals[kind].id,
        "measure_id": measure_type and measures[:1].id,
    }
    lesson = (
        env["customer.dossier.lesson"]
        .with_user(_person(dossier, login, users))
        .create(
            {
                "name": name,
                "happened": happened,
                "why": why,
                "next_time": next_time,
                "result": result,
                "signal_kind": kind,
                "type_id": measure_type and _type(env, measure_type).id,
                "cause_id": cause and env.ref(f"customer_dossier.cause_{cause}").id,
                "grade_id": dossier.grade_id.id,
                "case_ids": [(0, 0, case)],
            }
        )
    )
    if shared:
        lesson.with_user(users["leader"]).action_share()


def _type(env, code):
    types = env["customer.dossier.measure.type"]
    return code and env.ref(f"customer_dossier.measure_type_{code}") or types

"""What people watch: reports from the field, the watch log, promises to pay."""

from datetime import timedelta

# Dealer, what was seen, by whom, days ago, in their words.
REPORTS = [
    ("declining", "dumping", "archivist", 9,
     "郊县两家超市的零售价低于我方出厂价，疑从该经销商流出。"),
    ("insolvent", "lawsuit", "archivist", 120,
     "沈阳中院已立案，银行起诉其欠贷。"),
    ("archived_contacts", "change_of_person", "leader", 20,
     "原总经理及采购已离职，新负责人姓周，尚未见面。"),
    ("fast_declining", "gifts", "leader", 4,
     "终端店反映没有收到中秋促销礼品。"),
]  # fmt: skip
# Dealer, kind of entry, by whom, days ago, text.
ENTRIES = [
    ("insolvent", "visit", "archivist", 60,
     "到库房查看，门已贴封条，邻店说老板很少来。"),
    ("insolvent", "step", "leader", 45, "已停止发货，委托律师申报债权。"),
    ("declining", "enquiry", "archivist", 5, "查物流码：其中一箱确为其五月批次。"),
    ("deteriorating", "call", "leader", 12,
     "老板承认资金紧，说工程款下月到账就还。"),
    ("big_slow", "visit", "leader", 30, "与财务总监见面，同意改为月结四十五天。"),
]  # fmt: skip
# Dealer, share of what is overdue (or a flat amount in 10,000), made, due, by whom.
PROMISES = [
    ("chronic_late", 6, 40, 20, "老板，电话"),
    ("deteriorating", 20, 30, 12, "财务李女士，微信"),
    ("deteriorating", 15, 6, -9, "财务李女士，微信"),
    ("partial_payer", 1, 50, 30, "老板，来访时"),
    ("vanished", 9, 200, 180, "老板，电话"),
]  # fmt: skip
RENEWED = {"prompt": 120, "big_slow": 12, "parent": 200, "chronic_late": 25}


def watch(env, dossiers, users, today):
    """Report, write down, promise; the last step closes what was worked on."""
    by_ref = {dossier.partner_id.ref: dossier for dossier in dossiers}
    known = {ref.removeprefix("JX-").lower(): one for ref, one in by_ref.items()}
    for key, kind, login, days, text in REPORTS:
        _report(env, known[key], kind, users[login], today - timedelta(days=days), text)
    for key, kind, login, days, text in ENTRIES:
        env["customer.dossier.watch"].with_user(users[login]).create(
            {
                "dossier_id": known[key].id,
                "kind": kind,
                "day": today - timedelta(days=days),
                "text": text,
            }
        )
    _promise(env, known, users["credit"], today)
    for key, days in RENEWED.items():
        known[key].credit_renewal_date = today + timedelta(days=days)
    dossiers._raise_signals()
    _close(known["fast_declining"], "gifts", users["leader"])


def _report(env, dossier, kind, user, day, text):
    rule = env.ref(f"customer_dossier.signal_rule_{kind}")
    report = env["customer.dossier.signal.report"].with_user(user)
    report.create(
        {"dossier_id": dossier.id, "rule_id": rule.id, "seen_on": day, "text": text}
    ).action_report()


def _promise(env, known, user, today):
    env["customer.dossier.promise"].with_user(user).create(
        [
            {
                "dossier_id": known[key].id,
                "amount": amount * 10_000,
                "made_on": today - timedelta(days=made),
                "due_on": today - timedelta(days=due),
                "said_by": said_by,
            }
            for key, amount, made, due, said_by in PROMISES
        ]
    )


def _close(dossier, kind, user):
    """One report was a false alarm: the gifts came a week late."""
    signal = dossier.signal_ids.filtered(lambda one: one.kind == kind)
    signal = signal.with_user(user)
    signal.write(
        {"outcome": "物流晚到一周，礼品已送达，客户有签收单。", "false_alarm": True}
    )
    signal.action_close()

"""Revisions in every state: some in force for weeks, some in work, some overdue."""

from datetime import timedelta

from freezegun import freeze_time

# Days ago, and how many of the dossiers were revised then; who was revised twice has
# a superseded revision. Nobody is appointed for longer, and one archivist came later.
PAST = ((56, 12), (16, 4))
# What became of the revisions that are due now; the most urgent are left alone, and so
# are these many whose day is still to come.
LATER = 2
NOW = ("approve", "approve", "verify", "verify", "prepare", "prepare", "work", "work",
       "return", "cancel")  # fmt: skip
GROWS = ("fast_growing", "reactivated")
CAUSES = {True: "outlets", False: "rival"}
STATEMENTS = {
    True: "今年新开烟酒店二十余家，婚宴订单增加；老板说中秋前还要加一辆送货车。",
    False: "竞品给了更长的账期和陈列费，主要烟酒店的货架被占；库存仍有两个月。",
}
CONCLUSIONS = {
    True: "支持扩点，但先核实仓库和账期；下次修订前走访两家新店。",
    False: "由客户经理与老板面谈，恢复陈列支持；两个月后仍下滑则调整级别。",
}
FOUND = {
    "needs": ("delivery_wishes", "节前每周二、五送货，货到先验瓶盖。"),
    "competitiveness": ("strengths", "县城团购客户稳定，有两名专职业务员。"),
    "organisation": (
        "decision_process",
        "进货由老板娘定，付款由会计每月二十日统一办理。",
    ),
}


def revise(dossiers, users, today):
    """Play two months of revisions on these dossiers, each step by its own person."""
    quiet = dossiers.filtered(
        lambda one: not one._open_revisions() and one.archivist_id == users["archivist"]
    )
    for days, count in PAST:
        _revise_then(quiet[:count], users, today, days)
    # What was judged on a day of the past is judged again with today's figures.
    quiet[: PAST[0][1]]._refresh_and_assess()
    due = dossiers._open_revisions().sorted("planned_date", reverse=True)[LATER:]
    for step, revision in zip(NOW, due, strict=False):
        _go_as_far_as(step, revision, users)
    dossiers.env["customer.dossier.revision"].search(
        dossiers.env["customer.dossier.revision"]._to_remind()
    )._tell()


def _revise_then(dossiers, users, today, days):
    """Revisions of the past; every third was late."""
    then = today - timedelta(days=days)
    next_dates = {dossier: dossier.next_revision_date for dossier in dossiers}
    with freeze_time(f"{then} 06:00:00"):
        for number, dossier in enumerate(dossiers):
            late = timedelta(days=6 if number % 3 == 2 else -2)
            dossier.next_revision_date = then - late
            revision = dossier._plan_revisions()
            _go_as_far_as("approve", revision, users, deputy=users["leader_zh"])
    for dossier, day in next_dates.items():
        dossier.next_revision_date = day


def _go_as_far_as(last, revision, users, deputy=None):
    archivist = revision.archivist_id or users["archivist"]
    deputy = deputy or revision.deputy_id or users["archivist2"]
    mine = revision.with_user(archivist)
    if last == "cancel":
        mine.action_cancel()
        return
    mine.action_start()
    _find_something(mine, archivist)
    if last == "work":
        mine.line_ids[:4].filtered(lambda line: not line.outcome).action_verified()
        return
    mine.line_ids.filtered(lambda line: not line.outcome).action_verified()
    _explain(mine)
    mine.action_prepare()
    if last == "return":
        deputy_s = revision.with_user(deputy)
        deputy_s.remark = "请先向财务核对账期，再交我复核。"
        deputy_s.action_return()
    if last in ("verify", "approve"):
        revision.with_user(deputy).action_verify()
    if last == "approve":
        _conclude(revision.with_user(users["leader"]))


def _find_something(revision, archivist):
    """One section changed since the last revision, and one does not apply."""
    code = list(FOUND)[revision.id % len(FOUND)]
    item, text = FOUND[code]
    lines = {line.section_id.code: line for line in revision.line_ids}
    sheet = lines[code].sheet_id.with_user(archivist)
    sheet[item] = f"{text}（第{revision.number}次修订核实）"
    lines[code].comment = "走访后更新"
    lines[code].action_changed()
    if not revision.dossier_id.credit_limit:
        lines["capacity"].action_not_applicable()


def _explain(revision):
    inquest = revision.inquest_ids
    if inquest:
        grows = inquest.growth_class in GROWS
        cause = revision.env.ref(f"customer_dossier.cause_{CAUSES[grows]}")
        inquest.write({"cause_id": cause.id, "statement": STATEMENTS[grows]})


def _conclude(revision):
    inquest = revision.inquest_ids
    if inquest:
        grows = inquest.growth_class in GROWS
        inquest.conclusion = CONCLUSIONS[grows]
    revision.action_approve()

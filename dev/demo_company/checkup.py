"""Check-ups, a handover, and what the sections of the better known dealers hold."""

from datetime import timedelta

from odoo import Command

# Key of the dealer -> state of its last check-up.
STATES = {
    "prompt": "finished", "early": "finished", "fast_growing": "finished",
    "growing": "finished", "declining": "finished", "chronic_late": "finished",
    "deteriorating": "finished", "reactivated": "finished", "new": "finished",
    "fast_declining": "open", "new_no_licence": "open", "prospect": "open",
    "lost": "dropped",
}  # fmt: skip
# Items by section, the same for several: the screens are what is looked at.
ITEMS = {
    "identity": {
        "short_name": "锦源伙伴",
        "nature": "private",
        "legal_representative": "李建国",
        "registered_capital": 5_000_000,
        "registrar": "市市场监督管理局",
        "business_scope": "预包装食品、酒类批发零售",
    },
    "competitiveness": {"standing": "strong", "sales_staff": 14, "vehicles": 6},
    "credit": {"bank_credit": "good", "payment_attitude": "willing"},
    "organisation": {
        "ownership": "李建国 60%，王芳 40%",
        "decision_process": "进货由总经理决定，付款由财务经理复核。",
    },
    "performance": {"yearly_sales": 68_000_000, "trend": "growing"},
    "needs": {"contact_time": "上午九点以后", "contact_way": "phone"},
}
PERSONS = (("李建国", "owner", "decides"), ("王芳", "finance", "influences"))
CONCLUSION = "整体情况良好，组织结构与竞争对手资料需补充。"
TASKS = 5  # defects that became tasks
OWNERLESS = "vanished"
BARE = "new_no_licence"  # whose onboarding is late


def check_up(env, dossiers, users, today):
    """Fill some sections, check the dossiers up, hand some of them over."""
    known = {one.partner_id.ref.removeprefix("JX-").lower(): one for one in dossiers}
    chosen = {key: known[key] for key in STATES}
    for number, (key, dossier) in enumerate(chosen.items()):
        if key != BARE:
            _fill(dossier, full=number % 3)
    for key, state in STATES.items():
        _check_up(chosen[key], state, users)
    _make_tasks(env, chosen, users, today)
    _hand_over(env, users)
    known[OWNERLESS].with_user(users["leader"]).archivist_id = False
    env.cr.precommit.run()


def _fill(dossier, full):
    """Write a third, two thirds or all of the items in the archivist's name."""
    keeper = dossier.archivist_id
    sheets = {sheet.code: sheet.with_user(keeper) for sheet in dossier.sheet_ids}
    for code, items in list(ITEMS.items())[: 2 + 2 * full]:
        sheets[code].write(items)
    if full:
        sheets["organisation"].person_ids = [
            Command.create({"name": name, "role": role, "power": power})
            for name, role, power in PERSONS
        ]
        sheets["identity"]._set_applies("parent_company", False)


def _check_up(dossier, state, users):
    keeper = dossier.archivist_id
    action = dossier.with_user(keeper).action_start_checkup()
    checkup = (
        dossier.env[action["res_model"]].with_user(keeper).browse(action["res_id"])
    )
    for sheet in dossier.sheet_ids.with_user(keeper):
        if sheet.code == "capacity":
            sheet.action_toggle_applicable()
        elif sheet.code in ("identity", "credit", "needs"):
            sheet.action_verify()
    if state == "finished":
        checkup.conclusion = CONCLUSION
        checkup.action_finish()
    elif state == "dropped":
        checkup.action_drop()


def _make_tasks(env, chosen, users, today):
    defects = (
        chosen["prompt"].checkup_ids.defect_ids | chosen["early"].checkup_ids.defect_ids
    )
    for number, defect in enumerate(defects[:TASKS]):
        keeper = defect.dossier_id.archivist_id
        env["customer.dossier.checkup.task"].with_user(keeper).create(
            {
                "defect_ids": defect.ids,
                "user_id": keeper.id,
                "deadline": today + timedelta(days=3 * number - 2),
            }
        ).action_assign()


def _hand_over(env, users):
    territory = env["customer.dossier.territory"].search([("code", "=", "NC")])
    env["customer.dossier.hand.over"].with_user(users["leader"]).create(
        {
            "from_id": users["account_manager"].id,
            "to_id": users["account_manager2"].id,
            "capacity": "account_manager",
            "territory_ids": territory.ids,
            "reason": "区域调整：华北大区由吴昊负责",
        }
    ).action_hand_over()

"""Check-ups in every state, defects that became tasks, a handover, no keeper for one."""

from datetime import timedelta

# Key of the dealer -> state of its last check-up.
STATES = {
    "prompt": "finished", "early": "finished", "fast_growing": "finished",
    "growing": "finished", "declining": "finished", "chronic_late": "finished",
    "deteriorating": "finished", "reactivated": "finished", "new": "finished",
    "fast_declining": "open", "new_no_licence": "open", "prospect": "open",
    "lost": "dropped",
}  # fmt: skip
SIGNED = ("identity", "credit", "needs")
CONCLUSION = "整体情况良好，组织结构与竞争对手资料需补充。"
TASKS = 5  # defects that became tasks
OWNERLESS = "vanished"


def check_up(env, dossiers, users, today):
    """Check dossiers up, hand some of them over, and leave one without a keeper."""
    known = {one.partner_id.ref.removeprefix("JX-").lower(): one for one in dossiers}
    chosen = {key: known[key] for key in STATES}
    for key, state in STATES.items():
        _check_up(chosen[key], state, users)
    _make_tasks(env, chosen, users, today)
    _hand_over(env, users)
    known[OWNERLESS].with_user(users["leader"]).archivist_id = False
    env.cr.precommit.run()


def _check_up(dossier, state, users):
    keeper = dossier.archivist_id
    action = dossier.with_user(keeper).action_start_checkup()
    checkup = (
        dossier.env[action["res_model"]].with_user(keeper).browse(action["res_id"])
    )
    sheets = {sheet.code: sheet for sheet in dossier.sheet_ids.with_user(keeper)}
    sheets["identity"]._set_applies("parent_company", False)
    for code in SIGNED:
        sheets[code].action_verify()
    if state == "dropped":
        sheets["performance"].action_toggle_applicable()
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

"""What the archive tells by itself: briefs of the leaders, alarms, reminders."""

from datetime import timedelta

from odoo import fields

# Leader, how often, at which hour.
PLANS = [
    ("leader", "weekly", 8),
    ("leader_zh", "weekly", 8),
    ("leader_zh", "daily", 17),
]
#: The alarm of this dealer was acknowledged, that of the other went up to the leaders.
ACKNOWLEDGED, PASSED_ON = "declining", "insolvent"
#: A leader went to decide on what waits for this dealer, and has not decided yet.
GONE_TO = "big_slow"


def tell(env, company, dossiers, users):
    """Alarms and reminders first, so that the briefs speak of them; then the mails."""
    known = {
        one.partner_id.ref.removeprefix("JX-").lower(): one
        for one in dossiers
        if one.partner_id.ref
    }
    _alarms(env, known)
    env["customer.dossier"]._remind_company(company)
    for login, period, hour in PLANS:
        _brief(env, company, users[login], period, hour)
    lines = env["customer.dossier.brief.line"].search(
        [
            ("user_id", "=", users["leader"].id),
            ("dossier_id", "=", known[GONE_TO].id),
            ("section", "=", "waits"),
        ],
        limit=1,
    )
    for line in lines:
        line.with_user(users["leader"]).action_open()
    waiting = env["customer.dossier.notice"].search([("user_id.email", "!=", False)])
    for notices in waiting.grouped("user_id").values():
        notices._mail()


def _alarms(env, known):
    severe = env["customer.dossier.signal"].search(
        [("state", "=", "open"), ("severity", "=", "high")]
    )
    for signal in severe:
        signal._alarm()
    for signal in severe & known[ACKNOWLEDGED].signal_ids:
        signal.with_user(signal.owner_id).action_acknowledge()
    for signal in severe & known[PASSED_ON].signal_ids:
        while signal.alarm != "leader":
            signal._alarm()


def _brief(env, company, user, period, hour):
    """A plan that is two weeks old, and the brief that was due last."""
    plan = env["customer.dossier.brief.plan"].with_user(user)
    plan = plan.create(
        {"company_id": company.id, "period": period, "hour": hour}
    ).sudo()
    plan.begins_on = fields.Datetime.now() - timedelta(days=14)
    slot = plan._due_slot(fields.Datetime.now())
    plan._make(slot)

"""Signals about what a customer owes and how it is paid."""

from odoo.tools.translate import LazyTranslate

from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)

MIN_DEBTORS = 10


def _overdue(dossier, rule, _batch):
    # What is disputed is owed, but nobody is chased for it.
    amount = dossier.overdue - dossier.overdue_disputed
    days = dossier.oldest_overdue_days
    if days > rule.threshold and amount > 0 and amount >= rule.min_amount:
        return {"days": days, "amount": amount}
    return None


def _arrears(dossier, rule, _batch):
    amount = dossier.overdue - dossier.overdue_disputed
    weighed = dossier.arrears * (dossier.grade_id.signal_weight or 1)
    if amount > 0 and weighed > rule.threshold and amount >= rule.min_amount:
        return {"amount": amount, "days": round(dossier.arrears / amount)}
    return None


def _over_limit(dossier, rule, _batch):
    allowed = dossier.credit_limit * rule.threshold / 100
    beyond = dossier.currency_id.compare_amounts(dossier.exposure, allowed) > 0
    over = dossier.exposure - allowed
    if dossier.credit_mode == "limit" and beyond and over >= rule.min_amount:
        return {"exposure": dossier.exposure, "limit": dossier.credit_limit}
    return None


def _limit_ending(dossier, rule, _batch):
    until = dossier.credit_renewal_date
    if not until or dossier.credit_mode == "cash_only":
        return None
    left = (until - dossier.company_id._dossier_today()).days
    at_stake = max(dossier.credit_limit, dossier.exposure)
    if left <= rule.threshold and at_stake >= rule.min_amount:
        return {"limit": dossier.credit_limit, "until": until.isoformat()}
    return None


def _limit_elsewhere(dossier, _rule, _batch):
    if not dossier.company_id.dossier_mirror_limits:
        return None
    there, ours = dossier._limit_elsewhere()
    if dossier.currency_id.compare_amounts(there, ours):
        return {"limit": ours, "there": there}
    return None


def _payment_worse(dossier, rule, _batch):
    now, before = dossier.late_days_recent, dossier.late_days_before
    if now is False or before is False or dossier.turnover < rule.min_amount:
        return None
    # To pay less early than before is no bad behaviour.
    if now > 0 and now - max(before, 0) > rule.threshold:
        return {"now": round(now), "before": round(before)}
    return None


def _broken_promise(dossier, rule, batch):
    broken = batch["promises"].get(dossier.id)
    if not broken or broken.unpaid < rule.min_amount or broken.count <= rule.threshold:
        return None
    unpaid = dossier.currency_id.round(broken.unpaid)
    return {"count": broken.count, "unpaid": unpaid}


def _undone_payment(dossier, rule, batch):
    count, amount = batch["undone"].get(dossier.id, (0, 0.0))
    if count > rule.threshold and amount >= rule.min_amount:
        return {"count": count, "amount": amount}
    return None


def _concentration(dossier, rule, batch):
    share, owed = dossier.receivable_share, dossier.not_due + dossier.overdue
    # Of a few debtors each one is a large part, and that is no news.
    many = batch["debtors"].get(dossier.company_id.id, 0) >= MIN_DEBTORS
    high = share is not False and share > rule.threshold
    if many and high and owed >= rule.min_amount:
        return {"percent": round(share), "owed": owed}
    return None


DEBT_KINDS = {
    "overdue": SignalKind(
        _lt("Overdue"),
        _lt("days overdue"),
        _lt("%(amount)s is overdue, the oldest of it for %(days)s days."),
        _overdue,
        ("amount",),
        past=True,
    ),
    "arrears": SignalKind(
        _lt("Arrears"),
        _lt("amount overdue × days, weighed by the grade"),
        _lt("%(amount)s is overdue, for %(days)s days on average."),
        _arrears,
        ("amount",),
        past=True,
    ),
    "over_limit": SignalKind(
        _lt("Over the credit limit"),
        _lt("percent of the credit limit"),
        # True as well of a rule that warns before the limit is reached.
        _lt("Exposure of %(exposure)s against a credit limit of %(limit)s."),
        _over_limit,
        ("exposure", "limit"),
    ),
    "limit_ending": SignalKind(
        _lt("Credit limit to be renewed"),
        _lt("days before the limit is to be renewed"),
        _lt("The credit limit of %(limit)s is to be renewed by %(until)s."),
        _limit_ending,
        ("limit",),
    ),
    "limit_elsewhere": SignalKind(
        _lt("Limit changed outside the dossier"),
        None,
        _lt("The contact says %(there)s where the credit limit is %(limit)s."),
        _limit_elsewhere,
        ("limit", "there"),
    ),
    "payment_worse": SignalKind(
        _lt("Payment getting worse"),
        _lt("days later than before"),
        _lt(
            "Money of the last three months came %(now)s days late, of the nine months "
            "before %(before)s days."
        ),
        _payment_worse,
        past=True,
    ),
    "broken_promise": SignalKind(
        _lt("Broken promise to pay"),
        _lt("broken promises of 12 months"),
        _lt("Promises to pay not kept: %(count)s; %(unpaid)s of them did not come."),
        _broken_promise,
        ("unpaid",),
    ),
    "undone_payment": SignalKind(
        _lt("Payments undone"),
        _lt("undone payments of 90 days"),
        _lt("Payments taken back or bounced: %(count)s, of %(amount)s in all."),
        _undone_payment,
        ("amount",),
    ),
    "concentration": SignalKind(
        _lt("Concentration"),
        _lt("percent of our receivable"),
        _lt("They owe %(percent)s %% of all that customers owe us: %(owed)s."),
        _concentration,
        ("owed",),
    ),
}

"""Signals about how a customer keeps to what we ask in the market."""

from odoo.tools.translate import LazyTranslate

from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)

#: Below so many entries of work a share says nothing.
MIN_ENTRIES = 5


def _policy_breached(dossier, rule, batch):
    checks = batch["checks"].get(dossier.id)
    if checks and checks.breached > rule.threshold:
        return {"count": checks.breached, "last": checks.last.isoformat()}
    return None


def _goods_kept_back(dossier, rule, batch):
    goods = batch["goods"].get(dossier.id)
    if goods and 100 - goods.share > rule.threshold:
        return {"percent": round(100 - goods.share), "count": goods.count}
    return None


def _work_for_customer(dossier, rule, batch):
    work = batch["work"].get(dossier.id)
    if work and work.count >= MIN_ENTRIES and work.percent > rule.threshold:
        return {"percent": round(work.percent), "count": work.count}
    return None


def _dealership_ending(dossier, rule, batch):
    days = batch["dealerships"].get(dossier.id)
    if days is not None and days <= rule.threshold:
        return {"days": days}
    return None


def _unqualified(dossier, _rule, batch):
    return {"unqualified": 1} if dossier.id in batch["unqualified"] else None


MARKET_KINDS = {
    "policy_breached": SignalKind(
        _lt("Market policy breached"),
        _lt("breaches within 90 days"),
        _lt(
            "Market policies were breached in %(count)s checks of 90 days, the last "
            "time on %(last)s."
        ),
        _policy_breached,
    ),
    "goods_kept_back": SignalKind(
        _lt("Promotion goods not passed on"),
        _lt("percent of the goods that had to be proven by now"),
        _lt(
            "For %(percent)s %% of the promotion goods that had to be proven within 12 "
            "months there is no proof (%(count)s issues)."
        ),
        _goods_kept_back,
    ),
    "work_for_customer": SignalKind(
        _lt("Work for the customer dominates"),
        _lt("percent of the work of 90 days"),
        _lt(
            "%(percent)s %% of our work at this customer's was done for them: "
            "%(count)s entries in 90 days."
        ),
        _work_for_customer,
    ),
    "dealership_ending": SignalKind(
        _lt("Dealership ends"),
        _lt("days or fewer before its last day"),
        _lt("A dealership ends in %(days)s days, and none follows it."),
        _dealership_ending,
    ),
    "unqualified": SignalKind(
        _lt("Key customer without a qualified account manager"),
        None,
        _lt("Nobody who keeps this key customer has a qualification that counts."),
        _unqualified,
    ),
}

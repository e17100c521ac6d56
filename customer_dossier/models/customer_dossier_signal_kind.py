from collections.abc import Callable
from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


class SignalKind(NamedTuple):
    """What a rule looks for.

    :param label: lazy name.
    :param threshold: lazy words for what the rule's threshold counts.
    :param sentence: lazy words for the evidence.
    :param evidence: ``(dossier, threshold, min_amount) -> {name: fact} | None``; facts
        fit into JSON, None means there is nothing to look at.
    :param amounts: names of facts that are money of the dossier's company.
    """

    label: Any
    threshold: Any
    sentence: Any
    evidence: Callable
    amounts: tuple = ()


def _overdue(dossier, threshold, min_amount):
    # What is disputed is owed, but nobody is chased for it.
    amount = dossier.overdue - dossier.overdue_disputed
    days = dossier.oldest_overdue_days
    if days > threshold and amount > 0 and amount >= min_amount:
        return {"days": days, "amount": amount}
    return None


def _over_limit(dossier, threshold, min_amount):
    allowed = dossier.credit_limit * threshold / 100
    beyond = dossier.currency_id.compare_amounts(dossier.exposure, allowed) > 0
    over = dossier.exposure - allowed
    if dossier.credit_mode == "limit" and beyond and over >= min_amount:
        return {"exposure": dossier.exposure, "limit": dossier.credit_limit}
    return None


def _sales_fallen(dossier, threshold, min_amount):
    now, before = dossier.season_turnover, dossier.season_turnover_prior
    if before <= 0 or before - now < min_amount:
        return None
    percent = (before - now) / before * 100
    if percent >= threshold:
        return {"percent": round(percent), "now": now, "before": before}
    return None


def _lost_rhythm(dossier, threshold, min_amount):
    # Held at "late" where the same silence followed the festival a year ago.
    silent = dossier.rhythm in ("at_risk", "lost")
    value = max(dossier.turnover, dossier.turnover_prior)
    if silent and dossier.rhythm_ratio > threshold and value >= min_amount:
        last = dossier.last_order_date
        return {
            "times": round(dossier.rhythm_ratio, 1),
            "last": last.isoformat() if last else "-",
        }
    return None


def _few_sources(dossier, threshold, min_amount):
    grade = dossier.grade_id
    facts = {"channels": dossier.channel_count, "levels": dossier.level_count}
    wanted = {"channels": grade.required_channels, "levels": grade.required_levels}
    short = max(wanted[name] - facts[name] for name in facts)
    if short <= threshold:
        return None
    return {**facts, **{f"wanted_{name}": number for name, number in wanted.items()}}


SIGNAL_KINDS = {
    "overdue": SignalKind(
        _lt("Overdue"),
        _lt("days overdue"),
        _lt("%(amount)s is overdue, the oldest of it for %(days)s days."),
        _overdue,
        ("amount",),
    ),
    "over_limit": SignalKind(
        _lt("Over the credit limit"),
        _lt("percent of the credit limit"),
        # True as well of a rule that warns before the limit is reached.
        _lt("Exposure of %(exposure)s against a credit limit of %(limit)s."),
        _over_limit,
        ("exposure", "limit"),
    ),
    "sales_fallen": SignalKind(
        _lt("Sales fallen"),
        _lt("percent less than in the same season a year before"),
        _lt(
            "Sales fell by %(percent)s %% against the same season a year before: "
            "%(now)s after %(before)s."
        ),
        _sales_fallen,
        ("now", "before"),
    ),
    "lost_rhythm": SignalKind(
        _lt("Lost rhythm"),
        _lt("times the usual interval between orders"),
        _lt(
            "No order since %(last)s: %(times)s times the usual interval between "
            "their orders."
        ),
        _lost_rhythm,
    ),
    "few_sources": SignalKind(
        _lt("Few sources"),
        _lt("channels or levels fewer than the grade wants"),
        _lt(
            "Facts come by %(channels)s of %(wanted_channels)s channels and from "
            "%(levels)s of %(wanted_levels)s levels of the customer."
        ),
        _few_sources,
    ),
}

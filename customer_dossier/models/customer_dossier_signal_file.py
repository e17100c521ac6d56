"""Signals about how a customer is judged, and how well the dossier is kept."""

from odoo.tools.translate import LazyTranslate

from .customer_dossier import RATINGS
from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)

#: Ratings from best to worst; not rated is no step of it.
LADDER = [code for code, _label in RATINGS[:-1]]


def _rating_down(dossier, rule, batch):
    best, now = batch["best_rating"].get(dossier.id), dossier.rating
    if best not in LADDER or now not in LADDER:
        return None
    if LADDER.index(now) - LADDER.index(best) >= rule.threshold:
        return {"before": best, "now": now}
    return None


def _distress(dossier, rule, batch):
    months = batch["distress"].get(dossier.id)
    return {"day": months} if months and dossier.exposure >= rule.min_amount else None


def _revision_lapsed(dossier, rule, _batch):
    due = dossier.next_revision_date
    if not due:
        return None
    days = (dossier.company_id._dossier_today() - due).days
    if days > rule.threshold:
        return {"days": days, "due": due.isoformat()}
    return None


def _few_sources(dossier, rule, _batch):
    grade = dossier.grade_id
    facts = {"channels": dossier.channel_count, "levels": dossier.level_count}
    wanted = {"channels": grade.required_channels, "levels": grade.required_levels}
    short = max(wanted[name] - facts[name] for name in facts)
    if short <= rule.threshold:
        return None
    return {**facts, **{f"wanted_{name}": number for name, number in wanted.items()}}


FILE_KINDS = {
    "rating_down": SignalKind(
        _lt("Rating fallen"),
        _lt("steps below the best rating of 12 months"),
        _lt("The rating is %(now)s; within the last 12 months it was %(before)s."),
        _rating_down,
    ),
    "distress": SignalKind(
        _lt("Balance sheet in distress"),
        None,
        _lt("The balance sheet of %(day)s lies in the zone of distress."),
        _distress,
    ),
    "revision_lapsed": SignalKind(
        _lt("Revision lapsed"),
        _lt("days after the day of the revision"),
        _lt("The revision was due on %(due)s, %(days)s days ago."),
        _revision_lapsed,
    ),
    "few_sources": SignalKind(
        _lt("Few sources"),
        _lt("channels or levels fewer than the grade wants"),
        _lt(
            "Channels that facts come by: %(channels)s, wanted: %(wanted_channels)s. "
            "Levels of the customer they come from: %(levels)s, wanted: "
            "%(wanted_levels)s."
        ),
        _few_sources,
    ),
}

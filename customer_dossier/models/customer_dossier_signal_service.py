"""Signals about how we look after a customer."""

from odoo.tools.translate import LazyTranslate

from ..formulas.satisfaction import Marks, fall
from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)


def _satisfaction_fallen(dossier, rule, batch):
    now, before = (
        batch[name].get(dossier.id, Marks())
        for name in ("satisfied_now", "satisfied_before")
    )
    points = fall(now, before)
    if points is None or points <= rule.threshold:
        return None
    return {"now": round(now.mean, 1), "before": round(before.mean, 1)}


def _no_contact(dossier, rule, _batch):
    days = dossier.contact_days
    # Where nobody ever wrote a contact down we do not know; that is no neglect yet.
    if days is False or days <= rule.threshold:
        return None
    return {"days": int(days), "last": str(dossier.last_contact_on)}


SERVICE_KINDS = {
    "no_contact": SignalKind(
        _lt("No contact"),
        _lt("days since the last contact"),
        _lt("Nobody of us has had to do with them for %(days)s days, since %(last)s."),
        _no_contact,
    ),
    "satisfaction_fallen": SignalKind(
        _lt("Satisfaction fallen"),
        _lt("points of five against the twelve months before"),
        _lt(
            "In the last six months they gave us %(now)s of 5 for our service; in the "
            "twelve months before %(before)s."
        ),
        _satisfaction_fallen,
    ),
}

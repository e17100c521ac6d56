"""Signals about how satisfied a customer is with us."""

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


SERVICE_KINDS = {
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

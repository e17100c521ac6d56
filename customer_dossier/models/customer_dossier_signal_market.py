"""Signals about how a customer keeps to what we ask in the market."""

from odoo.tools.translate import LazyTranslate

from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)


def _policy_breached(dossier, rule, batch):
    checks = batch["checks"].get(dossier.id)
    if checks and checks.breached > rule.threshold:
        return {"count": checks.breached, "last": checks.last.isoformat()}
    return None


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
}

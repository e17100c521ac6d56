"""Signals about what a customer buys."""

from datetime import timedelta

from odoo.tools.translate import LazyTranslate

from .customer_dossier_signal_kind import SignalKind

_lt = LazyTranslate(__name__)

#: An older order that did not look like the customer is no news.
NEWS_DAYS = 30


def _sales_fallen(dossier, rule, _batch):
    now, before = dossier.season_turnover, dossier.season_turnover_prior
    if before <= 0 or before - now < rule.min_amount:
        return None
    percent = (before - now) / before * 100
    if percent >= rule.threshold:
        return {"percent": round(percent), "now": now, "before": before}
    return None


def _lost_rhythm(dossier, rule, _batch):
    # Held at "late" where the same silence followed the festival a year ago.
    silent = dossier.rhythm in ("at_risk", "lost")
    value = max(dossier.turnover, dossier.turnover_prior)
    if silent and dossier.rhythm_ratio > rule.threshold and value >= rule.min_amount:
        last = dossier.last_order_date
        return {
            "times": round(dossier.rhythm_ratio, 1),
            "last": last.isoformat() if last else "-",
        }
    return None


def _newest_order(dossier, rule):
    """The newest order's day and amount, where it is news and large enough."""
    day, amount = dossier.last_order_date, dossier.last_order_amount
    score = dossier.order_anomaly
    fresh = day and day > dossier.as_of - timedelta(days=NEWS_DAYS)
    if not fresh or score is False or abs(score) <= rule.threshold:
        return None
    if max(amount, dossier.turnover / 12) < rule.min_amount:
        return None
    return {"day": day.isoformat(), "amount": amount}


def _large_order(dossier, rule, _batch):
    return _newest_order(dossier, rule) if dossier.order_anomaly > 0 else None


def _small_order(dossier, rule, _batch):
    return _newest_order(dossier, rule) if dossier.order_anomaly < 0 else None


TRADE_KINDS = {
    "sales_fallen": SignalKind(
        _lt("Sales fallen"),
        _lt("percent less than in the same season a year before"),
        _lt(
            "Sales fell by %(percent)s %% against the same season a year before: "
            "%(now)s after %(before)s."
        ),
        _sales_fallen,
        ("now", "before"),
        past=True,
    ),
    "lost_rhythm": SignalKind(
        _lt("Lost rhythm"),
        _lt("times the usual interval between orders"),
        _lt(
            "No order since %(last)s: %(times)s times the usual interval between "
            "their orders."
        ),
        _lost_rhythm,
        past=True,
    ),
    "large_order": SignalKind(
        _lt("Order unusually large"),
        _lt("robust score of the order's amount"),
        _lt(
            "The order of %(day)s for %(amount)s is far larger than their orders of "
            "the same season."
        ),
        _large_order,
        ("amount",),
        past=True,
    ),
    "small_order": SignalKind(
        _lt("Order unusually small"),
        _lt("robust score of the order's amount"),
        _lt(
            "The order of %(day)s for %(amount)s is far smaller than their orders of "
            "the same season."
        ),
        _small_order,
        ("amount",),
        past=True,
    ),
}

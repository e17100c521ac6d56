from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..formulas.payment import days_for_index
from ..formulas.scorecard import NOT_APPLICABLE

_lt = LazyTranslate(__name__)


class Source(NamedTuple):
    """The record that a value came from.

    :param model: its model.
    :param id: its id.
    :param day: the day for which it was true; None where that is not said.
    """

    model: str
    id: int
    day: Any


def _figures_source(dossier, _batch):
    return Source(
        "customer.dossier.figures", dossier.figures_id.id, dossier.figures_id.as_of
    )


def _dossier_source(dossier, _batch):
    return Source("customer.dossier", dossier.id, None)


class DataPoint(NamedTuple):
    """A fact that a scorecard can weigh.

    :param label: lazy name.
    :param sentence: lazy words for a known value, with ``%(value)s``.
    :param value: ``(dossier, batch) -> number | word | None | NOT_APPLICABLE`` where
        None is unknown, and ``batch`` holds what ``_batch_facts`` computed at once.
    :param choices: for words: ``env -> [(word, label)]``; None for a number.
    :param said: lazy sentences of the words that ``sentence`` does not fit.
    :param at_zero: lazy words that say a zero, or less, better than the number does.
    :param shown: turns the value into the number that people know better.
    :param source: ``(dossier, batch) -> Source`` of a known value; the figures as of
        their day where it is not said.
    """

    label: Any
    sentence: Any
    value: Callable
    choices: Callable | None = None
    said: Mapping = MappingProxyType({})
    at_zero: Any = None
    shown: Callable | None = None
    source: Callable = _figures_source


def _figure(name):
    """A figure as it is; ``OptionalFloat`` says False where nothing is known."""

    def value(dossier, _batch):
        # Past the dossier's own field, which Odoo computes record by record.
        found = dossier.figures_id[name]
        return None if found is False else found

    return value


def _word(name):
    return {
        "value": _figure(name),
        "choices": lambda env: (
            env["customer.dossier"]._fields[name]._description_selection(env)
        ),
    }


def _in_batch(name):
    return lambda dossier, batch: batch[name].get(dossier.id)


def _has_traded(figures):
    """Whether the ledger or an order knows this customer: else zeros mean nothing."""
    return bool(
        figures.first_order_date
        or figures.payment_index is not False
        or any(
            figures[name]
            for name in ("turnover", "turnover_prior", "not_due", "overdue")
        )
    )


def _overdue30_share(dossier, _batch):
    figures = dossier.figures_id
    if not _has_traded(figures):
        return None
    owed = figures.not_due + figures.overdue
    return figures.overdue_undisputed_30 / owed * 100 if owed > 0 else 0.0


def _oldest_overdue(dossier, _batch):
    figures = dossier.figures_id
    return figures.oldest_overdue_days if _has_traded(figures) else None


def _utilisation(dossier, _batch):
    if dossier.credit_mode == "cash_only":
        return NOT_APPLICABLE
    utilisation = dossier.figures_id.utilisation
    return None if utilisation is False else utilisation


def _broken_share(dossier, batch):
    broken = batch["promises"].get(dossier.id)
    return broken.percent if broken else NOT_APPLICABLE


def _secured_share(dossier, _batch):
    figures = dossier.figures_id
    if not _has_traded(figures):
        return None
    secured = figures.exposure_secured
    at_stake = figures.exposure + secured
    return min(100.0, secured / at_stake * 100) if at_stake > 0 else NOT_APPLICABLE


DATA_POINTS = {
    "pay_index": DataPoint(
        _lt("Payment index"),
        _lt("they pay about %(value)s days late"),
        _figure("payment_index"),
        at_zero=_lt("they pay in time"),
        shown=days_for_index,
    ),
    "overdue30_share": DataPoint(
        _lt("Overdue more than 30 days %"),
        _lt("%(value)s %% of what they owe is more than 30 days overdue"),
        _overdue30_share,
        at_zero=_lt("nothing is more than 30 days overdue"),
    ),
    "broken_promise": DataPoint(
        _lt("Broken promises to pay %"),
        _lt("%(value)s %% of the promises to pay were broken"),
        _broken_share,
        at_zero=_lt("every promise to pay was kept"),
    ),
    "oldest_overdue": DataPoint(
        _lt("Oldest overdue (days)"),
        _lt("the oldest debt is %(value)s days overdue"),
        _oldest_overdue,
        at_zero=_lt("nothing is overdue"),
    ),
    "utilisation": DataPoint(
        _lt("Utilisation of the credit limit %"),
        _lt("%(value)s %% of the credit limit is used"),
        _utilisation,
        at_zero=_lt("none of the credit limit is used"),
    ),
    "secured_share": DataPoint(
        _lt("Secured share of the exposure %"),
        _lt("%(value)s %% of the exposure is secured"),
        _secured_share,
        at_zero=_lt("none of the exposure is secured"),
    ),
    "abc": DataPoint(
        _lt("ABC class by turnover"),
        _lt("class %(value)s by turnover"),
        **_word("abc_class"),
        said={"N": _lt("no sales to rank")},
    ),
    "margin_rel": DataPoint(
        _lt("Margin against the company's average"),
        _lt("the margin is %(value)s times the company's average"),
        _in_batch("margin_rel"),
    ),
    "growth": DataPoint(
        _lt("Growth of turnover"),
        _lt("turnover against the year before: %(value)s"),
        **_word("growth_class"),
    ),
    "rhythm": DataPoint(
        _lt("Order rhythm"), _lt("order rhythm: %(value)s"), **_word("rhythm")
    ),
    "cooperation": DataPoint(
        _lt("Cooperation"),
        _lt("cooperation is marked %(value)s of 10"),
        lambda dossier, _batch: float(dossier.cooperation or 0) or None,
        source=_dossier_source,
    ),
    "completeness": DataPoint(
        _lt("Completeness of the dossier %"),
        _lt("%(value)s %% of the dossier is filled in"),
        _in_batch("completeness"),
        source=_dossier_source,
    ),
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _data_points(self):
        """Every fact that a scorecard may weigh: ``{code: DataPoint}``."""
        return dict(DATA_POINTS)

    def _batch_facts(self):
        """Facts that are computed for many dossiers at once.

        :return: ``{name: {dossier id: value}}``; a constant number of queries
        """
        return {
            "margin_rel": self._margin_rel(),
            "promises": self._broken_promises(),
        }

    def _raw_values(self, batch=None):
        """The facts of these dossiers as they are now.

        :param batch: what ``_batch_facts`` gave, where it is there already
        :return: ``{dossier id: {code: number | word | None | NOT_APPLICABLE}}``;
            None is unknown; a constant number of queries
        """
        points, batch = self._data_points(), batch or self._batch_facts()
        return {
            dossier.id: {
                code: point.value(dossier, batch) for code, point in points.items()
            }
            for dossier in self
        }

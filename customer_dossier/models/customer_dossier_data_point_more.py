from odoo import models
from odoo.tools.translate import LazyTranslate

from ..formulas.quality import overall
from .customer_dossier_data_point import DataPoint, Source, _dossier_source
from .customer_dossier_signal_rule import SEVERITIES

_lt = LazyTranslate(__name__)

QUIET = "none"
RANKS = [severity for severity, _label in SEVERITIES]


def _of_statement(name):
    """A field of the last statement; unknown without one that is young enough."""

    def value(dossier, batch):
        statement = batch["statement"].get(dossier.id)
        found = statement and statement[name]
        return None if found is False or statement is None else found

    return value


def _statement_source(dossier, batch):
    statement = batch["statement"][dossier.id]
    return Source(statement._name, statement.id, statement.period_end)


def _worst_signal(dossier, batch):
    signals = batch["signals"].get(dossier.id)
    return max((s.severity for s in signals), key=RANKS.index) if signals else QUIET


def _signal_source(dossier, batch):
    signals = batch["signals"].get(dossier.id)
    if not signals:
        return _dossier_source(dossier, batch)
    worst = _worst_signal(dossier, batch)
    found = signals.filtered(lambda signal: signal.severity == worst)[0]
    return Source(found._name, found.id, found.raised_on)


def _zone_choices(env):
    field = env["customer.dossier.statement"]._fields["z2_zone"]
    return field._description_selection(env)


def _severity_choices(env):
    field = env["customer.dossier.signal"]._fields["severity"]
    return [(QUIET, env._("No open signal")), *field._description_selection(env)]


MORE_POINTS = {
    "z2_zone": DataPoint(
        _lt("Balance sheet: zone by Z''"),
        _lt("the balance sheet by Z'': %(value)s"),
        _of_statement("z2_zone"),
        choices=_zone_choices,
        source=_statement_source,
    ),
    "z1_zone": DataPoint(
        _lt("Balance sheet of a maker: zone by Z'"),
        _lt("the balance sheet by Z': %(value)s"),
        _of_statement("z1_zone"),
        choices=_zone_choices,
        source=_statement_source,
    ),
    "working_assets": DataPoint(
        _lt("Working assets: evaluation"),
        _lt("the working assets are evaluated at %(value)s"),
        _of_statement("working_evaluation"),
        source=_statement_source,
    ),
    "equity": DataPoint(
        _lt("Owners' equity"),
        _lt("their own capital is %(value)s"),
        _of_statement("equity"),
        at_zero=_lt("they have no capital of their own left"),
        source=_statement_source,
    ),
    "signals": DataPoint(
        _lt("Worst open signal"),
        _lt("the worst open signal: %(value)s"),
        _worst_signal,
        choices=_severity_choices,
        source=_signal_source,
    ),
    "verification": DataPoint(
        _lt("Verified share of the dossier %"),
        _lt("%(value)s %% of what the dossier holds is verified"),
        lambda dossier, batch: batch["quality"][dossier.id]["verification"],
        source=_dossier_source,
    ),
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _data_points(self):
        return super()._data_points() | MORE_POINTS

    def _batch_facts(self):
        # sudo: everything is looked at to judge; what is shown is the assessment.
        quality = self.sudo()._quality()
        overalls = {id_: overall(found.values()) for id_, found in quality.items()}
        return super()._batch_facts() | {
            "quality": overalls,
            "completeness": {
                id_: found["completeness"] for id_, found in overalls.items()
            },
            "statement": self._last_statements(),
            "signals": self._open_signals(),
        }

    def _last_statements(self):
        """The last statement of each dossier, none older than 18 months; one search."""
        # sudo: rules and scorecards look at everything; zones and marks leave it.
        statements = (
            self.env["customer.dossier.statement"]
            .sudo()
            .search([("dossier_id", "in", self.ids)], order="period_end")
        )
        young = statements.filtered(lambda statement: not statement.too_old)
        return {statement.dossier_id.id: statement for statement in young}

    def _open_signals(self):
        """``{dossier id: customer.dossier.signal}``, what is not closed; one search."""
        # sudo: open signals are weighed whoever asks; a severity leaves it.
        signals = (
            self.env["customer.dossier.signal"]
            .sudo()
            .search([("dossier_id", "in", self.ids), ("state", "!=", "closed")])
        )
        return {
            dossier.id: own for dossier, own in signals.grouped("dossier_id").items()
        }

from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools.translate import LazyTranslate

from ..formulas.altman import Statement, z_score, zone
from ..formulas.quality import overall
from ..formulas.working_assets import working_assets
from .customer_dossier_data_point import DataPoint, Source
from .customer_dossier_signal_rule import SEVERITIES

_lt = LazyTranslate(__name__)

#: An older statement says nothing about today.
STATEMENT_MONTHS = 18
ZONES = {
    "distress": _lt("Distress"),
    "grey": _lt("Grey zone"),
    "safe": _lt("Safe"),
}
QUIET = "none"
RANKS = [severity for severity, _label in SEVERITIES]


def _from_statement(function):
    """A value out of the last statement; unknown without one that is young enough."""

    def value(dossier, batch):
        statement = batch["statement"].get(dossier.id)
        return function(_amounts(statement)) if statement else None

    return value


def _amounts(statement):
    """Amounts by name; ``OptionalMonetary`` says False where nothing is known."""
    return {
        name: None if statement[name] is False else statement[name]
        for name in (
            "current_assets", "inventory", "total_assets", "current_liabilities",
            "total_liabilities", "equity", "retained_earnings", "operating_profit",
            "revenue",
        )
    }  # fmt: skip


def _zone(kind):
    def found(amounts):
        needed = [
            amounts[name]
            for name in (
                "retained_earnings", "operating_profit", "equity", "total_assets",
                "total_liabilities",
            )
        ]  # fmt: skip
        capital = amounts["current_assets"], amounts["current_liabilities"]
        if None in (*needed, *capital):
            return None
        statement = Statement(capital[0] - capital[1], *needed, amounts["revenue"])
        return zone(kind, z_score(kind, statement))

    return found


def _evaluation(amounts):
    needed = [
        amounts[name]
        for name in (
            "current_assets", "inventory", "current_liabilities", "total_liabilities",
            "equity",
        )
    ]  # fmt: skip
    return None if None in needed else working_assets(*needed).evaluation


def _statement_source(dossier, batch):
    statement = batch["statement"][dossier.id]
    return Source(statement._name, statement.id, statement.period_end)


def _worst_signal(dossier, batch):
    signals = batch["signals"].get(dossier.id)
    return max((s.severity for s in signals), key=RANKS.index) if signals else QUIET


def _signal_source(dossier, batch):
    signals = batch["signals"].get(dossier.id)
    if not signals:
        return Source("customer.dossier", dossier.id, None)
    worst = _worst_signal(dossier, batch)
    found = signals.filtered(lambda signal: signal.severity == worst)[0]
    return Source(found._name, found.id, found.raised_on)


def _zone_choices(env):
    return [(zone, env._(label)) for zone, label in ZONES.items()]


def _severity_choices(env):
    field = env["customer.dossier.signal"]._fields["severity"]
    return [(QUIET, env._("No open signal")), *field._description_selection(env)]


MORE_POINTS = {
    "z2_zone": DataPoint(
        _lt("Balance sheet: zone by Z''"),
        _lt("the balance sheet by Z'': %(value)s"),
        _from_statement(_zone("z2")),
        choices=_zone_choices,
        source=_statement_source,
    ),
    "z1_zone": DataPoint(
        _lt("Balance sheet of a maker: zone by Z'"),
        _lt("the balance sheet by Z': %(value)s"),
        _from_statement(_zone("z1")),
        choices=_zone_choices,
        source=_statement_source,
    ),
    "working_assets": DataPoint(
        _lt("Working assets: evaluation"),
        _lt("the working assets are evaluated at %(value)s"),
        _from_statement(_evaluation),
        source=_statement_source,
    ),
    "equity": DataPoint(
        _lt("Owners' equity"),
        _lt("their own capital is %(value)s"),
        _from_statement(lambda amounts: amounts["equity"]),
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
        source=lambda dossier, _batch: Source("customer.dossier", dossier.id, None),
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
        # sudo: as above.
        statements = (
            self.env["customer.dossier.statement"]
            .sudo()
            .search([("dossier_id", "in", self.ids)], order="period_end")
        )
        oldest = {
            company: company._dossier_today() - relativedelta(months=STATEMENT_MONTHS)
            for company in self.company_id
        }
        return {
            statement.dossier_id.id: statement
            for statement in statements
            if statement.period_end >= oldest[statement.company_id]
        }

    def _open_signals(self):
        """``{dossier id: customer.dossier.signal}``, what is not closed; one search."""
        # sudo: as above.
        signals = (
            self.env["customer.dossier.signal"]
            .sudo()
            .search([("dossier_id", "in", self.ids), ("state", "!=", "closed")])
        )
        return {
            dossier.id: own for dossier, own in signals.grouped("dossier_id").items()
        }

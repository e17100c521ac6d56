import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..words import worded
from .customer_dossier_signal_debt import DEBT_KINDS
from .customer_dossier_signal_file import FILE_KINDS
from .customer_dossier_signal_market import MARKET_KINDS
from .customer_dossier_signal_seen import SEEN_KINDS
from .customer_dossier_signal_service import SERVICE_KINDS
from .customer_dossier_signal_trade import TRADE_KINDS
from .res_partner import READERS
from .roles import CONFIGURATION

SEVERITIES = [("low", "Low"), ("medium", "Medium"), ("high", "High")]


class CustomerDossierSignalRule(models.Model):
    """When a person must look at a customer."""

    _name = "customer.dossier.signal.rule"
    _description = "Signal rule"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = CONFIGURATION

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to use the rule in every company.",
    )
    kind = fields.Selection(
        selection="_selection_kind", required=True, help="What the rule looks for."
    )
    by_hand = fields.Boolean(
        string="Reported by people",
        compute="_compute_by_hand",
        help="No figure shows it: somebody sees it and reports it.",
    )
    threshold = fields.Float(required=True, help="The signal is raised beyond this.")
    threshold_unit = fields.Char(string="Unit", compute="_compute_threshold_unit")
    min_amount = fields.Float(
        string="Minimum amount",
        help="Smaller sums raise nothing. In the currency of each company.",
    )
    severity = fields.Selection(SEVERITIES, default="medium", required=True)
    cool_off_days = fields.Integer(
        string="Rest after closing (days)",
        default=30,
        help="Once a person has closed the signal, it is not raised again so long.",
    )

    closed_count = fields.Integer(
        string="Worked on",
        compute="_compute_false_alarms",
        groups=READERS,
        help="Signals of this rule that people closed, of the dossiers that you read.",
    )
    false_alarm_count = fields.Integer(
        string="False alarms", compute="_compute_false_alarms", groups=READERS
    )

    def _compute_false_alarms(self):
        """As the user reads signals; one query."""
        groups = self.env["customer.dossier.signal"]._read_group(
            [("rule_id", "in", self.ids), ("closed_reason", "=", "worked")],
            ["rule_id", "false_alarm"],
            ["__count"],
        )
        found = {(rule.id, false): count for rule, false, count in groups}
        for rule in self:
            rule.false_alarm_count = found.get((rule.id, True), 0)
            rule.closed_count = rule.false_alarm_count + found.get((rule.id, False), 0)

    @api.model
    def _kinds(self):
        """Everything a rule may look for: ``{code: SignalKind}``."""
        return {
            **DEBT_KINDS,
            **TRADE_KINDS,
            **FILE_KINDS,
            **MARKET_KINDS,
            **SERVICE_KINDS,
            **SEEN_KINDS,
        }

    @api.model
    def _kinds_by_hand(self):
        """Codes of what only people see."""
        return [code for code, kind in self._kinds().items() if not kind.evidence]

    @api.depends("kind")
    def _compute_by_hand(self):
        seen = self._kinds_by_hand()
        for rule in self:
            rule.by_hand = rule.kind in seen

    @api.model
    def _selection_kind(self):
        return [
            (code, worded(self.env, kind.label)) for code, kind in self._kinds().items()
        ]

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_threshold_unit(self):
        for rule in self:
            kind = self._kinds().get(rule.kind)
            unit = kind and kind.threshold
            rule.threshold_unit = unit and worded(self.env, unit)

    @api.constrains("threshold", "min_amount", "cool_off_days")
    def _check_numbers(self):
        for rule in self:
            numbers = (rule.threshold, rule.min_amount, rule.cool_off_days)
            if not all(math.isfinite(value) and value >= 0 for value in numbers):
                raise ValidationError(
                    self.env._(
                        "%(rule)s: threshold, minimum amount and rest must be numbers "
                        "that are not negative.",
                        rule=rule.name,
                    )
                )

    def _evidence(self, dossier, batch):
        """What this rule finds in a dossier: ``{name: fact}``, None for nothing.

        :param batch: what ``_signal_facts`` found for many dossiers
        """
        if self.company_id and self.company_id != dossier.company_id:
            return None
        return self._kinds()[self.kind].evidence(dossier, self, batch)

    def _severity(self, dossier):
        """How grave a signal of this rule is for a dossier, by its grade."""
        ranks = [code for code, _label in SEVERITIES]
        step = int(dossier.grade_id.signal_step or 0)
        place = min(max(ranks.index(self.severity) + step, 0), len(ranks) - 1)
        return ranks[place]

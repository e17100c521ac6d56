from typing import NamedTuple

from odoo import api, fields, models, tools
from odoo.tools.translate import LazyTranslate

from ..formulas.hold import SEVERITIES as GRAVITY
from ..formulas.rating import position
from ..words import worded
from .customer_dossier import RATINGS
from .customer_dossier_signal_rule import SEVERITIES

_lt = LazyTranslate(__name__)

KINDS = [
    ("stopped", "Supply is stopped"),
    ("overdue_days", "Overdue for days"),
    ("overdue_amount", "Overdue amount"),
    ("not_prepaid", "Cash only, and not paid in advance"),
    ("over_limit", "Credit limit used up"),
    ("over_group", "Group limit used up"),
    ("rated_low", "Rating at or below"),
    ("signalled", "Open signal at or above"),
    ("terms_worse", "Payment terms longer than agreed"),
    ("order_size", "Size of the order"),
]
UNITS = {
    "overdue_days": _lt("days"),
    "overdue_amount": _lt("of the company's currency"),
    "over_limit": _lt("% of the limit"),
    "terms_worse": _lt("days longer"),
    "order_size": _lt("of the company's currency"),
}


class Rule(NamedTuple):
    """A rule as it is cached."""

    kind: str
    number: float
    company: int | bool
    dossiers: frozenset
    grades: frozenset
    excluded: frozenset

    def nearness(self):
        """What names more comes nearer to the customer."""
        return bool(self.dossiers), bool(self.grades), bool(self.company)

    def applies(self, dossier):
        return (
            self.company in (False, dossier.company_id.id)
            and (not self.dossiers or dossier.id in self.dossiers)
            and (not self.grades or dossier.grade_id.id in self.grades)
        )


class CustomerDossierHoldRule(models.Model):
    """When an order waits for a person.

    Of several rules of a kind the nearest counts: one that names the dossier before one
    that names its grade, and that before one for everybody.
    """

    _name = "customer.dossier.hold.rule"
    _description = "Hold rule"
    _inherit = ["customer.dossier.cleared", "customer.dossier.recorded"]
    _order = "sequence, id"

    _dossier_roles = {"credit": "rwce", "leader": "rwcue"}
    _recorded_section = "hold"
    _recorded_lists = frozenset({"grade_ids", "dossier_ids", "excluded_ids"})

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to use the rule in every company.",
    )
    kind = fields.Selection(KINDS, required=True, help="What is looked at.")
    threshold = fields.Float(help="An order is held beyond this.")
    unit = fields.Char(compute="_compute_unit")
    rating = fields.Selection(RATINGS[:-1], string="Rating at most", default="C")
    severity = fields.Selection(SEVERITIES, string="Severity at least", default="high")
    grade_ids = fields.Many2many(
        "customer.dossier.grade",
        string="Only these grades",
        help="Empty: customers of every grade.",
    )
    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_hold_rule_only",
        string="Only these dossiers",
        help="Empty: every active dossier.",
    )
    excluded_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_hold_rule_not",
        string="Not these dossiers",
        help="Whose orders this rule never holds.",
    )

    _named = models.Constraint(
        "CHECK ((kind <> 'rated_low' OR rating IS NOT NULL)"
        " AND (kind <> 'signalled' OR severity IS NOT NULL))",
        "A rule about ratings or signals says which one.",
    )
    _threshold_sane = models.Constraint(
        "CHECK (threshold >= 0 AND threshold < 1e15)",
        "The threshold of a hold rule is a number from zero up.",
    )

    @api.depends("kind")
    @api.depends_context("lang")
    def _compute_unit(self):
        for rule in self:
            rule.unit = rule.kind in UNITS and worded(self.env, UNITS[rule.kind])

    def _number(self):
        """The threshold as ``formulas.hold.reasons`` takes it."""
        if self.kind == "rated_low":
            return position(self.rating)
        if self.kind == "signalled":
            return GRAVITY.index(self.severity)
        return self.threshold

    @api.model
    def _thresholds(self, dossiers):
        """What holds orders of these dossiers.

        :return: ``{dossier id: {check: threshold}}``, only checks that are on; no query
            once the rules are cached
        """
        rules = self._rules()
        return {dossier.id: _nearest(rules, dossier) for dossier in dossiers}

    @api.model
    @tools.ormcache()
    def _rules(self):
        """:return: the active rules as ``Rule``, the nearest last"""
        # sudo: whoever confirms an order need not read the rules that it is held by.
        rules = self.sudo().with_context(active_test=True)
        found = [
            Rule(
                rule.kind,
                rule._number(),
                rule.company_id.id,
                frozenset(rule.dossier_ids.ids),
                frozenset(rule.grade_ids.ids),
                frozenset(rule.excluded_ids.ids),
            )
            for rule in rules.search([], order="sequence desc, id desc")
        ]
        return tuple(sorted(found, key=Rule.nearness))

    @api.model
    def _live_checks(self, company):
        """:return: what orders of a company are checked for, in words; kinds only"""
        live = {one.kind for one in self._rules() if one.company in (False, company.id)}
        kinds = self._fields["kind"]._description_selection(self.env)
        return ", ".join(words for kind, words in kinds if kind in live)

    def action_selftest(self):
        """Try every way to a sales order, and show which ones are held."""
        return self.env["customer.dossier.hold.selftest"]._start()

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(vals_list)
        self._changed()
        return rules

    def write(self, vals):
        result = super().write(vals)
        self._changed()
        return result

    def unlink(self):
        result = super().unlink()
        self._changed()
        return result

    @api.model
    def _changed(self):
        """What was held by the rules as they were is looked at again."""
        self.env.registry.clear_cache()
        # sudo: whoever sets rules need not read the queue; nothing is read out.
        self.env["customer.dossier"].sudo()._recheck_all_holds_soon()


def _nearest(rules, dossier):
    """:return: ``{kind: threshold}`` of the rules that apply, the nearest last"""
    return {
        rule.kind: None if dossier.id in rule.excluded else rule.number
        for rule in rules
        if rule.applies(dossier)
    }

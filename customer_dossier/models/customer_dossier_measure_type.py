import math

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.ladder import NO_STEP, STEPS
from ..words import worded
from .customer_dossier_measure_effect import EFFECTS
from .optional_float import OptionalFloat
from .roles import CONFIGURATION

REWARD, SANCTION, DETERRENT = ("reward", "sanction", "deterrent")
LEVERS = [
    ("expertise", "Expertise"),
    ("reward_sanction", "Reward or sanction"),
    ("deterrence", "Deterrence"),
]
EVIDENCE = [
    ("words", "In words"),
    ("signal", "A risk signal"),
    ("check", "A check of a market policy"),
]
SUPPORTS = [("staff", "Our staff"), ("promotion", "Promotion")]
#: Step of the ladder that is no sanction: all conditions of a reward hold.
REWARD_STEP = "reward"
LADDER = [
    (REWARD_STEP, "Good standing"),
    ("remind", "Overdue up to 30 days"),
    ("credit_stop_limit_cut", "Overdue 31 to 60 days"),
    ("cash_customer_support_withdrawn", "Overdue 61 to 90 days"),
    (
        "deposit_and_year_end_reward_review",
        "Overdue over 90 days, or promises broken twice",
    ),
]
assert {code for code, _label in LADDER[1:]} == {
    band.result for band in STEPS if band.result != NO_STEP
}


class CustomerDossierMeasureType(models.Model):
    """An instrument of the house: what it is, what it does, what it takes."""

    _name = "customer.dossier.measure.type"
    _description = "Measure type"
    _inherit = ["customer.dossier.recorded", "customer.dossier.cleared"]
    _order = "sequence, id"
    _recorded_section = "measure"

    _dossier_roles = CONFIGURATION

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="A short name that never changes.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to use the type in every company.",
    )
    polarity = fields.Selection(
        [(REWARD, "Reward"), (SANCTION, "Sanction"), (DETERRENT, "Deterrent")],
        required=True,
        default=SANCTION,
    )
    lever = fields.Selection(
        LEVERS,
        required=True,
        default="reward_sanction",
        help="By what it influences the customer. Deterrence comes last.",
    )
    degree = fields.Integer(
        required=True,
        default=1,
        aggregator=None,
        help="How grave it is, from 1 to 9. It makes measures comparable between "
        "customers and says which steps are lighter.",
    )
    effect = fields.Selection(
        selection="_selection_effect",
        required=True,
        default="none",
        help="What the system does while the measure is in force.",
    )
    default_percent = OptionalFloat(
        string="Usual percent", aggregator=None, help="Of a credit limit, up or down."
    )
    default_days = fields.Integer(
        string="Usual days", help="How long it usually lasts. Zero: until it is ended."
    )
    support = fields.Selection(
        SUPPORTS, help="What kind of support is granted or withdrawn."
    )
    evidence_needed = fields.Selection(
        EVIDENCE, string="Evidence needed", required=True, default="words"
    )
    ladder_step = fields.Selection(
        LADDER,
        string="Suggested when",
        help="The system suggests it then; people decide. Never for deterrents.",
    )
    lighter_needed = fields.Integer(
        string="Lighter steps before",
        aggregator=None,
        help="So many measures of a lower degree were in force for this customer within "
        "a year. For deterrents.",
    )
    authority_ids = fields.One2many(
        "customer.dossier.measure.authority", "type_id", string="Who may approve"
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0))",
        "There is a measure type of this code already. Choose another code.",
    )
    _degree_scale = models.Constraint(
        "CHECK (degree BETWEEN 1 AND 9)", "A degree lies between 1 and 9."
    )
    _never_automatic = models.Constraint(
        "CHECK (polarity <> 'deterrent' OR ladder_step IS NULL)",
        "Deterrents are never suggested by the system. Leave Suggested when empty.",
    )
    _counts_positive = models.Constraint(
        "CHECK (default_days >= 0 AND lighter_needed >= 0)",
        "Days and lighter steps cannot be negative.",
    )
    _percent_sane = models.Constraint(
        "CHECK (default_percent > 0 AND default_percent <= 100)",
        "A percentage lies above 0 and at most at 100.",
    )
    _support_named = models.Constraint(
        "CHECK (effect NOT IN ('grant', 'withdraw') OR support IS NOT NULL)",
        "Say which kind of support is granted or withdrawn.",
    )

    @api.model
    def _selection_effect(self):
        return [
            (code, worded(self.env, effect.label)) for code, effect in EFFECTS.items()
        ]

    @api.constrains("default_percent")
    def _check_percent(self):
        for kind in self:
            if not math.isfinite(kind.default_percent or 0):
                raise ValidationError(
                    self.env._("%(name)s: the percent is no number.", name=kind.name)
                )

    @api.constrains("polarity", "lever")
    def _check_lever(self):
        for kind in self:
            if (kind.polarity == DETERRENT) != (kind.lever == "deterrence"):
                raise ValidationError(
                    self.env._(
                        "%(name)s: deterrents, and only they, use the lever "
                        "Deterrence.",
                        name=kind.name,
                    )
                )

from odoo import api, fields, models

from .customer_dossier import RATINGS, RISK_LEVELS
from .customer_dossier_grade_cell import VALUE_LEVELS
from .optional_float import OptionalFloat
from .roles import READ_ALONG


class CustomerDossierAssessment(models.Model):
    """One run of one scorecard over one dossier, kept for ever as it was.

    Later weights, figures or grades never change it; its words are computed from
    what is stored here, in the language of the reader.
    """

    _name = "customer.dossier.assessment"
    _description = "Assessment"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _log_access = False
    _order = "date desc, id desc"
    _allow_sudo_commands = False

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "assessment"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    scorecard_id = fields.Many2one(
        "customer.dossier.scorecard", required=True, index=True, ondelete="restrict"
    )
    date = fields.Date(required=True, string="Assessed on")
    user_id = fields.Many2one(
        "res.users", string="Assessed by", required=True, ondelete="restrict"
    )
    as_of = fields.Date(string="Figures as of")
    score = OptionalFloat(aggregator="avg", digits=(16, 4))
    score_unknown_zero = OptionalFloat(
        string="Score if unknown were bad",
        aggregator="avg",
        digits=(16, 4),
        help="The score if every unknown fact earned no points.",
    )
    coverage = fields.Float(
        string="Coverage %",
        aggregator="avg",
        digits=(16, 4),
        help="Share of the applicable weight that is known.",
    )
    risk_score = OptionalFloat(
        string="Risk score",
        aggregator="avg",
        digits=(16, 4),
        help="The facts that speak of risk, alone: 100 is safe.",
    )
    value_score = OptionalFloat(
        string="Value score",
        aggregator="avg",
        digits=(16, 4),
        help="The facts that speak of value, alone: 100 is worth most.",
    )
    rating_by_score = fields.Selection(
        RATINGS, string="Rating by score", help="The rating before its caps."
    )
    rating = fields.Selection(RATINGS, required=True)
    rating_by_card = fields.Selection(
        RATINGS,
        string="Rating by the scorecard",
        help="After caps and confirmation; the next assessment goes on from here.",
    )
    rating_pending = fields.Selection(
        RATINGS,
        string="Waits for confirmation",
        help="The score asks for this rating, but not often enough yet.",
    )
    streak = fields.Integer(
        string="Times in a row",
        aggregator=None,
        help="How many assessments in a row asked for that rating.",
    )
    override_id = fields.Many2one(
        "customer.dossier.override",
        index="btree_not_null",
        ondelete="restrict",
        help="A person's rating that was in force.",
    )
    overridden = OptionalFloat(
        string="Overridden %",
        aggregator="avg",
        digits=(16, 1),
        help="100 with an override, 0 without: the average is the override rate.",
    )
    value_level = fields.Selection(VALUE_LEVELS, string="Value level", required=True)
    risk_level = fields.Selection(RISK_LEVELS, string="Risk level", required=True)
    grade_id = fields.Many2one(
        "customer.dossier.grade", index="btree_not_null", ondelete="restrict"
    )
    completeness = OptionalFloat(
        string="Completeness %", aggregator="avg", digits=(16, 0)
    )
    facts = fields.Json(
        help="Conditions that held, the caps they set, and the marks of a person."
    )
    line_ids = fields.One2many(
        "customer.dossier.assessment.line", "assessment_id", string="Lines"
    )

    @api.depends("date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for assessment in self:
            assessment.display_name = self.env._(
                "Assessment of %(date)s", date=fields.Date.to_string(assessment.date)
            )

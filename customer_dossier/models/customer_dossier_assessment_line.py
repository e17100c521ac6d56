from odoo import fields, models

from .customer_dossier_scorecard_item import FIVE_C
from .optional_float import OptionalFloat
from .roles import READ_ALONG

STATES = [
    ("value", "Known"),
    ("unknown", "Unknown"),
    ("not_applicable", "Does not apply"),
]


class CustomerDossierAssessmentLine(models.Model):
    """What one item of the scorecard saw and what it contributed."""

    _name = "customer.dossier.assessment.line"
    _description = "Assessment line"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _log_access = False
    _order = "sequence, id"

    _dossier_roles = READ_ALONG
    _dossier_path = "assessment_id.dossier_id"
    _dossier_section = "assessment"

    assessment_id = fields.Many2one(
        "customer.dossier.assessment", required=True, index=True, ondelete="restrict"
    )
    item_id = fields.Many2one(
        "customer.dossier.scorecard.item",
        required=True,
        index=True,
        ondelete="restrict",
        help="The line of the scorecard; frozen since the scorecard is in use.",
    )
    sequence = fields.Integer()
    code = fields.Char(string="Data point", required=True)
    five_c = fields.Selection(FIVE_C, string="5C")
    value = OptionalFloat(string="Raw value", aggregator=None, digits=(16, 4))
    word = fields.Char()
    state = fields.Selection(STATES, required=True)
    points = OptionalFloat(aggregator=None, digits=(16, 4))
    weight = fields.Float(aggregator=None, digits=(16, 4))
    loss = OptionalFloat(
        string="Points lost",
        aggregator=None,
        digits=(16, 4),
        help="Points of weight that were not earned: weight times (100 - points) / 100.",
    )

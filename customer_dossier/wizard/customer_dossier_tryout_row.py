from odoo import api, fields, models

from ..models.customer_dossier import RATINGS
from ..models.optional_float import OptionalFloat
from ..models.roles import READ_ALONG

DIRECTIONS = [
    ("up", "Better"),
    ("down", "Worse"),
    ("rated", "Rated for the first time"),
    ("unrated", "No longer rated"),
    ("same", "Same rating"),
]


class CustomerDossierTryoutRow(models.TransientModel):
    """One customer whose rating or grade a draft scorecard would change."""

    _name = "customer.dossier.tryout.row"
    _description = "Customer of a try-out"
    _inherit = ["customer.dossier.inserted", "customer.dossier.cleared"]
    _order = "score_change, dossier_id"
    _rec_name = "dossier_id"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "assessment"

    tryout_id = fields.Many2one(
        "customer.dossier.tryout", required=True, index=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    direction = fields.Selection(DIRECTIONS, required=True, string="Rating goes")
    rating_before = fields.Selection(RATINGS, string="Rating now")
    rating_after = fields.Selection(RATINGS, string="Rating then")
    grade_before_id = fields.Many2one(
        "customer.dossier.grade", string="Grade now", ondelete="cascade"
    )
    grade_after_id = fields.Many2one(
        "customer.dossier.grade", string="Grade then", ondelete="cascade"
    )
    score_before = OptionalFloat(string="Score now", aggregator="avg", digits=(16, 1))
    score_after = OptionalFloat(string="Score then", aggregator="avg", digits=(16, 1))
    score_change = OptionalFloat(string="Difference", aggregator="avg", digits=(16, 1))
    reason_item_id = fields.Many2one(
        "customer.dossier.scorecard.item", string="Biggest reason", ondelete="cascade"
    )
    reason_change = OptionalFloat(
        string="Points by the reason", aggregator=None, digits=(16, 1)
    )
    reason = fields.Char(
        string="Mostly because of",
        compute="_compute_reason",
        help="The fact that counts most differently than with the scorecard in use.",
    )

    @api.depends("reason_item_id", "reason_change")
    @api.depends_context("lang")
    def _compute_reason(self):
        for row in self:
            row.reason = row.reason_item_id and row._reason()

    def _reason(self):
        return self.env._(
            "%(item)s: %(change)s points",
            item=self.reason_item_id.name,
            change=f"{self.reason_change:+.1f}",
        )

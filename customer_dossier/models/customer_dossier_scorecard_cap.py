from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..words import worded
from .customer_dossier import RATINGS


class CustomerDossierScorecardCap(models.Model):
    """The best rating that a customer may have while a condition holds."""

    _name = "customer.dossier.scorecard.cap"
    _description = "Rating cap"
    _inherit = ["customer.dossier.scorecard.part"]
    _order = "sequence, id"
    _rec_name = "condition"

    scorecard_id = fields.Many2one(
        "customer.dossier.scorecard", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    condition = fields.Selection(selection="_selection_condition", required=True)
    rating = fields.Selection(
        RATINGS[:-1],
        string="Best rating",
        required=True,
        help="The rating is never better than this while the condition holds.",
    )

    _condition_unique = models.UniqueIndex(
        "(scorecard_id, condition)", "A scorecard caps each condition once."
    )

    def _check_ratings(self):
        """:raises ValidationError: a cap names a rating that the scale does not have"""
        for cap in self:
            steps = cap.scorecard_id.rating_ids.mapped("rating")
            if steps and cap.rating not in steps:
                raise ValidationError(
                    self.env._(
                        "Cap %(cap)s: the rating %(rating)s is not in the scale of "
                        "this scorecard. Choose one of: %(ratings)s.",
                        cap=cap.display_name,
                        rating=cap.rating,
                        ratings=", ".join(steps),
                    )
                )

    @api.model
    def _selection_condition(self):
        conditions = self.env["customer.dossier"]._cap_conditions()
        return [
            (code, worded(self.env, found.label)) for code, found in conditions.items()
        ]

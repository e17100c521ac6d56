from odoo import fields, models
from odoo.exceptions import ValidationError

from ..formulas.band_check import gap, unreachable
from ..formulas.bands import Band
from .customer_dossier import RATINGS
from .optional_float import OptionalFloat


class CustomerDossierRating(models.Model):
    """One step of a scorecard's rating scale, the best step first."""

    _name = "customer.dossier.rating"
    _description = "Rating scale step"
    _inherit = ["customer.dossier.scorecard.part"]
    _order = "sequence, id"
    _rec_name = "rating"

    scorecard_id = fields.Many2one(
        "customer.dossier.scorecard", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    rating = fields.Selection(RATINGS[:-1], required=True)
    min_score = OptionalFloat(
        string="Least score", help="Empty for the last step, which takes the rest."
    )
    inclusive = fields.Boolean(
        default=True, help="Whether the least score itself belongs to this step."
    )

    _rating_unique = models.UniqueIndex(
        "(scorecard_id, rating)", "A rating stands once in a scale."
    )

    def _check_scale(self):
        """:raises ValidationError: steps out of order, or scores without a rating"""
        if not self:
            return
        scale = self._engine_scale()
        order = [code for code, _label in RATINGS]
        names = [step.result for step in scale]
        if names != sorted(names, key=order.index):
            self._refuse(self.env._("list the best rating first."))
        dead = unreachable(scale)
        if dead is not None:
            self._refuse(
                self.env._(
                    "no score reaches %(rating)s; the steps above take it all.",
                    rating=names[dead],
                )
            )
        if gap(scale) is not None:
            self._refuse(
                self.env._("the last step must have no least score and take the rest.")
            )

    def _refuse(self, reason):
        raise ValidationError(
            self.env._(
                "Rating scale of %(scorecard)s: %(reason)s",
                scorecard=self.scorecard_id[:1].display_name,
                reason=reason,
            )
        )

    def _engine_scale(self):
        """These steps as ``formulas.rating`` wants them, best first."""
        return [step._engine_band() for step in self._in_order()]

    def _engine_band(self):
        """This step as ``formulas.bands.Band``."""
        lower = None if self.min_score is False else self.min_score
        return Band(self.rating, lower=lower, inclusive=self.inclusive)

from odoo import api, fields, models

from ..formulas.bands import Band
from .optional_float import OptionalFloat


class CustomerDossierScorecardBand(models.Model):
    """One line of a table of points; the first line that fits gives the points."""

    _name = "customer.dossier.scorecard.band"
    _description = "Scorecard points"
    _inherit = ["customer.dossier.scorecard.part"]
    _order = "sequence, id"

    item_id = fields.Many2one(
        "customer.dossier.scorecard.item", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    lower = OptionalFloat(string="From", help="Empty: no lower bound. Zero is a bound.")
    upper = OptionalFloat(string="To", help="Empty: no upper bound. Zero is a bound.")
    inclusive = fields.Boolean(
        default=True, help="Whether a value exactly on a bound belongs to the line."
    )
    value = fields.Char(string="Word", help="For points by words, for example A.")
    points = fields.Float(required=True, digits=(16, 2), help="From 0 to 100.")

    @api.constrains("lower", "upper", "points")
    def _check_numbers(self):
        for band in self:
            numbers = [n for n in (band.lower, band.upper) if n is not False]
            if numbers != sorted(numbers):
                band.item_id._refuse(
                    self.env._(
                        "A range ends before it begins: from %(lower)s to %(upper)s.",
                        lower=band.lower,
                        upper=band.upper,
                    )
                )
            if not 0 <= band.points <= 100:
                band.item_id._refuse(
                    self.env._(
                        "Points go from 0 to 100, not %(points)s.", points=band.points
                    )
                )

    def _scorecards(self):
        return self.item_id.scorecard_id

    def _engine_band(self):
        """This line as ``formulas.bands.Band``; an empty bound stays open."""
        return Band(
            self.points,
            lower=None if self.lower is False else self.lower,
            upper=None if self.upper is False else self.upper,
            inclusive=self.inclusive,
        )

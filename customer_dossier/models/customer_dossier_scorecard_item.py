from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.band_check import gap, overlap, unreachable
from ..formulas.scorecard import Item
from ..words import worded
from .optional_float import OptionalFloat

TABLES = [
    ("bands", "Ranges of numbers"),
    ("values", "Words"),
    ("factor", "Number times factor"),
]
FIVE_C = [
    ("character", "Character"),
    ("capacity", "Capacity"),
    ("capital", "Capital"),
    ("collateral", "Collateral"),
    ("conditions", "Conditions"),
]
AXES = [("risk", "Risk"), ("value", "Value")]


class CustomerDossierScorecardItem(models.Model):
    """One weighed fact of a scorecard and how it turns into points."""

    _name = "customer.dossier.scorecard.item"
    _description = "Scorecard item"
    _inherit = ["customer.dossier.scorecard.part"]
    _order = "sequence, id"

    scorecard_id = fields.Many2one(
        "customer.dossier.scorecard", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    code = fields.Selection(
        selection="_selection_code",
        string="Data point",
        required=True,
        help="The fact that is weighed.",
    )
    weight = fields.Float(
        required=True,
        digits=(16, 2),
        help="Only the proportion to the other weights counts.",
    )
    five_c = fields.Selection(
        FIVE_C, string="5C", help="Which of the five Cs of credit the fact speaks of."
    )
    axis = fields.Selection(
        AXES,
        default="risk",
        required=True,
        help="Whether the fact speaks of the risk or of the value of the customer.",
    )
    table = fields.Selection(TABLES, string="Points by", default="bands", required=True)
    factor = OptionalFloat(help="Points are the number times this, from 0 to 100.")
    band_ids = fields.One2many(
        "customer.dossier.scorecard.band", "item_id", string="Bands", copy=True
    )

    _code_unique = models.UniqueIndex(
        "(scorecard_id, code)", "A scorecard weighs each data point once."
    )

    @api.model
    def _selection_code(self):
        points = self.env["customer.dossier"]._data_points()
        return [(code, worded(self.env, point.label)) for code, point in points.items()]

    @api.constrains("weight")
    def _check_weight(self):
        for item in self:
            if not item.weight > 0:
                item._refuse(self.env._("The weight must be more than zero."))

    @api.constrains("table", "code", "factor", "band_ids")
    def _check_tables(self):
        """:raises ValidationError: a table with gaps, dead lines or unknown words"""
        for item in self:
            item._check_kind()
            getattr(item, f"_check_table_{item.table}")()

    def _check_kind(self):
        words = self._data_point().choices
        if bool(words) != (self.table == "values"):
            self._refuse(
                self.env._("This data point is a word: choose points by words.")
                if words
                else self.env._("This data point is a number, not a word.")
            )
        if self.band_ids and self.table == "factor":
            self._refuse(self.env._("Points by a factor need no table of points."))

    def _check_table_factor(self):
        if not self.factor > 0:
            self._refuse(self.env._("The factor must be a number above zero."))

    def _check_table_bands(self):
        bands = self._bands()
        if not bands:
            self._refuse(self.env._("The table of points is empty."))
        dead = unreachable(bands)
        if dead is not None:
            self._refuse(
                self.env._(
                    "Line %(line)s can never apply: the lines above it take every "
                    "value it covers.",
                    line=dead + 1,
                )
            )
        double = overlap(bands)
        if double is not None:
            first, second, value = double
            self._refuse(
                self.env._(
                    "Lines %(first)s and %(second)s overlap: a value such as %(value)s "
                    "is in both.",
                    first=first + 1,
                    second=second + 1,
                    value=f"{value:g}",
                )
            )
        hole = gap(bands)
        if hole is not None:
            self._refuse(
                self.env._(
                    "There are no points for a value such as %(value)s. Add a "
                    "last line without bounds for the rest.",
                    value=f"{hole:g}",
                )
            )

    def _check_table_values(self):
        choices = dict(self._data_point().choices(self.env))
        words = self.band_ids.mapped("value")
        if not words:
            self._refuse(self.env._("The table of points is empty."))
        for word in words:
            if word not in choices or words.count(word) > 1:
                self._refuse(
                    self.env._(
                        "%(word)s is unknown or there twice. Use each at most once: "
                        "%(words)s.",
                        word=word or "-",
                        words=", ".join(choices),
                    )
                )

    def _refuse(self, reason):
        raise ValidationError(
            self.env._(
                "Scorecard line %(item)s: %(reason)s", item=self.name, reason=reason
            )
        )

    def _data_point(self):
        return self.env["customer.dossier"]._data_points()[self.code]

    def _bands(self):
        return [band._engine_band() for band in self.band_ids._in_order()]

    def _engine_item(self):
        """This line as ``formulas.scorecard.Item``."""
        words = {band.value: band.points for band in self.band_ids}
        return Item(
            self.code,
            self.weight,
            bands=self._bands() if self.table == "bands" else (),
            values=words if self.table == "values" else {},
            factor=self.factor if self.table == "factor" else None,
            tag=self.five_c or None,
        )

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..formulas.grade_matrix import contradiction
from .customer_dossier import RISK_LEVELS
from .roles import READ_ALONG

VALUE_LEVELS = [
    ("high", "High"),
    ("middle", "Middle"),
    ("low", "Low"),
    ("none", "No sales"),
]


class CustomerDossierGradeCell(models.Model):
    """The grade of customers with this value and this risk: two axes, never mixed."""

    _name = "customer.dossier.grade.cell"
    _description = "Grade matrix cell"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"
    _rec_name = "grade_id"

    _dossier_roles = {**READ_ALONG, "manager": "rwe"}

    sequence = fields.Integer(default=10)
    value_level = fields.Selection(
        VALUE_LEVELS,
        string="Value level",
        required=True,
        readonly=True,
        help="High: ABC class A or strategic. Middle: B. Low: C.",
    )
    risk_level = fields.Selection(
        RISK_LEVELS,
        string="Risk level",
        required=True,
        readonly=True,
        help="High: rated C, watched, or a hard trigger. Medium: rated B. "
        "Low: rated A or better. Unknown: not rated.",
    )
    grade_id = fields.Many2one(
        "customer.dossier.grade", required=True, index=True, ondelete="restrict"
    )

    _cell_unique = models.UniqueIndex(
        "(value_level, risk_level)", "The grade matrix has this cell already."
    )

    @api.constrains("grade_id", "value_level", "risk_level")
    def _check_matrix(self):
        """:raises ValidationError: cells contradict each other, naming the line"""
        found = contradiction(
            {key: grade.name for key, grade in self._matrix().items()}
        )
        if found:
            step, back = found
            raise ValidationError(
                self.env._(
                    "Grade matrix, line %(line)s: the grade goes from %(before)s to "
                    "%(after)s, but line %(other)s leads back to %(before)s. With "
                    "rising risk or falling value a grade that was left may not return.",
                    line=self._level_word(step.line),
                    before=step.before,
                    after=step.after,
                    other=self._level_word(back.line),
                )
            )

    @api.model
    def _level_word(self, level):
        """The word of a value level or a risk level, in the reader's language."""
        words = {
            key: label
            for name in ("risk_level", "value_level")
            for key, label in self._fields[name]._description_selection(self.env)
        }
        return words.get(level, level)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_needed(self):
        for cell in self:
            raise UserError(
                self.env._(
                    "The grade matrix needs each of its cells: value %(value)s, risk "
                    "%(risk)s cannot be missing.",
                    value=self._level_word(cell.value_level),
                    risk=self._level_word(cell.risk_level),
                )
            )

    @api.model
    def _matrix(self):
        """``{(value level, risk level): customer.dossier.grade}``; one query."""
        return {
            (cell.value_level, cell.risk_level): cell.grade_id
            for cell in self.search([])
        }

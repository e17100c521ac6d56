from odoo import api, fields, models

from .customer_dossier import RISK_LEVELS

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

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "re",
        "manager": "rwe",
    }

    sequence = fields.Integer(default=10)
    value_level = fields.Selection(
        VALUE_LEVELS,
        required=True,
        readonly=True,
        help="High: ABC class A or strategic. Middle: B. Low: C.",
    )
    risk_level = fields.Selection(
        RISK_LEVELS,
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

    @api.model
    def _matrix(self):
        """``{(value level, risk level): customer.dossier.grade}``; one query."""
        return {
            (cell.value_level, cell.risk_level): cell.grade_id
            for cell in self.search([])
        }

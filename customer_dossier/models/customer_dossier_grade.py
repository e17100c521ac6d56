from odoo import fields, models

from .roles import CONFIGURATION


class CustomerDossierGrade(models.Model):
    """The attention that a customer gets, and how often its dossier is revised."""

    _name = "customer.dossier.grade"
    _description = "Customer grade"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = CONFIGURATION

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, help="Used by rules and reports: key, special, general."
    )
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    revision_days = fields.Integer(
        string="Revise every (days)",
        default=60,
        required=True,
        help="Days between two revisions of a dossier of this grade.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another grade has this code already.")
    _revision_days_positive = models.Constraint(
        "CHECK (revision_days > 0)",
        "The days between two revisions must be more than zero.",
    )

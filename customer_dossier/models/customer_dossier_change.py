from odoo import fields, models

from .roles import CONFIGURATION


class CustomerDossierChange(models.Model):
    """A kind of change at a customer's, and what it makes us look at again."""

    _name = "customer.dossier.change"
    _description = "Kind of change"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = {**CONFIGURATION, "contributor": "r"}

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Used by imports.")
    sequence = fields.Integer(default=10)
    section_ids = fields.Many2many(
        "customer.dossier.section",
        "customer_dossier_change_section",
        string="Sections to re-check",
        help="The archivist is asked to look at these again.",
    )
    recheck_days = fields.Integer(
        string="Within (days)", default=14, help="Until when that should be done."
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code)", "Another kind of change has this code already."
    )
    _recheck_days_positive = models.Constraint(
        "CHECK (recheck_days >= 0)", "The days for a re-check cannot be negative."
    )

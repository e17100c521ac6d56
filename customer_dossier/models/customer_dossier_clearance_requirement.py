from odoo import fields, models

from .customer_dossier_clearance import ROLES


class CustomerDossierClearanceRequirement(models.Model):
    """What a role asks of the people appointed to it."""

    _name = "customer.dossier.clearance.requirement"
    _description = "Clearance requirement"
    _inherit = ["customer.dossier.cleared", "customer.dossier.recorded"]
    _order = "sequence, id"
    _rec_name = "role"

    _recorded_section = "requirement"
    _dossier_roles = {"manager": "rw", "leader": "r", "auditor": "r"}

    sequence = fields.Integer(default=10)
    role = fields.Selection(ROLES, required=True, readonly=True)
    min_years = fields.Float(
        string="Years of service",
        default=3.0,
        required=True,
        digits=(16, 1),
        help="Whoever is with the company for less is refused.",
    )
    max_months = fields.Integer(
        string="Longest term (months)",
        default=24,
        required=True,
        help="An appointment ends after this time at the latest, and is renewed or not.",
    )
    exception_days = fields.Integer(
        string="Longest exception (days)",
        default=90,
        required=True,
        help="Who is appointed although a condition is not met stays this long at most.",
    )
    reminder_days = fields.Integer(
        string="Reminder (days)",
        default=30,
        required=True,
        help="How long before the end the leaders are reminded to renew.",
    )

    _role_unique = models.UniqueIndex("(role)", "This role has its requirement.")
    _sensible = models.Constraint(
        "CHECK (min_years >= 0 AND max_months > 0 AND exception_days > 0"
        " AND reminder_days >= 0)",
        "Years and reminder cannot be negative, and terms are at least a day.",
    )

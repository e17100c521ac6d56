from odoo import fields, models

from .roles import CONFIGURATION

SIGNAL_STEPS = [
    ("-1", "One step lower"),
    ("0", "As the rule says"),
    ("1", "One step higher"),
]
VISIT_KINDS = [
    ("planned", "Planned visit"),
    ("unannounced", "Unannounced visit"),
    ("enquiry", "Enquiry by phone"),
]
SIGNAL_OWNERS = [("account_manager", "Account manager"), ("archivist", "Archivist")]


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
    signal_step = fields.Selection(
        SIGNAL_STEPS,
        string="Severity of signals",
        default="0",
        required=True,
        help="A signal about such a customer is graver or less grave than its rule says.",
    )
    signal_owner = fields.Selection(
        SIGNAL_OWNERS,
        string="Signals go to",
        default="account_manager",
        required=True,
        help="Who looks at them first; the other one where that person may not.",
    )
    signal_weight = fields.Float(
        string="Weight of arrears",
        default=1.0,
        help="2 counts what such a customer owes as if it were twice as much.",
    )
    visit_days = fields.Integer(
        string="Visit every (days)",
        help="Days between two visits of such a customer; 0 plans none.",
    )
    visit_kind = fields.Selection(
        VISIT_KINDS,
        string="Kind of visits",
        default="planned",
        required=True,
        help="A planned visit has its day from the cadence. The day of an unannounced "
        "visit or an enquiry is drawn by lot, and nobody reads it before.",
    )
    visit_ask = fields.Text(
        string="To ask at each visit",
        translate=True,
        help="Whoever visits reads this, also people who do not read the dossier.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another grade has this code already.")
    _signal_weight_positive = models.Constraint(
        "CHECK (signal_weight > 0)", "The weight of arrears must be more than zero."
    )
    _revision_days_positive = models.Constraint(
        "CHECK (revision_days > 0)",
        "The days between two revisions must be more than zero.",
    )
    _visit_days_sane = models.Constraint(
        "CHECK (visit_days BETWEEN 0 AND 1000)",
        "The days between two visits lie between 0 and 1000.",
    )

from odoo import api, fields, models

SENSITIVITIES = [
    ("service", "Service"),
    ("commercial", "Commercial"),
    ("confidential", "Confidential"),
]


class CustomerDossierSection(models.Model):
    """One of the parts that every dossier has: what it is called and who reads it."""

    _name = "customer.dossier.section"
    _description = "Section of the archive"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = {
        "contributor": "r",  # says to which one a submission belongs
        "account_manager": "r",
        "archivist": "r",
        "credit": "re",
        "leader": "rwe",
        "manager": "rwcue",
    }

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        help="Used by imports and reports. Sections of your own take any other word.",
    )
    sequence = fields.Integer(default=100)
    sensitivity = fields.Selection(
        SENSITIVITIES,
        required=True,
        default="commercial",
        help="Service: front-line staff see it of their own customers. Commercial: "
        "account managers as well. Confidential: archivists and leaders only.",
    )
    for_credit = fields.Boolean(
        string="Credit accountants read it",
        help="Credit accountants read these sections, whatever their sensitivity.",
    )
    weight = fields.Float(
        default=5.0,
        digits=(16, 1),
        help="Share of this section in the completeness of a dossier.",
    )
    onboarding = fields.Boolean(
        help="A new customer's dossier must have this section within 30 days.",
    )
    onboarding_percent = fields.Integer(
        string="Filled in by then %",
        default=60,
        help="How much of the section a new customer's dossier must have.",
    )
    item_definition = fields.PropertiesDefinition(string="Items of our own")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code)", "Another section has this code already."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight >= 0)", "The weight of a section cannot be negative."
    )

    _onboarding_percent_sensible = models.Constraint(
        "CHECK (onboarding_percent BETWEEN 1 AND 100)",
        "What a new customer's dossier must have lies between 1 and 100 percent.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create sections; every dossier gets them at once."""
        sections = super().create(vals_list)
        # sudo: whoever configures sections reads no dossier; empty rows are made.
        self.env["customer.dossier"].sudo()._ensure_sheets()
        return sections

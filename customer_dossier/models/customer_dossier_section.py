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
    item_definition = fields.PropertiesDefinition(string="Items of our own")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code)", "Another section has this code already."
    )
    _weight_positive = models.Constraint(
        "CHECK (weight >= 0)", "The weight of a section cannot be negative."
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create sections; every dossier gets them at once."""
        sections = super().create(vals_list)
        # sudo: whoever configures sections reads no dossier; empty rows are made.
        self.env["customer.dossier"].sudo()._ensure_sheets()
        return sections

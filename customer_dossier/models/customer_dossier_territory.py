from odoo import fields, models

from .roles import CONFIGURATION


class CustomerDossierTerritory(models.Model):
    _name = "customer.dossier.territory"
    _description = "Sales territory"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, name, id"

    _dossier_roles = {**CONFIGURATION, "auditor": "r"}

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="A short mark for lists and reports, for example SC.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to share the territory between companies."
    )

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(company_id, 0)) WHERE code IS NOT NULL",
        "Another territory has this code already. Choose a different one.",
    )

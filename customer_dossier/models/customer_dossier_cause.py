from odoo import fields, models

from .roles import CONFIGURATION

DIRECTIONS = [("growth", "Growth"), ("loss", "Loss"), ("both", "Both")]


class CustomerDossierCause(models.Model):
    """A reason why sales to a customer grow or fall, to choose from."""

    _name = "customer.dossier.cause"
    _description = "Cause of growth or loss"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = CONFIGURATION

    name = fields.Char(required=True, translate=True)
    direction = fields.Selection(DIRECTIONS, required=True, default="both")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

from odoo import fields, models

from .roles import CONFIGURATION


class CustomerDossierChannel(models.Model):
    """A way by which news of customers reaches us."""

    _name = "customer.dossier.channel"
    _description = "Channel of information"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = {**CONFIGURATION, "contributor": "r"}

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Used by imports.")
    sequence = fields.Integer(default=10)
    reliability = fields.Selection(
        "_selection_reliability",
        string="Usual reliability",
        help="Proposed to the archivist for what comes this way.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex(
        "(code)", "Another channel has this code already."
    )

    def _selection_reliability(self):
        return self.env["customer.dossier.sourced"]._fields["reliability"].selection

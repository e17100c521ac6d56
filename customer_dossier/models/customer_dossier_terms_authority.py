from odoo import fields, models

from .customer_dossier_terms_request import KINDS
from .roles import CONFIGURATION


class CustomerDossierTermsAuthority(models.Model):
    """Which credit terms the company lets people approve."""

    _name = "customer.dossier.terms.authority"
    _description = "Authority for credit terms"
    _inherit = ["customer.dossier.authority"]
    _order = "kind, id"
    _rec_name = "role"
    _recorded_section = "decision"

    _dossier_roles = CONFIGURATION

    kind = fields.Selection(
        KINDS, string="Only this kind", help="Leave empty for requests of every kind."
    )

    def _is_about(self, record):
        return self.kind in (False, record.kind)

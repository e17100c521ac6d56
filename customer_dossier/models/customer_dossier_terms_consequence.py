from odoo import models

from .customer_dossier_terms_request import OPEN


class CustomerDossierTermsRequest(models.Model):
    """What would follow from a request, for whoever asks and whoever decides."""

    _name = "customer.dossier.terms.request"
    _inherit = ["customer.dossier.terms.request", "customer.dossier.foreseen"]

    _foreseen_by = ("dossier_id", "kind", "credit_limit", "credit_mode", "state")

    def _terms_after(self):
        if self.state not in OPEN or self.kind not in ("limit", "mode"):
            return None
        agreed = self.dossier_id._agreed_terms()
        if self.kind == "limit" and self.credit_limit is not False:
            agreed = agreed._replace(mode="limit", limit=self.credit_limit)
        elif self.kind == "mode" and self.credit_mode:
            agreed = agreed._replace(mode=self.credit_mode)
        else:
            return None
        return self.dossier_id._terms_with(agreed)

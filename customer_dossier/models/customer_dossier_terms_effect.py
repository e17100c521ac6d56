from odoo import models
from odoo.exceptions import UserError

from .system_job import system_job


class CustomerDossierTermsRequest(models.Model):
    """What an approved request does to the agreed terms, on its day."""

    _inherit = "customer.dossier.terms.request"

    def _enforce(self):
        """Put approved requests in force whose day has come."""
        for request in self:
            today = request.company_id._dossier_today()
            if request.state == "approved" and request.date_from <= today:
                # sudo: the system carries out what somebody with authority approved.
                mine = request.sudo()
                mine._apply()
                mine.write({"state": "in_force"})

    def _apply(self):
        self.ensure_one()
        if self.kind == "temporary":
            self.env["customer.dossier.timed.limit"].create(self._timed_limit())
        elif self.kind == "payment":
            partner = self.dossier_id.partner_id.with_company(self.company_id)
            partner.property_payment_term_id = self.payment_term_id
        else:
            self.dossier_id.write(self._agreed())

    def _agreed(self):
        if self.kind == "mode":
            return {"agreed_mode": self.credit_mode}
        return {
            "agreed_mode": "limit",
            "agreed_limit": self.credit_limit,
            "credit_renewal_date": self.date_until,
        }

    def _timed_limit(self):
        return {
            "dossier_id": self.dossier_id.id,
            "kind": "temporary",
            "amount": self.credit_limit,
            "date_from": self.date_from,
            "date_until": self.date_until,
            "reason": self.display_name,
        }

    @system_job
    def _cron_enforce(self):
        """Let approved requests begin on their day and end after it, in any company."""
        self._end_all_over()
        for request in self.search([("state", "=", "approved")]):
            try:
                with self.env.cr.savepoint():
                    request._enforce()
            except UserError:
                # A lapsed revision: credit is not raised until it is finished.
                continue

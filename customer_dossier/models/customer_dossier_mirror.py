from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    dossier_mirror_limits = fields.Boolean(
        string="Copy limits to Odoo's own field",
        help="For other software that reads the credit limit of contacts. Everybody who "
        "may read invoices reads it there. Ours stays the master: a change made there "
        "counts for nothing and raises a signal.",
    )


class CustomerDossier(models.Model):
    """Our limit is the master; the contact's own one is a copy, written one way."""

    _inherit = "customer.dossier"

    def write(self, vals):
        """Write values; new terms go to the contact as well, where the company says so."""
        result = super().write(vals)
        if {"agreed_mode", "agreed_limit", "credit_mode", "credit_limit"} & vals.keys():
            self._mirror_limits()
        return result

    def action_refresh_figures(self):
        """Recompute the figures, and copy the limits once more."""
        result = super().action_refresh_figures()
        self._mirror_limits()
        return result

    def _settle_terms(self):
        """Bring the terms up to the day; what moved is copied."""
        moved = super()._settle_terms()
        moved._mirror_limits()
        return moved

    def _mirror_limits(self):
        # sudo: who sets credit terms need not write contacts; one field is written.
        every = self.sudo()
        for dossier in every.filtered("company_id.dossier_mirror_limits"):
            there, ours = dossier._limit_elsewhere()
            if dossier.currency_id.compare_amounts(there, ours):
                partner = dossier.partner_id.with_company(dossier.company_id)
                partner.credit_limit = ours

    def _limit_elsewhere(self):
        """:return: the limit that the contact has, and the one that it should have"""
        partner = self.partner_id.with_company(self.company_id)
        usual = partner._fields["credit_limit"].get_company_dependent_fallback(partner)
        should = {"unlimited": usual, "limit": self.credit_limit}
        return partner.credit_limit, should.get(self.credit_mode, 0.0)


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        """Write values; a limit that is changed here is looked at within minutes."""
        result = super().write(vals)
        if "credit_limit" in vals:
            # sudo: that there is a dossier stays here; a note for the cron comes of it.
            dossiers = self.env["customer.dossier"].sudo()
            found = dossiers.search([("partner_id", "in", self.ids)])
            self.env["customer.dossier.stale"]._remember(found)
            found._wake("customer_dossier.cron_refresh_stale")
        return result

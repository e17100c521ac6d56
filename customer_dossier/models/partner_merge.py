from odoo import models
from odoo.exceptions import UserError


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Refuse to merge customers if a dossier would suffer.

        The merge rewrites foreign keys by SQL and deletes rows that collide: one of
        two dossiers in a company, with its history, would vanish. And a dossier
        must not end at a contact of some company.

        :raises UserError: two have a dossier in one company, or a contact is among
            them and a dossier too
        """
        # sudo: people who clean up contacts may not read the archive; only a
        # count leaves this method, and the text names nobody.
        Dossier = self.env["customer.dossier"].sudo().with_context(active_test=False)
        groups = Dossier._read_group(
            [("partner_id", "in", partner_ids)], ["company_id"], ["__count"]
        )
        partners = self.env["res.partner"].browse(partner_ids).exists()
        if any(count > 1 for _company, count in groups) or (
            groups and partners.commercial_partner_id != partners
        ):
            raise UserError(
                self.env._(
                    "These contacts cannot be merged: a customer dossier would be "
                    "lost or end at a mere contact. Ask an archivist to decide which "
                    "dossier stays, and merge companies with companies."
                )
            )
        # The dossiers' customers have other documents after this.
        dossiers = Dossier.search([("partner_id", "in", partner_ids)])
        self.env["customer.dossier.stale"]._remember(dossiers)
        merged = super()._merge(partner_ids, dst_partner, extra_checks)
        # Whose dossier is closed to whom was kept by the old ids.
        Dossier._forget_people()
        return merged

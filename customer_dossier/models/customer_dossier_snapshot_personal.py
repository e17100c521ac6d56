from odoo import models

SECTION = "organisation"


class CustomerDossierRevision(models.Model):
    """Private matters of key persons: that they were known, never what they are."""

    _inherit = "customer.dossier.revision"

    def _sheet_page(self, sheet):
        """Add fingerprints that stay right when the matter itself is erased."""
        page = super()._sheet_page(sheet)
        if sheet.code == SECTION:
            page |= {
                f"{entry._name},{entry.id}": {"commitment": entry._commitment()}
                for entry in sheet.person_ids.personal_ids
                if not entry.erased_on
            }
        return page

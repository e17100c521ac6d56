from odoo import models

from ..formulas.quality import overall


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _completeness(self):
        """How much of each dossier is filled in, by the weights of its sections.

        :return: ``{dossier id: percent}``; queries as for ``_quality``
        """
        self.check_access("read")
        # sudo: sections that the user may not read count as well; only one percentage
        # of dossiers that the user may read leaves this method.
        qualities = self.sudo()._quality()
        return {
            dossier.id: overall(qualities[dossier.id].values())["completeness"]
            for dossier in self
        }

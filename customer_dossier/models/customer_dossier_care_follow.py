from odoo import models

from .customer_dossier_care import OPEN


class CustomerDossier(models.Model):
    """Care that is planned goes on with whoever keeps the dossier now."""

    _inherit = "customer.dossier"

    def _drop_cares(self):
        for care in self._cares_ahead():
            words = care.remark or self.env._("The dossier was closed or archived.")
            care.write(
                {"state": "dropped", "done_by_id": self.env.uid, "remark": words}
            )

    def _hand_over_cares(self):
        """Care by a plan goes to whom the plan names; other care only where whoever had
        it no longer reads it."""
        for care in self._cares_ahead():
            dossier, person = care.dossier_id, care.responsible_id
            if care.plan_id:
                person = care.plan_id._person(dossier)
            elif not (person and care._is_read_by(person)):
                person = dossier.account_manager_id or dossier.archivist_id
            if care.responsible_id != person:
                care.responsible_id = person

    def _cares_ahead(self):
        # sudo: see ``write``.
        cares = self.env["customer.dossier.care"].sudo()
        return cares.search([("dossier_id", "in", self.ids), ("state", "in", OPEN)])

from odoo import models


class CustomerDossier(models.Model):
    """What lies ahead at a customer's: it follows the keepers, and ends with the work."""

    _inherit = "customer.dossier"

    def write(self, vals):
        """Write values; what is planned goes along with them.

        Whoever was just allowed to hand over, close or archive dossiers takes along
        what is planned there, whatever their rights on it.
        """
        former = {}
        if "account_manager_id" in vals:
            former = {one: one.account_manager_id for one in self}
        result = super().write(vals)
        if vals.get("state") == "closed" or vals.get("active") is False:
            self._call_off_visits()
            self._drop_cares()
        elif vals.keys() & {"account_manager_id", "archivist_id"}:
            self._hand_over_visits(former)
            self._hand_over_cares()
        return result

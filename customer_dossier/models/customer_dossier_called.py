from odoo import api, models

from .called import is_id, not_one, not_records


class CustomerDossierCleared(models.AbstractModel):
    """What a client sends as records is looked at wherever access is asked."""

    _inherit = "customer.dossier.cleared"

    @api.private
    def ensure_one(self):
        """:raises UserError: these are none, several, or no records"""
        if wrong := not_one(self) or not_records(self):
            raise wrong
        return self

    def _check_access(self, operation):
        if wrong := not_records(self):
            return self, lambda: wrong
        return super()._check_access(operation)

    @api.model
    def _opened_on(self, operation):
        """The records of this model that a form is opened on, by the client's word.

        :return: those that there are, and with which the user may do the operation
        """
        if self.env.context.get("active_model") != self._name:
            return self.browse()
        ids = self.env.context.get("active_ids")
        chosen = self.browse(
            filter(is_id, ids) if isinstance(ids, list | tuple) else ()
        )
        return chosen.exists()._filtered_access(operation)

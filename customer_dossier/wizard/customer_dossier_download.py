from odoo import models


class CustomerDossierDownload(models.AbstractModel):
    """A wizard that holds an xlsx file for its creator, field and ``field_name``."""

    _name = "customer.dossier.download"
    _description = "Wizard with a file"

    def _download(self, field):
        """The action by which the browser downloads what this field holds."""
        return {
            "type": "ir.actions.act_url",
            "url": f"/customer_dossier/file/{self._name}/{self.id}/{field}",
            "target": "download",
        }

    def _reopen(self, name):
        """The action that shows this wizard again.

        :param name: what stands above it
        """
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

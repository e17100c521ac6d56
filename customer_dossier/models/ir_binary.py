from odoo import models


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        """Note a file of the archive before it is handed out."""
        stream = super()._record_to_stream(record, field_name)
        owner = record
        if record._name == "ir.attachment" and record.res_model in self.env:
            owner = self.env[record.res_model].browse(record.res_id)
        if hasattr(owner, "_dossier_roles"):
            owner._note("downloaded", owner.exists(), detail=f"file of {owner._name}")
        return stream

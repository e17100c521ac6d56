from odoo import api, models
from odoo.exceptions import ValidationError


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.constrains("res_model", "public", "access_token")
    def _check_dossier_file(self):
        """A file of the archive opens with its record, never by a link or to all."""
        for attachment in self:
            model = self.env.get(attachment.res_model or "")
            open_to_all = attachment.public or attachment.access_token
            if open_to_all and hasattr(model, "_dossier_roles"):
                raise ValidationError(
                    self.env._(
                        "A file of the customer archive cannot be shared by a link. "
                        "Whoever needs it opens it from its record."
                    )
                )

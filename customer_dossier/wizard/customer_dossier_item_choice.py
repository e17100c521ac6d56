from odoo import api, fields, models


class CustomerDossierItemChoice(models.TransientModel):
    """One item of a section, and whether this customer can have it."""

    _name = "customer.dossier.item.choice"
    _description = "Item that applies or not"
    _inherit = ["customer.dossier.cleared"]
    _order = "id"

    _dossier_roles = {"archivist": "rw", "leader": "rw"}

    sheet_id = fields.Many2one(
        "customer.dossier.sheet", required=True, readonly=True, ondelete="cascade"
    )
    item = fields.Char(required=True, readonly=True)
    label = fields.Char(string="What", readonly=True)
    applies = fields.Boolean(help="Off: this customer has no such thing.")

    @api.model
    def _offer(self, sheet):
        """Make the user's own rows for the items of one section."""
        # sudo: nobody makes such rows by hand; they hold names of items, no values.
        own = self.sudo().search(
            [("sheet_id", "=", sheet.id), ("create_uid", "=", self.env.uid)]
        )
        own.unlink()
        skipped = sheet.skipped or ()
        own.create(
            [
                {
                    "sheet_id": sheet.id,
                    "item": item,
                    "label": label,
                    "applies": item not in skipped,
                }
                for item, label in sheet._item_labels().items()
            ]
        )

    @api.model
    def _has_field_access(self, field, operation):
        """Only the choice itself is anybody's to make."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name == "applies"

    def write(self, vals):
        """Write the choice into the section at once."""
        result = super().write(vals)
        if "applies" in vals:
            for choice in self:
                choice.sheet_id._set_applies(choice.item, vals["applies"])
        return result

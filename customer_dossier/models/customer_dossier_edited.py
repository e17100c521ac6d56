from odoo import Command, fields, models


class CustomerDossierEdited(models.AbstractModel):
    """A record that keeps who has changed it, so that none of them approves it alone."""

    _name = "customer.dossier.edited"
    _description = "Record that keeps its editors"

    editor_ids = fields.Many2many(
        "res.users",
        string="Also written by",
        readonly=True,
        copy=False,
        help="Whoever changed it. They do not approve it either.",
    )

    def _note_editor(self):
        """Remember the user, where somebody else made the record."""
        self.check_access("write")
        # sudo: nobody writes by hand who wrote it.
        for record in self.sudo():
            if self.env.user not in record.create_uid | record.editor_ids:
                record.editor_ids = [Command.link(self.env.uid)]

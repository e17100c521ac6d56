from odoo import api, fields, models


class CustomerDossierCopyFinder(models.TransientModel):
    """Whose copy is this? Asked with the number that is printed on it."""

    _name = "customer.dossier.copy.finder"
    _description = "Find a copy"
    _inherit = ["customer.dossier.cleared"]
    _dossier_roles = {"leader": "rwcu", "auditor": "rwcu"}

    copy_number = fields.Char(
        string="Copy number", help="As it stands on the print or in the file."
    )
    row_ids = fields.Many2many(
        "customer.dossier.access.log",
        string="Made by",
        compute="_compute_row_ids",
        help="Who made the copy, when, and of what.",
    )

    @api.depends("copy_number")
    def _compute_row_ids(self):
        # As the user, so that only the log of their companies answers.
        Log = self.env["customer.dossier.access.log"]
        for finder in self:
            number = (finder.copy_number or "").strip()
            found = Log.search([("copy_number", "=", number)]) if number else Log
            finder.row_ids = found

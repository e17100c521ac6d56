from odoo import fields, models


class CustomerDossierImportFinding(models.TransientModel):
    """One thing that is wrong with a file, and where."""

    _name = "customer.dossier.import.finding"
    _description = "Finding of an import"
    _inherit = ["customer.dossier.cleared"]
    _order = "id"
    _rec_name = "id"

    _dossier_roles = {"archivist": "r", "leader": "r"}

    import_id = fields.Many2one(
        "customer.dossier.import", required=True, index=True, ondelete="cascade"
    )
    is_note = fields.Boolean(string="Only a note")
    sheet = fields.Char(string="Worksheet")
    row = fields.Char()
    customer = fields.Char()
    column = fields.Char()
    value = fields.Char(string="Cell content")
    problem = fields.Char(string="What is wrong")
    advice = fields.Char(string="Next step")

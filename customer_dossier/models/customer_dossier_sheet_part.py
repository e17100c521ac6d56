from odoo import fields, models


class CustomerDossierSheetPart(models.AbstractModel):
    """What hangs on one section of one dossier, and goes with it."""

    _name = "customer.dossier.sheet.part"
    _description = "Part of a dossier's section"
    _inherit = ["customer.dossier.sectioned"]

    sheet_id = fields.Many2one(
        "customer.dossier.sheet",
        string="Part of the dossier",
        required=True,
        index=True,
        ondelete="cascade",
    )
    dossier_id = fields.Many2one(
        related="sheet_id.dossier_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="sheet_id.company_id", store=True, precompute=True
    )
    section_id = fields.Many2one(
        related="sheet_id.section_id", store=True, precompute=True
    )

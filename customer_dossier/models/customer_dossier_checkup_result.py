from odoo import fields, models

from .customer_dossier_sheet_quality import QUALITIES
from .optional_float import OptionalFloat

READERS = {"account_manager": "r", "archivist": "r", "leader": "re"}


class CustomerDossierCheckupFinding(models.AbstractModel):
    """What a check-up found in one section; read with the rights to that section."""

    _name = "customer.dossier.checkup.finding"
    _description = "Finding of a check-up"
    _inherit = ["customer.dossier.append.only", "customer.dossier.sectioned"]
    _order = "checkup_id desc, id"

    _dossier_roles = READERS
    _dossier_section = "checkup"

    checkup_id = fields.Many2one(
        "customer.dossier.checkup", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    sheet_id = fields.Many2one(
        "customer.dossier.sheet",
        string="Part of the dossier",
        required=True,
        index=True,
        ondelete="restrict",
    )

    def action_open_section(self):
        """Open the section that this is about, as it is now."""
        self.ensure_one()
        self.check_access("read")
        return self.sheet_id.action_open()


class CustomerDossierCheckupResult(models.Model):
    """How good one section was on the day of a check-up."""

    _name = "customer.dossier.checkup.result"
    _description = "Result of a check-up"
    _inherit = ["customer.dossier.checkup.finding"]
    _rec_name = "section_id"

    quality = fields.Selection(QUALITIES, required=True)
    filled_count = fields.Integer(string="Facts filled in")
    applicable_count = fields.Integer(string="Facts that apply")
    freshness = OptionalFloat(string="Freshness %", digits=(16, 0), aggregator="avg")
    verification = OptionalFloat(string="Verified %", digits=(16, 0), aggregator="avg")

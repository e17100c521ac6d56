from odoo import api, fields, models

CAPACITIES = [
    ("archivist", "Archivist"),
    ("deputy", "Deputy"),
    ("account_manager", "Account manager"),
]


class CustomerDossierHandover(models.Model):
    """That dossiers went from one person to another: by whom, when and why."""

    _name = "customer.dossier.handover"
    _description = "Handover of dossiers"
    _inherit = [
        "customer.dossier.append.only",
        "customer.dossier.cleared",
        "customer.dossier.subjects",
    ]
    _order = "id desc"

    _dossier_roles = {"leader": "re", "auditor": "re"}
    _dossier_section = "handover"

    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    at = fields.Datetime(string="Time", required=True)
    user_id = fields.Many2one(
        "res.users", string="Handed over by", required=True, ondelete="restrict"
    )
    capacity = fields.Selection(CAPACITIES, string="As", required=True)
    from_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    to_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    reason = fields.Char(required=True)
    activity_count = fields.Integer(string="Tasks that went along", required=True)

    @api.depends("at")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for row in self:
            row.display_name = self.env._("Handover %(number)s", number=row.id or "")

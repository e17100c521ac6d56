from odoo import fields, models


class CustomerDossierProvisionMovement(models.Model):
    """How the allowance of a segment moved since the run before."""

    _name = "customer.dossier.provision.movement"
    _description = "Movement of an allowance"
    _inherit = ["customer.dossier.provision.part"]
    _order = "run_id desc, id"

    _dossier_roles = {"credit": "re", "leader": "re"}

    run_id = fields.Many2one(
        "customer.dossier.provision.run",
        string="Provision run",
        required=True,
        index=True,
        readonly=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    segment_key = fields.Char(string="Segment by key", required=True, readonly=True)
    segment = fields.Char(required=True, readonly=True, translate=True)
    previous = fields.Monetary(
        string="Allowance before",
        readonly=True,
        help="Of the approved run before, less what was written off against it since.",
    )
    required = fields.Monetary(string="Allowance now", readonly=True)
    charge = fields.Monetary(readonly=True, help="What the allowance needs more.")
    release = fields.Monetary(
        string="Reversal", readonly=True, help="What the allowance needs less."
    )

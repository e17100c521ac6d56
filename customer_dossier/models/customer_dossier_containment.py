from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CustomerDossierContainment(models.Model):
    """A dealer that was added to hold another one in check: known to leaders only."""

    _name = "customer.dossier.containment"
    _description = "Containment of a dealer"
    _inherit = ["customer.dossier.as.made"]
    _rec_name = "by_dossier_id"
    _dossier_roles = {"leader": "rwce"}
    _entered = frozenset({"dossier_id", "by_dossier_id", "seen_on", "reason"})

    dossier_id = fields.Many2one(string="Contained dealer")
    by_dossier_id = fields.Many2one(
        "customer.dossier",
        string="Contained by",
        required=True,
        index=True,
        check_company=True,
        ondelete="restrict",
        help="The dealer that was added, or given room, in the territory.",
    )
    seen_on = fields.Date(string="Since")
    collector_id = fields.Many2one(string="Written by")
    reason = fields.Text(required=True, help="What it is meant to bring about.")
    withdrawn = fields.Char(string="Ended because", help="What came of it.")

    _one_at_work = models.UniqueIndex(
        "(dossier_id, by_dossier_id) WHERE withdrawn IS NULL",
        "This dealer is contained by that one already.",
    )

    @api.constrains("dossier_id", "by_dossier_id")
    def _check_other(self):
        for containment in self:
            if containment.dossier_id == containment.by_dossier_id:
                raise ValidationError(
                    self.env._("A dealer cannot contain itself. Choose another one.")
                )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    containment_ids = fields.One2many(
        "customer.dossier.containment",
        "dossier_id",
        string="Contained by",
        readonly=True,
        groups="customer_dossier.group_leader",
    )

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .customer_dossier_measure import REACHED

REACTIONS = [
    ("accepted", "Accepted it"),
    ("objected", "Objected"),
    ("none", "No reaction"),
]
RELATIONS = [("better", "Better"), ("same", "The same"), ("worse", "Worse")]


class CustomerDossierMeasureReaction(models.Model):
    """How a customer took a measure, and what it did to the relation. Kept as written."""

    _name = "customer.dossier.measure.reaction"
    _description = "Reaction to a measure"
    _inherit = [
        "customer.dossier.append.only",
        "customer.dossier.entered",
        "customer.dossier.cleared",
    ]
    _order = "day desc, id desc"
    _rec_name = "day"

    _dossier_roles = {
        "account_manager": "rc",
        "archivist": "rc",
        "credit": "rce",
        "leader": "rce",
    }
    _dossier_path = "measure_id.dossier_id"
    _dossier_section = "measure"
    _entered = frozenset({"measure_id", "day", "reaction", "relation", "note"})
    _happened = "day"

    measure_id = fields.Many2one(
        "customer.dossier.measure", required=True, index=True, ondelete="restrict"
    )
    dossier_id = fields.Many2one(
        related="measure_id.dossier_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        related="measure_id.company_id",
        store=True,
        precompute=True,
        ondelete="restrict",
    )
    type_id = fields.Many2one(
        related="measure_id.type_id",
        string="Measure type",
        store=True,
        precompute=True,
        ondelete="restrict",
    )
    day = fields.Date(
        required=True, default=lambda self: self.env.company._dossier_today()
    )
    reaction = fields.Selection(REACTIONS, required=True)
    relation = fields.Selection(
        RELATIONS,
        string="Relation since",
        required=True,
        default="same",
        help="What the measure did to the relation with the customer.",
    )
    note = fields.Text(string="In their words", help="What they said or did.")
    user_id = fields.Many2one(
        "res.users",
        string="Written by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )

    @api.constrains("measure_id")
    def _check_entry(self):
        for entry in self:
            if entry.measure_id.state not in REACHED:
                raise ValidationError(
                    self.env._(
                        "%(measure)s has not come into force: there is nothing yet "
                        "that the customer could react to.",
                        measure=entry.measure_id.display_name,
                    )
                )

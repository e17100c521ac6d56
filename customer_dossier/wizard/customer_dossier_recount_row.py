from odoo import api, fields, models

from ..models.customer_dossier_compare import ABOUT_THE_ROW
from ..models.customer_dossier_store import FIGURES
from ..models.optional_float import OptionalFloat

CAUSES = [
    ("none", "Unexplained"),
    ("day", "Of another day"),
    ("waiting", "Waiting to be computed"),
    ("never", "Never computed"),
]


class CustomerDossierRecountRow(models.TransientModel):
    """One stored figure that is not what the books give."""

    _name = "customer.dossier.recount.row"
    _description = "Difference between a stored figure and the books"
    _inherit = ["customer.dossier.inserted", "customer.dossier.cleared"]
    _order = "cause, dossier_id, figure, id"
    _rec_name = "dossier_id"

    _dossier_roles = {"credit": "re", "leader": "re"}
    _dossier_path = "dossier_id"
    _dossier_section = "figures"

    recount_id = fields.Many2one(
        "customer.dossier.recount", required=True, index=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="cascade"
    )
    figure = fields.Selection(selection="_select_figure", required=True)
    stored = fields.Char(help="What lists, forms and reports show.")
    computed = fields.Char(string="By the books", help="What the engine computes now.")
    difference = OptionalFloat(aggregator=None, digits=(16, 2))
    stored_at = fields.Datetime(string="Computed last")
    cause = fields.Selection(CAUSES, required=True)

    @api.model
    def _select_figure(self):
        figures = self.env[FIGURES]
        return [
            (name, field._description_string(self.env))
            for name, field in figures._fields.items()
            if field.store and field.column_type and name not in ABOUT_THE_ROW
        ]

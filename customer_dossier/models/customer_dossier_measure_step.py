from odoo import fields, models

from .customer_dossier_measure import STATES
from .roles import READ_ALONG


class CustomerDossierMeasureStep(models.Model):
    """One step of a measure: who, when, and why. Never changed."""

    _name = "customer.dossier.measure.step"
    _description = "Step of a measure"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id"
    _rec_name = "at"

    _dossier_roles = READ_ALONG
    _dossier_path = "measure_id.dossier_id"
    _dossier_section = "measure"

    measure_id = fields.Many2one(
        "customer.dossier.measure", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="measure_id.company_id",
        store=True,
        precompute=True,
        ondelete="restrict",
    )
    state = fields.Selection(STATES, string="Came to", required=True)
    at = fields.Datetime(string="On", required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="By", required=True, ondelete="restrict"
    )
    words = fields.Text(string="What was said")


class CustomerDossierMeasure(models.Model):
    _inherit = "customer.dossier.measure"

    def _step_to(self, state, **vals):
        """Bring measures to a state and put the step on record, with what was said.

        Callers have checked that the user may take the step.
        """
        # sudo: people may not write the state; the step is checked by the caller.
        every = self.sudo()
        # sudo: as above; steps are written by the system alone.
        self.env["customer.dossier.measure.step"].sudo().create(
            [
                {
                    "measure_id": measure.id,
                    "state": state,
                    "user_id": self.env.uid,
                    "words": measure.words,
                }
                for measure in every
            ]
        )
        every.write({**vals, "state": state, "words": False})
        every._clear_desks()

from odoo import api, fields, models


class CustomerDossierFarewell(models.TransientModel):
    """Asks a leader why the dossiers of lost customers are closed and archived."""

    _name = "customer.dossier.farewell"
    _description = "Close and archive dossiers"
    _inherit = ["customer.dossier.cleared"]

    _dossier_roles = {"leader": "rwc"}

    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_farewell_dossier_rel",
        string="Dossiers",
        required=True,
        default=lambda self: self._default_dossier_ids(),
    )
    reason = fields.Char(required=True, help="It stays with the dossiers.")

    @api.model
    def _default_dossier_ids(self):
        """The dossiers of the list or form that it is opened from."""
        return self.env["customer.dossier"]._opened_on("write")

    def action_close(self):
        """Close and archive them with this reason."""
        self.ensure_one()
        self.check_access("write")
        self.dossier_ids._bid_farewell(self.reason)
        return {"type": "ir.actions.act_window_close"}

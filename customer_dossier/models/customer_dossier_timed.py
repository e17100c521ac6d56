from odoo import api, fields, models
from odoo.fields import Domain


class CustomerDossierTimed(models.AbstractModel):
    """What changes a customer's credit from one day to another.

    What it changes in the credit terms lies over the agreed ones as a layer.
    """

    _name = "customer.dossier.timed"
    _description = "Change of credit for a time"
    _inherit = ["customer.dossier.dated"]

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "r",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_section = "dossier"

    #: Origins of ``customer.dossier.layer`` that this model lays.
    _layer_origins = ()

    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.model_create_multi
    def create(self, vals_list):
        """Make them; the credit terms in force follow at once.

        :raises UserError: credit of a lapsed dossier would be raised
        """
        made = super().create(vals_list)
        made._lay()
        made._tell_figures()
        return made

    def action_call_off(self):
        """Take these out of the count from now on, and their layers off the terms."""
        result = super().action_call_off()
        self._layers()._lift()
        self._tell_figures()
        return result

    def _layers(self):
        """The layers that these laid and that are not lifted; one query."""
        # sudo: layers are laid and lifted by the system, for what was decided here.
        return self.env["customer.dossier.layer"].sudo()._of(self)

    @api.model
    def _lift_over(self):
        """Take off the layers whose last day has passed: only agreed terms are left."""
        # sudo: as in _layers.
        Layer = self.env["customer.dossier.layer"].sudo()
        laid = Layer.search(
            Domain("origin", "in", self._layer_origins)
            & Domain("lifted_on", "=", False)
            & Domain("date_until", "!=", False)
        )
        laid.filtered(
            lambda one: one.date_until < one.company_id._dossier_today()
        )._lift()

    def _lay(self):
        """Lay over the agreed terms what these change."""
        rows = [
            {"dossier_id": one.dossier_id.id, "origin_ref": one.id, **layer}
            for one in self
            if (layer := one._layer_vals())
        ]
        # sudo: as in _layers.
        self.env["customer.dossier.layer"].sudo().create(rows)

    def _layer_vals(self):
        """:return: kind, value, days, origin and reason of its layer; None without one"""
        raise NotImplementedError

    def _tell_figures(self):
        # sudo: figures follow from what was made; nothing is read out.
        dossiers = self.dossier_id.sudo()
        self.env["customer.dossier.stale"]._remember(dossiers)
        dossiers._wake("customer_dossier.cron_refresh_stale")

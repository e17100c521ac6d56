from odoo import models

from ..formulas.terms import Layer
from .customer_dossier_measure_effect import EFFECTS

#: States before it is in force.
AHEAD = ("draft", "proposed", "approved")


class CustomerDossierMeasure(models.Model):
    """What would follow from a measure that changes credit terms."""

    _name = "customer.dossier.measure"
    _inherit = ["customer.dossier.measure", "customer.dossier.foreseen"]

    _foreseen_by = ("dossier_id", "type_id", "percent", "amount", "state")

    def _terms_after(self):
        kind = EFFECTS[self.effect].layer if self.effect else None
        if not kind or self.state not in AHEAD:
            return None
        value = self._layer_value(kind)
        return self.dossier_id._terms_with(more=[Layer(**value or {"stop": True})])

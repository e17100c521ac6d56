from odoo import models

from .customer_dossier_layer import VALUES
from .customer_dossier_measure_effect import EFFECTS
from .customer_dossier_measure_type import REWARD


class CustomerDossierMeasure(models.Model):
    """Measures that change credit terms lay a layer over them, and lift it again.

    What was agreed stays untouched below: undoing one measure is right whatever else
    was agreed, laid or lifted in between.
    """

    _inherit = "customer.dossier.measure"
    _layer_origins = ("measure",)

    def _check_value(self):
        if self.polarity == REWARD and EFFECTS[self.effect].layer:
            # sudo: only whether a revision has lapsed comes out, in words.
            self.dossier_id.sudo()._check_current()
        return super()._check_value()

    def _apply(self):
        kind = EFFECTS[self.effect].layer
        if kind:
            self.env["customer.dossier.layer"].create(
                {
                    "dossier_id": self.dossier_id.id,
                    "kind": kind,
                    "date_from": self.effective_on,
                    "date_until": self.date_until,
                    "origin": "measure",
                    "origin_ref": self.id,
                    "why": self.type_id.name,
                    **self._layer_value(kind),
                }
            )
        return super()._apply()

    def _layer_value(self, kind):
        """:return: the column of a kind of layer with its value, up or down"""
        name = VALUES.get(kind)
        if name == "mode":
            return {name: "cash_only"}
        return (
            {name: self[name] if self.polarity == REWARD else -self[name]}
            if name
            else {}
        )

    def _undo(self, state):
        if state == "reverted" or not EFFECTS[self.effect].lasting:
            self.env["customer.dossier.layer"]._of(self)._lift()
        return super()._undo(state)

from odoo import models
from odoo.exceptions import ValidationError

from .customer_dossier_deposit import FORFEITED, RESTORED


class CustomerDossierMeasure(models.Model):
    """Forfeiting a deposit: a movement of the register when it comes into force."""

    _inherit = "customer.dossier.measure"

    def _check_value(self):
        if self.effect == "forfeit":
            self._check_held()
        return super()._check_value()

    def _check_held(self):
        held = self.dossier_id._deposits_registered().get(self.dossier_id, 0.0)
        if self.currency_id.compare_amounts(self.amount or 0, held) > 0:
            raise ValidationError(
                self.env._(
                    "%(measure)s: %(amount)s is more than the deposit that the "
                    "register holds, %(held)s.",
                    measure=self.display_name,
                    amount=self.currency_id.format(self.amount),
                    held=self.currency_id.format(held),
                )
            )

    def _apply(self):
        if self.effect == "forfeit":
            self._move_deposit(FORFEITED)
        return super()._apply()

    def _undo(self, state):
        if self.effect == "forfeit" and state == "reverted":
            self._move_deposit(RESTORED)
        return super()._undo(state)

    def _move_deposit(self, kind):
        self.env["customer.dossier.deposit"].create(
            {
                "dossier_id": self.dossier_id.id,
                "kind": kind,
                "amount": self.amount,
                "day": self.company_id._dossier_today(),
                "measure_id": self.id,
                "user_id": self.env.uid,
            }
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _suits(self, kind):
        if kind.effect == "forfeit":
            return self.deposit_held > 0 and self.is_registered
        return super()._suits(kind)

    def _prepare_suggestion(self, kind):
        vals = super()._prepare_suggestion(kind)
        if kind.effect == "forfeit":
            vals["amount"] = self.deposit_held
        return vals

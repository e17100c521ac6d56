from odoo import fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .customer_dossier_measure import STANDING


class CustomerDossierMeasure(models.Model):
    """Cancelling a year-end bonus: of the year in which the measure comes into force.

    Nothing is written off: the bonus asks which measures stand, so undoing one gives
    back what the year has earned by then.
    """

    _inherit = "customer.dossier.measure"

    def _check_value(self):
        if self.effect == "cancel_bonus" and not self._bonus_of_year():
            raise ValidationError(
                self.env._(
                    "%(measure)s: there is no open bonus of this year to cancel.",
                    measure=self.display_name,
                )
            )
        return super()._check_value()

    def _bonus_of_year(self):
        day = max(
            self.effective_on or self.date_from or self.company_id._dossier_today(),
            self.company_id._dossier_today(),
        )
        return self.env["customer.dossier.bonus"].search(
            Domain("dossier_id", "=", self.dossier_id.id)
            & Domain("year", "=", day.year)
            & Domain("state", "!=", "settled")
        )

    def _step_to(self, state, **vals):
        result = super()._step_to(state, **vals)
        touched = self.filtered(lambda one: one.effect == "cancel_bonus")
        # sudo: a bonus follows from the measures; nobody writes it.
        bonuses = self.env["customer.dossier.bonus"].sudo()
        bonuses.search([("dossier_id", "in", touched.dossier_id.ids)])._reckon()
        return result


class CustomerDossierBonus(models.Model):
    _inherit = "customer.dossier.bonus"

    def _cancelling(self):
        """:return: ``{(dossier, year): measure}`` that takes these bonuses away"""
        measures = self.env["customer.dossier.measure"].search(
            Domain("dossier_id", "in", self.dossier_id.ids)
            & Domain("effect", "=", "cancel_bonus")
            & Domain("state", "in", STANDING),
            order="id desc",
        )
        return {(one.dossier_id, one.effective_on.year): one for one in measures}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    bonus_ids = fields.One2many(
        "customer.dossier.bonus", "dossier_id", string="Year-end bonuses"
    )

    def _suits(self, kind):
        if kind.effect == "cancel_bonus":
            year = self.company_id._dossier_today().year
            return any(
                one.year == year and one.state == "open" and one.accrued
                for one in self.bonus_ids
            )
        return super()._suits(kind)

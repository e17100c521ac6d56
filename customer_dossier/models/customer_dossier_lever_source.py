"""What uses a lever on a customer, and when."""

from odoo import api, models


class CustomerDossierAdvice(models.Model):
    _inherit = "customer.dossier.advice"

    @api.model_create_multi
    def create(self, vals_list):
        """Give advice: that is expertise at work, whether it is followed or not."""
        advice = super().create(vals_list)
        uses = self.env["customer.dossier.lever.use"]
        uses._note_uses("advice_id", advice, "given_on", "user_id")
        return advice


class CustomerDossierWork(models.Model):
    _inherit = "customer.dossier.work"

    @api.model_create_multi
    def create(self, vals_list):
        """Write down work; whoever trains a customer uses expertise."""
        work = super().create(vals_list)
        training = work.filtered(lambda one: one.kind == "training")
        uses = self.env["customer.dossier.lever.use"]
        uses._note_uses("work_id", training, "seen_on", "collector_id")
        return work


class CustomerDossierMeasure(models.Model):
    _inherit = "customer.dossier.measure"

    def _step_to(self, state, **vals):
        """A measure uses its lever from the day on which it works."""
        result = super()._step_to(state, **vals)
        if state == "in_force":
            uses = self.env["customer.dossier.lever.use"]
            uses._note_uses("measure_id", self, "effective_on", "proposed_by_id")
        return result

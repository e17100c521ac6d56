from odoo import api, models

from .customer_dossier_measure_type import DETERRENT


class CustomerDossierMeasure(models.Model):
    """Deciding on a measure: by somebody else, who has the authority."""

    _name = "customer.dossier.measure"
    _inherit = ["customer.dossier.measure", "customer.dossier.decided"]

    _authority_model = "customer.dossier.measure.authority"
    _asked_by, _asked_on = "proposed_by_id", "proposed_on"
    _awaits = "proposed"

    @api.depends("effect", "percent", "amount", "dossier_id")
    def _compute_stake(self):
        return super()._compute_stake()

    @api.depends("state", "proposed_by_id", "type_id")
    def _compute_may_decide(self):
        return super()._compute_may_decide()

    def _role_of(self, authority):
        """A deterrent is for leaders whatever the rows say."""
        return "leader" if self.polarity == DETERRENT else super()._role_of(authority)

    def _stake(self):
        # Percents are of the agreed limit, as the layers reckon them.
        agreed = self.dossier_id.agreed_limit
        if self.effect == "limit_percent":
            return self.currency_id.round(agreed * (self.percent or 0) / 100)
        if self.effect == "cash_only":
            return agreed if self.dossier_id.agreed_mode == "limit" else 0.0
        return self.amount or 0.0

    def action_approve(self):
        """Approve proposals; what is due at once is in force at once.

        :raises AccessError: the user proposed it, or has no authority for it
        :raises UserError: not a proposal any more
        :raises ValidationError: what was applied for may not be any more
        """
        self.check_access("write")
        self.lock_for_update()
        self._check_state("proposed")
        decided = self._decided()
        for measure, authority in self._check_decide().items():
            measure._check_approval()
            measure._step_to(
                "approved",
                **decided[measure],
                authority_id=authority.id,
                effective_on=measure._first_day(),
            )
        self._enforce()

    def action_refuse(self):
        """Refuse proposals; why is under To say with the next step.

        :raises AccessError: the user proposed it, or has no authority for it
        :raises UserError: not a proposal any more
        :raises ValidationError: no reason is given
        """
        self.check_access("write")
        self._check_state("proposed")
        decided = self._decided()
        for measure, authority in self._check_decide().items():
            measure._check_words("words")
            today = measure.company_id._dossier_today()
            measure._step_to(
                "refused",
                **decided[measure],
                authority_id=authority.id,
                closed_on=today,
            )

    def _check_approval(self):
        """:raises ValidationError: what was proposed may not be any more"""
        self._check_application()

    def _first_day(self):
        """The day on which an approved measure begins to work."""
        today = self.company_id._dossier_today()
        return max(self.date_from or today, today)

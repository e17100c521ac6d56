from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .customer_dossier_measure_effect import EFFECTS

#: Where the evidence is that a type needs besides words.
EVIDENCE_IN = {"signal": "signal_ids", "check": "check_ids"}


class CustomerDossierMeasure(models.Model):
    """Applying for a measure, and taking the application back."""

    _inherit = "customer.dossier.measure"
    _desk_activity = "customer_dossier.activity_measure"

    @api.constrains("signal_ids", "check_ids", "disagreement_id", "dossier_id")
    def _check_signals(self):
        for measure in self:
            named = (measure.signal_ids, measure.check_ids, measure.disagreement_id)
            if any(one.dossier_id - measure.dossier_id for one in named):
                raise ValidationError(
                    self.env._(
                        "%(measure)s: a signal, check or disagreement is about another "
                        "customer. Choose those of this one.",
                        measure=measure.display_name,
                    )
                )

    def action_propose(self):
        """Put drafts forward; whoever does so has applied for them.

        :raises UserError: not a draft any more
        :raises ValidationError: evidence, a value or a day is missing or impossible
        """
        self.check_access("write")
        self._check_state("draft")
        for measure in self:
            measure._check_application()
        for company, measures in self.grouped("company_id").items():
            measures._step_to(
                "proposed",
                proposed_by_id=self.env.uid,
                proposed_on=company._dossier_today(),
            )
        self._tell_leaders()

    def action_withdraw(self):
        """Take back drafts, or one's own applications before they work.

        :raises AccessError: somebody else's application
        :raises UserError: it works already, or is over
        """
        self.check_access("write")
        self._check_state("draft", "proposed", "approved")
        for measure in self:
            if measure.state != "draft" and measure.proposed_by_id != self.env.user:
                raise AccessError(
                    self.env._("Whoever proposed a measure takes it back, nobody else.")
                )
        self._close("withdrawn")

    def _check_state(self, *states):
        """:raises UserError: a measure is elsewhere by now"""
        for measure in self:
            if measure.state not in states:
                raise UserError(
                    self.env._(
                        "%(measure)s is past this step already. Reload the page.",
                        measure=measure.display_name,
                    )
                )

    def _check_application(self):
        """:raises ValidationError: what is applied for may not be"""
        self._check_words("aim")
        self._check_evidence()
        self._check_value()
        self._check_days()

    def _check_words(self, *names):
        for name in names:
            if not (self[name] or "").strip():
                field = self._fields[name]._description_string(self.env)
                raise ValidationError(
                    self.env._(
                        "%(measure)s: write down: %(field)s.",
                        measure=self.display_name,
                        field=field,
                    )
                )

    def _check_evidence(self):
        """The company's policy was kept or broken, and something shows it."""
        needed = EVIDENCE_IN.get(self.type_id.evidence_needed)
        if needed and not self[needed]:
            raise ValidationError(
                self.env._(
                    "%(measure)s: %(type)s takes evidence. Choose some under: %(field)s.",
                    measure=self.display_name,
                    type=self.type_id.name,
                    field=self._fields[needed]._description_string(self.env),
                )
            )
        self._check_words("evidence")

    def _check_value(self):
        needs = EFFECTS[self.effect].value
        if needs and not self[needs]:
            field = self._fields[needs]._description_string(self.env)
            raise ValidationError(
                self.env._(
                    "%(measure)s: %(type)s takes a value. Enter: %(field)s.",
                    measure=self.display_name,
                    type=self.type_id.name,
                    field=field,
                )
            )
        if needs == "percent" and self.dossier_id.agreed_mode != "limit":
            raise ValidationError(
                self.env._(
                    "%(measure)s: this customer has no credit limit to change.",
                    measure=self.display_name,
                )
            )

    def _check_days(self):
        today = self.company_id._dossier_today()
        if self.date_until and self.date_until < today:
            raise ValidationError(
                self.env._(
                    "%(measure)s would be over on %(day)s, before it begins.",
                    measure=self.display_name,
                    day=self.date_until,
                )
            )

    def _close(self, state):
        """Let these measures be over; callers have checked that they may."""
        for company, measures in self.grouped("company_id").items():
            measures._step_to(state, closed_on=company._dossier_today())

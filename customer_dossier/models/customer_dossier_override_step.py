from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ..formulas.rating import NOT_RATED, position

#: How far a person may go from the scorecard, and for how long.
MOST_STEPS, MOST_DAYS = 2, 90
#: Of a customer whom the scorecard does not rate, nobody says more than this.
BEST_UNRATED = "A"


class CustomerDossierOverride(models.Model):
    """The steps of an override: asked for by one person, decided on by another."""

    _inherit = "customer.dossier.override"
    _desk_activity = "customer_dossier.activity_override"

    @api.model_create_multi
    def create(self, vals_list):
        """Ask for overrides; leaders find them on their desks.

        :raises ValidationError: too far from the scorecard, too long, or a hard trigger
            holds
        """
        if not self.env.su:
            for vals in vals_list:
                vals.pop("requested_by_id", None)
        overrides = super().create(vals_list)
        for override in overrides:
            override._check_request()
            # sudo: what the system notes of a request; the user just made this very one.
            override.sudo()._note_request()
        overrides._tell_leaders()
        return overrides

    def action_approve(self):
        """Put requests in force; the customers are judged anew at once.

        :raises AccessError: the user asked for it, or does not lead there
        :raises UserError: not a request any more, or its last day is over
        """
        self.check_access("write")
        self._check_decide()
        for override in self:
            override._check_request()
        self._decide("in_force")
        self._judge_anew()

    def action_refuse(self):
        """Refuse requests.

        :raises AccessError: the user asked for it, or does not lead there
        :raises UserError: not a request any more
        """
        self.check_access("write")
        self._check_decide()
        self._decide("refused")

    def action_withdraw(self):
        """Take back one's own requests.

        :raises AccessError: somebody else's request
        :raises UserError: it is decided already
        """
        self.check_access("write")
        self._check_state("requested")
        if self.requested_by_id - self.env.user:
            raise AccessError(
                self.env._("Whoever asked for an override takes it back, nobody else.")
            )
        self._finish("withdrawn")

    def action_end(self):
        """End overrides in force before their last day; the scorecard rates again."""
        self.check_access("write")
        self._check_roles(("leader",), "write")
        self._check_state("in_force")
        self._finish("ended")
        self._judge_anew()

    def _check_decide(self):
        self._check_roles(("leader",), "write")
        self._check_state("requested")
        # Also as superuser: four eyes are two people, whoever carries it out.
        if self.env.user in self.requested_by_id:
            raise AccessError(
                self.env._(
                    "Nobody decides on an override that they asked for. Ask another "
                    "leader."
                )
            )

    def _check_state(self, state):
        for override in self:
            if override.state != state:
                raise UserError(
                    self.env._(
                        "%(override)s is past this step already. Reload the page.",
                        override=override.display_name,
                    )
                )

    def _check_request(self):
        """:raises ValidationError: what is asked for may not be"""
        self._check_words()
        self._check_days()
        self._check_steps()

    def _check_words(self):
        for name in ("reason", "evidence"):
            if not (self[name] or "").strip():
                field = self._fields[name]._description_string(self.env)
                raise ValidationError(self.env._("Write down: %(field)s.", field=field))

    def _check_days(self):
        left = (self.date_until - self.company_id._dossier_today()).days
        if not 0 <= left <= MOST_DAYS:
            raise ValidationError(
                self.env._(
                    "An override ends within %(days)s days from today, not on %(date)s.",
                    days=MOST_DAYS,
                    date=self.date_until,
                )
            )

    def _check_steps(self):
        by_card = self._rating_by_card()
        if self.dossier_id._hard_triggers():
            raise ValidationError(
                self.env._(
                    "A hard trigger holds for this customer, and no override stands "
                    "against it."
                )
            )
        if by_card == NOT_RATED:
            allowed = position(self.rating) >= position(BEST_UNRATED)
        else:
            steps = abs(position(self.rating) - position(by_card))
            allowed = 0 < steps <= MOST_STEPS
        if not allowed:
            raise ValidationError(
                self.env._(
                    "The scorecard says %(by_card)s. An override goes one or two steps "
                    "from there, and at best to %(best)s for a customer who is not "
                    "rated; not to %(rating)s.",
                    by_card=by_card,
                    best=BEST_UNRATED,
                    rating=self.rating,
                )
            )

    def _rating_by_card(self):
        """What the scorecard says today, without a person's word."""
        # sudo: whoever writes overrides reads this dossier and its assessments.
        last = self.dossier_id.sudo().assessment_id
        return last.rating_by_card or last.rating or NOT_RATED

    def _note_request(self):
        self.write(
            {
                "rating_before": self._rating_by_card(),
                "requested_on": self.company_id._dossier_today(),
            }
        )

    def _decide(self, state):
        for override, decided in self._decided().items():
            # sudo: people may not write the state; the step was checked just now.
            override.sudo().write({**decided, "state": state})
        self._clear_desks()

    def _finish(self, state):
        """Let these overrides end; callers have checked that they may."""
        self._clear_desks()
        for override in self:
            # sudo: people may not write the state; see above.
            override.sudo().write(
                {
                    "state": state,
                    "ended_by_id": self.env.uid,
                    "ended_on": override.company_id._dossier_today(),
                }
            )

    def _judge_anew(self):
        # sudo: a leader who decides reads these dossiers; judging writes them.
        self.dossier_id.sudo()._assessable()._assess()

from odoo import api, models
from odoo.exceptions import UserError

from .customer_dossier_need import PENDING

ACTIVITY = "customer_dossier.activity_need"
LATE = "customer_dossier.activity_need_late"
# Written by the steps, never by hand.
STEPS = (
    "state",
    "taken_on",
    "taken_by_id",
    "satisfied_on",
    "ended_by_id",
    "told_late_on",
)
# How we mean to meet it, which changes no word of the customer.
OURS = ("way", "responsible_id", "deadline", "outcome")
# What the activity of the responsible person follows.
DESK = {"responsible_id", "deadline", "kind"}


class CustomerDossierNeed(models.Model):
    """From need to satisfied: each step is somebody's, on a day."""

    _inherit = "customer.dossier.need"

    @api.model
    def _has_field_access(self, field, operation):
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name not in STEPS

    @api.model
    def _doubtful(self):
        """What we do about it is ours to know; the rest is the customer's word."""
        return super()._doubtful() - {*STEPS, *OURS}

    @api.model
    def _told(self):
        activities = self.env["mail.activity.mixin"]._fields.keys()
        return super()._told() - {*activities, "told_late_on"}

    @api.model_create_multi
    def create(self, vals_list):
        """Create needs, each on the desk of whoever is responsible."""
        needs = super().create(vals_list)
        needs._tell_responsible()
        return needs

    def write(self, vals):
        """Write values; the activity follows person and day."""
        result = super().write(vals)
        if DESK & vals.keys():
            self._tell_responsible()
        return result

    def action_take(self):
        """Take these needs in hand: whoever does it answers for them from now on."""
        self._check_step(("open",))
        for company, needs in self.grouped("company_id").items():
            needs._step(
                {
                    "state": "working",
                    "taken_on": company._dossier_today(),
                    "taken_by_id": self.env.uid,
                }
            )
        # sudo: access and state were checked by the step; only empty ones are filled.
        idle = self.sudo().filtered(lambda need: not need.responsible_id)
        idle.write({"responsible_id": self.env.uid})

    def action_satisfied(self):
        """End these needs as met, with the proof that stands in the outcome."""
        self.check_access("write")
        self._end("satisfied")

    def action_drop(self):
        """End these needs without meeting them, for the reason in the outcome."""
        self.check_access("write")
        self._end("dropped")

    def action_reopen(self):
        """Take ended needs up again; what was said of them stays."""
        self._check_step(("satisfied", "dropped"))
        self._step({"state": "open", "satisfied_on": False, "ended_by_id": False})
        self._tell_responsible()

    def _end(self, state):
        self._check_step(PENDING)
        for need in self:
            if not (need.outcome or "").strip():
                raise UserError(
                    self.env._(
                        "%(need)s cannot end without a word. Write under 'What came "
                        "of it' how it was met, or why it is dropped.",
                        need=need.name,
                    )
                )
        for company, needs in self.grouped("company_id").items():
            needs._step(
                {
                    "state": state,
                    "satisfied_on": state == "satisfied" and company._dossier_today(),
                    "ended_by_id": self.env.uid,
                }
            )
        # sudo: both reminders go, whosever they are; the need has ended.
        self.sudo().activity_unlink([ACTIVITY, LATE])

    def _step(self, vals):
        # sudo: the steps write what people may not; access and state are checked by
        # whoever calls, and the names are the real user's.
        self.sudo().write(vals)

    def _check_step(self, states):
        """:raises UserError: a need is not in one of these states, or has none"""
        self.check_access("write")
        labels = dict(self._fields["state"]._description_selection(self.env))
        for need in self:
            if need.kind == "preference":
                raise UserError(
                    self.env._(
                        "%(need)s is a preference: it is known, not met. Change its "
                        "kind if somebody must do something.",
                        need=need.name,
                    )
                )
            if need.state not in states:
                raise UserError(
                    self.env._(
                        "%(need)s is %(state)s, so this step does not apply to it. "
                        "Reload the page.",
                        need=need.name,
                        state=labels[need.state],
                    )
                )

    def _tell_responsible(self):
        """Put pending needs on the desks of whoever answers for them.

        Only on theirs who may read the archive; field staff see them on the service
        card of their own customers.
        """
        # sudo: an activity with neutral words; callers may write these needs.
        needs = self.sudo()
        needs.activity_unlink([ACTIVITY, LATE])
        needs.told_late_on = False
        for need in needs:
            person = need.responsible_id
            if need.deadline and need._is_pending() and person.active:
                if need.with_user(person).has_access("read"):
                    need.activity_schedule(
                        ACTIVITY, date_deadline=need.deadline, user_id=person.id
                    )

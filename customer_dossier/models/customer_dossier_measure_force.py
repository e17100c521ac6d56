from psycopg2 import IntegrityError

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .system_job import system_job


class CustomerDossierMeasure(models.Model):
    """A measure at work: carried out by the system, and over by day or by a person."""

    _inherit = "customer.dossier.measure"

    def action_end(self):
        """End measures: what they did stops, unless it is of the kind that stays.

        :raises AccessError: the user may not decide on such a measure
        :raises UserError: it does not work, or is over
        :raises ValidationError: the outcome of a deterrent is not written down
        """
        self.check_access("write")
        self.lock_for_update()
        self._check_state("in_force", "expired")
        for measure in self:
            measure._check_end()
        self._stop("ended")

    def action_revert(self):
        """Undo measures in force: as if they had never been, whatever came between.

        :raises AccessError: the user may not decide on such a measure
        :raises UserError: it does not work
        :raises ValidationError: no reason is given
        """
        self.check_access("write")
        self.lock_for_update()
        self._check_state("in_force")
        for measure in self:
            measure._check_may_end()
            measure._check_words("words")
        self._stop("reverted")

    def _check_end(self):
        self._check_may_end()

    def _check_may_end(self):
        """Whoever has the authority to approve one has it to end one."""
        if not self._authorities():
            raise UserError(
                self.env._(
                    "%(measure)s: whoever may approve such a measure ends it. Ask a "
                    "leader.",
                    measure=self.display_name,
                )
            )

    def _enforce(self):
        """Put approved measures in force whose day has come."""
        due = self.filtered(
            lambda one: (
                one.state == "approved"
                and one.effective_on <= one.company_id._dossier_today()
            )
        )
        for measure in due:
            # sudo: the system carries out what was approved; nobody may write terms
            # through a measure that two people did not agree on.
            measure.sudo()._apply()
        due._step_to("in_force")

    def _enforce_or_tell(self):
        """The same for one, where nobody is there to read an error: leaders look at it."""
        try:
            with self.env.cr.savepoint():
                self._enforce()
        except (UserError, IntegrityError):
            if not self.activity_ids:
                self._tell_leaders()

    def _stop(self, state):
        for measure in self:
            # sudo: as in _enforce; the step was checked by the caller.
            measure.sudo()._undo(state)
        if state == "expired":
            self._step_to(state)
        else:
            self._close(state)

    def _apply(self):
        """Carry one measure out. Override for effects of one's own."""

    def _undo(self, state):
        """Take back what one measure does. Override for effects of one's own.

        :param state: ``expired``, ``ended``, or ``reverted`` where lasting effects are
            taken back as well
        """

    @system_job
    def _cron_days(self):
        """Let measures begin and expire by their days, in any company."""
        for measure in self.search([("state", "=", "approved")]):
            measure._enforce_or_tell()
        over = self.search(
            Domain("state", "=", "in_force") & Domain("date_until", "!=", False)
        )
        over.filtered(
            lambda one: one.date_until < one.company_id._dossier_today()
        )._stop("expired")

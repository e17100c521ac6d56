from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .customer_dossier_measure_type import DETERRENT


class CustomerDossierMeasure(models.Model):
    """Deciding on a measure: by somebody else, who has the authority."""

    _inherit = "customer.dossier.measure"

    stake = fields.Monetary(
        string="At stake",
        compute="_compute_stake",
        help="What authority is measured by: the amount, or what the limit changes by.",
    )
    may_decide = fields.Boolean(
        string="May decide",
        compute="_compute_may_decide",
        help="Somebody else than whoever proposed it, with authority for it.",
    )

    @api.depends("effect", "percent", "amount", "dossier_id")
    def _compute_stake(self):
        for measure in self:
            measure.stake = measure._stake()

    def _stake(self):
        # Percents are of the agreed limit, as the layers reckon them.
        agreed = self.dossier_id.agreed_limit
        if self.effect == "limit_percent":
            return self.currency_id.round(agreed * (self.percent or 0) / 100)
        if self.effect == "cash_only":
            return agreed if self.dossier_id.agreed_mode == "limit" else 0.0
        return self.amount or 0.0

    @api.depends("state", "proposed_by_id", "type_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        for measure in self:
            measure.may_decide = (
                measure.state == "proposed"
                and measure.proposed_by_id != self.env.user
                and bool(measure._authority())
            )

    def _authority(self):
        """By which row of the company's the current user may decide on this measure.

        A deterrent is for leaders whatever the rows say.

        :return: a row, or none
        """
        top = self.polarity == DETERRENT
        rows = self.env["customer.dossier.measure.authority"]._for(self, self.stake)
        for row in rows:
            if self._is_in_role("leader" if top else row.role):
                return row
        return rows.browse()

    def _is_in_role(self, role):
        """Whether this measure is the user's in one role, today."""
        domain = self._clearance_domain("write", (role,)) & Domain("id", "=", self.id)
        # sudo: the wall's own domain is asked for this one measure; yes or no comes out.
        return bool(self.sudo().search_count(domain))

    def action_approve(self):
        """Approve proposals; what is due at once is in force at once.

        :raises AccessError: the user proposed it, or has no authority for it
        :raises UserError: not a proposal any more
        :raises ValidationError: what was applied for may not be any more
        """
        self.check_access("write")
        self.lock_for_update()
        self._check_state("proposed")
        for measure in self:
            authority = measure._check_decide()
            measure._check_approval()
            measure._step_to(
                "approved",
                decided_by_id=self.env.uid,
                decided_on=measure.company_id._dossier_today(),
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
        for measure in self:
            authority = measure._check_decide()
            measure._check_words("words")
            today = measure.company_id._dossier_today()
            measure._step_to(
                "refused",
                decided_by_id=self.env.uid,
                decided_on=today,
                authority_id=authority.id,
                closed_on=today,
            )

    def _check_decide(self):
        """:return: the authority to decide on this measure"""
        # Also as superuser: four eyes are two people, whoever carries it out.
        if self.env.user == self.proposed_by_id:
            raise AccessError(
                self.env._(
                    "Nobody decides on a measure that they proposed. Ask somebody else "
                    "with authority."
                )
            )
        authority = self._authority()
        if not authority:
            raise AccessError(
                self.env._(
                    "%(measure)s: the company gave you no authority for this type, "
                    "grade and amount. Ask a leader.",
                    measure=self.display_name,
                )
            )
        return authority

    def _check_approval(self):
        """:raises ValidationError: what was proposed may not be any more"""
        self._check_application()

    def _first_day(self):
        """The day on which an approved measure begins to work."""
        today = self.company_id._dossier_today()
        return max(self.date_from or today, today)

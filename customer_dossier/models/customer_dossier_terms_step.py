from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError

from .customer_dossier_terms_request import ASKED


class CustomerDossierTermsRequest(models.Model):
    """The steps of a request: asked for by one, decided by another, carried out."""

    _name = "customer.dossier.terms.request"
    _inherit = ["customer.dossier.terms.request", "customer.dossier.decided"]

    _authority_model = "customer.dossier.terms.authority"
    _desk_activity = "customer_dossier.activity_terms"

    @api.depends("kind", "credit_limit", "credit_mode", "dossier_id")
    def _compute_stake(self):
        return super()._compute_stake()

    @api.depends("state", "requested_by_id", "kind")
    def _compute_may_decide(self):
        return super()._compute_may_decide()

    def _stake(self):
        dossier, without_end = self.dossier_id, 1e15
        # What is laid over the agreed limit already counts: raises add up.
        given = max(dossier.agreed_limit, dossier.credit_limit)
        if dossier.credit_mode == "unlimited":
            given = without_end
        unlimited = self.credit_mode == "unlimited"
        return {
            "limit": self.credit_limit or 0.0,
            "temporary": given + (self.credit_limit or 0.0),
            "mode": without_end if unlimited else dossier.agreed_limit,
            "payment": given,
        }.get(self.kind, 0.0)

    @api.model_create_multi
    def create(self, vals_list):
        """Ask for terms; what was seen and recommended then goes on record.

        :raises ValidationError: what is asked for is missing or may not be
        """
        if not self.env.su:
            for vals in vals_list:
                vals.pop("requested_by_id", None)
        requests = super().create(vals_list)
        requests._check_request()
        # sudo: what the system notes of requests that the user just made.
        requests.sudo()._note_request()
        requests._tell_leaders()
        return requests

    def _check_request(self):
        for request in self:
            missing = [name for name in ASKED[request.kind] if request[name] is False]
            if not (request.reason or "").strip():
                missing.append("reason")
            if missing or (request.kind == "payment" and not request.payment_term_id):
                name = (missing or ["payment_term_id"])[0]
                raise ValidationError(
                    self.env._(
                        "%(request)s: fill in %(field)s.",
                        request=request.display_name,
                        field=request._fields[name]._description_string(self.env),
                    )
                )

    def _note_request(self):
        dossiers = self.dossier_id
        recommended = dossiers._recommendations()
        exposures = dossiers._exposure()
        for request in self:
            dossier, found = request.dossier_id, recommended[request.dossier_id.id]
            request.write(
                {
                    "mode_before": dossier.agreed_mode,
                    "limit_before": dossier.agreed_limit,
                    "recommended": found.limit,
                    "binding": found.binding,
                    "methods": found.methods,
                    "exposure_seen": exposures[dossier.id].net,
                    "version_id": dossier._version_in_force().id,
                    "requested_on": dossier.company_id._dossier_today(),
                }
            )

    def action_approve(self):
        """Approve requests; those whose day has come count at once.

        :raises AccessError: the user asked for it, or has no authority for it
        :raises UserError: not a request any more
        """
        self.check_access("write")
        self._decide_all("approved")
        self._enforce()

    def action_refuse(self):
        """Refuse requests."""
        self.check_access("write")
        self._decide_all("refused")

    def action_withdraw(self):
        """Take back one's own requests before they count.

        :raises AccessError: somebody else's request
        """
        self.check_access("write")
        if self.requested_by_id - self.env.user:
            raise AccessError(
                self.env._("Whoever asked for terms takes it back, nobody else.")
            )
        self._check_states("requested", "approved")
        for request in self:
            # sudo: people may not write the state; the step is checked above.
            request.sudo().write({"state": "withdrawn"})
        self._clear_desks()

    def _check_states(self, *states):
        for request in self:
            if request.state not in states:
                raise UserError(
                    self.env._(
                        "%(request)s is past this step already. Reload the page.",
                        request=request.display_name,
                    )
                )

    def _decide_all(self, state):
        self.lock_for_update()
        self._check_states("requested")
        decided = self._decided()
        for request, authority in self._check_decide().items():
            # sudo: people may not write these; the step was checked just now.
            request.sudo().write(
                {**decided[request], "state": state, "authority_id": authority.id}
            )
        self._clear_desks()

from odoo import fields, models
from odoo.exceptions import UserError

from .optional_monetary import OptionalMonetary

#: What changes by request only, where the company says so.
TERMS = {"credit_mode", "credit_limit", "agreed_mode", "agreed_limit"}


class ResCompany(models.Model):
    _inherit = "res.company"

    dossier_terms_by_request = fields.Boolean(
        string="Credit terms change by request only",
        help="Mode and limit of an active dossier are asked for by one person and "
        "approved by another one with authority.",
    )
    dossier_first_limit = OptionalMonetary(
        string="First limit at most",
        help="What is recommended to a customer without credit so far; empty: no cap.",
    )

    _dossier_first_limit_positive = models.Constraint(
        "CHECK (dossier_first_limit >= 0)",
        "The cap of a first limit cannot be negative.",
    )


class CustomerDossier(models.Model):
    """Credit terms are applied for, not edited, where the company wants it so."""

    _inherit = "customer.dossier"

    request_ids = fields.One2many(
        "customer.dossier.terms.request", "dossier_id", string="Requests"
    )

    def write(self, vals):
        """Write values; terms of an active dossier go by request.

        :raises UserError: they would be edited where the company wants a request
        """
        if TERMS & vals.keys() and not self.env.su:
            for dossier in self:
                dossier._check_by_request()
        return super().write(vals)

    def _check_by_request(self):
        # sudo: a setting of the company.
        if self.state == "active" and self.company_id.sudo().dossier_terms_by_request:
            raise UserError(
                self.env._(
                    "Credit terms of %(dossier)s change by request. Choose Request "
                    "terms and say why; somebody with authority decides.",
                    dossier=self.display_name,
                )
            )

    def _compute_may_agree(self):
        result = super()._compute_may_agree()
        for dossier in self:
            # sudo: as above.
            by_request = dossier.company_id.sudo().dossier_terms_by_request
            if by_request and dossier.state == "active":
                dossier.may_agree = False
        return result

    def action_request_terms(self):
        """Open an empty request for this dossier."""
        self.ensure_one()
        self.check_access("read")
        Request = self.env["customer.dossier.terms.request"]
        Request.check_access("create")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Request terms"),
            "res_model": Request._name,
            "views": [(False, "form")],
            "context": {"default_dossier_id": self.id},
        }

    def action_propose_limits(self):
        """Ask for the recommended limit of each of these, where it differs.

        For the portfolio after a round of revisions; each is decided on its own.

        :return: the action that lists the new requests
        :raises UserError: nothing is to be proposed
        """
        self.check_access("read")
        Request = self.env["customer.dossier.terms.request"]
        Request.check_access("create")
        reason = self.env._("Recommended after the revision.")
        requests = Request.create(
            [
                {
                    "dossier_id": dossier.id,
                    "kind": "limit",
                    "credit_limit": limit,
                    "reason": reason,
                }
                for dossier, limit in self._limits_to_propose()
            ]
        )
        if not requests:
            raise UserError(
                self.env._(
                    "No limit is to be proposed: none of these dossiers is active, "
                    "current and recommended another limit than it has."
                )
            )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Requests for credit terms"),
            "res_model": Request._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("id", "in", requests.ids)],
        }

    def _limits_to_propose(self):
        # sudo: limits and what recommends them go into requests that the user reads.
        asked = self.sudo().filtered(
            lambda one: (
                one.state == "active"
                and one.agreed_mode == "limit"
                and not one.request_ids.filtered(lambda r: r.state == "requested")
            )
        )
        for dossier_id, found in asked._recommendations().items():
            dossier = self.browse(dossier_id)
            rises = found.limit is not None and found.limit > dossier.agreed_limit
            if found.limit in (None, dossier.agreed_limit):
                continue
            if dossier.is_current or not rises:
                yield dossier, found.limit

    def _version_in_force(self):
        """The last version of this dossier's revisions; one query."""
        none = self.env["customer.dossier.version"].sudo()  # sudo: an empty one
        return self._versions_in_force().get(self.id, none)

    def _versions_in_force(self):
        """:return: ``{dossier id: last version}`` of those that have one; one query"""
        # sudo: which revision it is; no content of it.
        versions = self.env["customer.dossier.version"].sudo()
        found = versions.search([("dossier_id", "in", self.ids)], order="position")
        return {version.dossier_id.id: version for version in found}

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .customer_dossier import HARD_MARKS
from .system_job import system_job


class CustomerDossierOverride(models.Model):
    """How an override ends by itself: by its last day, or by a hard trigger."""

    _inherit = "customer.dossier.override"

    @api.model
    def _over(self):
        """Overrides in force whose last day has passed, in any company."""
        standing = self.search([("state", "=", "in_force")])
        return standing.filtered(
            lambda override: override.date_until < override.company_id._dossier_today()
        )

    @system_job
    def _cron_end(self):
        """Let overrides end by their day; the scorecard rates those customers again."""
        over = self._over()
        over._finish("expired")
        over._judge_anew()


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def action_request_override(self):
        """Open an empty request for this dossier.

        :raises AccessError: the user may not ask for overrides
        :raises UserError: the dossier was never assessed
        """
        self.ensure_one()
        self.check_access("read")
        Override = self.env["customer.dossier.override"]
        Override.check_access("create")
        if not self.assessment_id:
            raise UserError(
                self.env._("There is no rating to override yet. Assess the dossier.")
            )
        open_one = Override.search(
            [("dossier_id", "=", self.id), ("state", "in", ("requested", "in_force"))]
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Override"),
            "res_model": Override._name,
            "res_id": open_one.id,
            "views": [(False, "form")],
            "context": {"default_dossier_id": self.id},
        }

    def _overrides_in_force(self):
        """:return: ``{dossier id: customer.dossier.override}``; one query, as superuser"""
        # sudo: judging looks at everything; what is shown is the assessment.
        standing = (
            self.env["customer.dossier.override"]
            .sudo()
            .search(
                Domain("dossier_id", "in", self.ids) & Domain("state", "=", "in_force")
            )
        )
        today = {company: company._dossier_today() for company in self.company_id}
        return {
            override.dossier_id.id: override
            for override in standing
            if override.date_until >= today[override.company_id]
        }

    def _override_row(self, grounds, trigger):
        """The part of an assessment that a person decides; a hard trigger breaks it."""
        override = None if trigger else grounds.overrides.get(self.id)
        return {
            "rating": override.rating if override else None,
            "override_id": override.id if override else None,
            "overridden": 100.0 if override else 0.0,
        }

    def _end_overrides(self, used):
        """End the overrides of these dossiers that the judgement did not follow.

        :param used: ids of the overrides that it followed
        """
        # sudo: the calendar and the facts end them, whoever assesses.
        unused = (
            self.env["customer.dossier.override"]
            .sudo()
            .search(
                Domain("dossier_id", "in", self.ids)
                & Domain("state", "=", "in_force")
                & Domain("id", "not in", list(used - {None}))
            )
        )
        expired = unused & unused._over()
        expired._finish("expired")
        (unused - expired)._finish("broken")

    def _hard_triggers(self):
        """Codes of the hard triggers that hold for this dossier now."""
        # sudo: only which triggers hold leaves this method; callers read the dossier.
        raws = self.sudo()._raw_values()[self.id]
        known = self._cap_conditions()
        return [code for code in self._conditions_met(raws) if known[code].hard]

    def write(self, vals):
        """Write values; a hard trigger acts at once on whoever was judged before."""
        marks = [name for name in HARD_MARKS if vals.get(name)]
        struck = self.filtered(lambda dossier: any(not dossier[m] for m in marks))
        result = super().write(vals)
        # sudo: whoever sets such a mark need not be able to judge; the system does.
        struck.sudo()._judged()._assessable()._assess()
        return result

    def _judged(self):
        """Those of these dossiers that are in use and were judged before."""
        return self.filtered(
            lambda dossier: dossier.state == "active" and dossier.assessment_id
        )

from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain


class CustomerDossierPolicy(models.Model):
    """Issued, replaced, ended: the steps of a policy."""

    _inherit = "customer.dossier.policy"

    def action_issue(self):
        """Put drafts in force from their day; the versions before end the day before.

        :raises UserError: one is issued already, or would begin before its predecessor
        """
        self.check_access("write")
        self._check_drafts()
        for policy in self:
            before = policy.replaces_id
            if before and before.date_from >= policy.date_from:
                raise UserError(
                    self.env._(
                        "%(policy)s must begin after %(day)s, when the version before "
                        "it began.",
                        policy=policy.display_name,
                        day=before.date_from,
                    )
                )
            policy._step({"state": "issued"})
            before._end_on(policy.date_from - timedelta(days=1))

    def action_replace(self):
        """Open a draft that takes the place of an issued policy.

        :return: the action that opens it
        :raises UserError: the policy is a draft itself
        """
        self.ensure_one()
        self.check_access("write")
        if self.state == "draft":
            raise UserError(
                self.env._(
                    "%(policy)s is a draft: change it as it is.",
                    policy=self.display_name,
                )
            )
        today = self.company_id._dossier_today()
        draft = self.copy(
            {
                "name": self.name,
                "date_from": max(today, self.date_from + timedelta(days=1)),
                "date_to": False,
            }
        )
        draft._step({"replaces_id": self.id, "version": self.version + 1})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    def action_end(self):
        """Let policies end today.

        :raises UserError: one is not in force today
        """
        self.check_access("write")
        for policy in self:
            today = policy.company_id._dossier_today()
            if not policy._in_force(today):
                raise UserError(
                    self.env._(
                        "%(policy)s is not in force today, so there is nothing to end.",
                        policy=policy.display_name,
                    )
                )
            policy._end_on(today)

    def _end_on(self, day):
        """End these policies, unless they end earlier by themselves."""
        longer = self.filtered(lambda one: not one.date_to or one.date_to > day)
        longer._step({"date_to": day})

    def _in_force(self, day):
        """Whether this policy binds anybody on a day."""
        self.ensure_one()
        begun = self.state == "issued" and self.date_from <= day
        return begun and (not self.date_to or day <= self.date_to)

    def _binds(self, dossier):
        """Whether this policy is meant for a dossier, as it is now."""
        self.ensure_one()
        if self.company_id != dossier.company_id:
            return False
        return {
            "all": True,
            "named": dossier in self.dossier_ids,
            "grade": dossier.grade_id == self.grade_id,
            "territory": dossier.territory_id == self.territory_id,
        }[self.binds]

    def _issued_between(self, companies, first, last):
        """Policies that bind somebody on some of these days; one search."""
        # sudo: readings are judged by every policy, whoever hands them in.
        return self.sudo().search(
            Domain("company_id", "in", companies.ids)
            & Domain("state", "=", "issued")
            & Domain("date_from", "<=", last)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", first))
        )

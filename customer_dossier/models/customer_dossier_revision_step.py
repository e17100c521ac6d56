from typing import NamedTuple

from odoo import fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.tools import format_list

from .customer_dossier_lifecycle import KEEPERS
from .customer_dossier_revision import OPEN

#: The signatures on a revision, in their order.
SIGNATURES = ("prepared", "verified", "approved")


class Step(NamedTuple):
    """One step of a revision: from which states, to which one, by which roles."""

    before: tuple[str, ...]
    after: str
    roles: tuple[str, ...] = KEEPERS


STEPS = {
    "start": Step(("planned",), "working"),
    "prepare": Step(("working",), "prepared"),
    "verify": Step(("prepared",), "verified"),
    "approve": Step(("verified",), "approved", ("leader",)),
    "return": Step(("prepared", "verified"), "working"),
    "cancel": Step(OPEN, "cancelled"),
}


class CustomerDossierRevision(models.Model):
    """The steps of a revision: worked on, prepared, verified, in force.

    Each signature is the current user's own, also where the code runs as superuser, and
    no step asks the context.
    """

    _inherit = "customer.dossier.revision"

    def action_start(self):
        """Begin to work on planned revisions: each gets a line for each section."""
        self.check_access("write")
        self._begin("start")
        self._go("start")
        self._open_lines()
        self._look_into_growth()

    def action_prepare(self):
        """Sign that the work is done; assesses the dossiers and keeps their content.

        Here and not at the approval: what the next two sign is what the first signed,
        the grade included. The content is kept as it is at this moment.

        :raises UserError: a section is undecided, or an inquest says nothing yet
        """
        self.check_access("write")
        self._begin("prepare")
        self._check_decided()
        self._check_stated()
        self._judge()
        self._go("prepare")
        self._keep_content()

    def action_verify(self):
        """Sign that somebody else looked it through."""
        self.check_access("write")
        self._begin("verify")
        self._go("verify")

    def action_approve(self):
        """Put revisions into force; they and their parts stay as they are from now on.

        The revision in force until now is superseded today, and the next one is
        planned by the new grade.

        :raises UserError: an inquest has no conclusion
        """
        self.check_access("write")
        self._begin("approve")
        self._check_concluded()
        before = self._predecessors()
        self._count_cycle()
        self._go("approve")
        self._freeze(before)
        self.dossier_id._plan_next_revision()

    def action_return(self):
        """Send revisions back to work; their signatures are taken off."""
        self.check_access("write")
        self._begin("return")
        # sudo: people may not write signatures; the step was checked just now.
        self.sudo().write(
            {
                f"{signed}_{what}": False
                for signed in SIGNATURES
                for what in ("by_id", "on")
            }
        )
        self._go("return")

    def action_cancel(self):
        """Drop open revisions; the next cron run plans the following ones."""
        self.check_access("write")
        self._begin("cancel")
        self._cancel()
        self.dossier_id._plan_next_revision()

    def _cancel(self):
        self._go("cancel")

    def _begin(self, name):
        """Check that the current user takes this step now, and let nobody else.

        :raises AccessError: not the user's to do, by role
        :raises UserError: not the state for it, somebody else works on it, or the
            user has signed it already; says who may
        """
        step = STEPS[name]
        self._check_roles(step.roles, "write")
        self._lock()
        self._check_state(step.before)
        if step.after in SIGNATURES:
            self._check_signer(step)

    def _lock(self):
        try:
            self.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else takes a step of revision %(name)s at this moment. "
                    "Reload the page.",
                    name=self[:1].name,
                )
            ) from error
        self.invalidate_recordset(["state", "prepared_by_id", "verified_by_id"])

    def _check_signer(self, step):
        if self.env.is_superuser() and not self.env.user.active:
            raise AccessError(self.env._("A revision is signed by people only."))
        for revision in self:
            if self.env.user in revision._signers():
                raise UserError(revision._signed_text(step))

    def _signers(self):
        return self.prepared_by_id | self.verified_by_id

    def _signed_text(self, step):
        """Why the user does not sign twice, and who may sign instead."""
        others = self._may_sign(step) - self._signers()
        if not others:
            return self.env._(
                "You signed revision %(name)s already; each signature on it is "
                "another person's. Nobody else may take this step. Ask a leader to "
                "appoint somebody.",
                name=self.name,
            )
        return self.env._(
            "You signed revision %(name)s already; each signature on it is another "
            "person's. Ask: %(people)s.",
            name=self.name,
            people=format_list(self.env, others.mapped("name")),
        )

    def _may_sign(self, step):
        """Who takes a step by role, whether signed already or not: ``res.users``."""
        leaders = self._leaders()[self.company_id]
        keepers = (self.archivist_id | self.deputy_id).filtered("active")
        return keepers | leaders if "archivist" in step.roles else leaders

    def _leaders(self):
        """:return: ``{company: res.users}`` who lead it today; one query"""
        clearances = self.env["customer.dossier.clearance"]
        # sudo: which leaders there are is no secret among those who work here.
        found = clearances.sudo().search(
            [
                ("state", "=", "in_force"),
                ("role", "=", "leader"),
                ("scope", "=", "all"),
                ("company_id", "in", self.company_id.ids),
                ("date_to", ">=", fields.Date.context_today(self)),
            ],
            order="id",
        )
        return {
            company: found.filtered(
                lambda one, company=company: one.company_id == company
            )
            .user_id.filtered("active")
            .sudo(self.env.su)
            for company in self.company_id
        }

    def _go(self, name):
        """Write state and signature of a step, and tell whose turn it is."""
        after = STEPS[name].after
        vals = {"state": after}
        if after in SIGNATURES:
            vals |= {
                f"{after}_by_id": self.env.uid,
                f"{after}_on": fields.Date.context_today(self),
            }
        # sudo: state and signature are written by the steps only, after their checks,
        # and name the real user.
        self.sudo().write(vals)
        self._tell()

    def _freeze(self, before):
        """Seal the revisions and all that belongs to them; the ones before end."""
        ended = self.browse().union(*before.values())
        # sudo: the approval was checked before; what is sealed nobody may write.
        ended.sudo()._go_on(
            {
                "state": "superseded",
                "superseded_on": fields.Date.context_today(self),
            }
        )
        for revision in self:
            revision._keep_course()
        for part in self._parts():
            part.write({"sealed": True})
        self.env["customer.dossier.version"]._append_for(self)

    def _parts(self):
        """What is sealed with a revision, as superuser; the revision itself the last."""
        # sudo: the sections that the approver may not read are sealed as well.
        system = self.sudo()
        return [
            system.line_ids,
            system.inquest_ids,
            system.inquest_ids.line_ids,
            system,
        ]

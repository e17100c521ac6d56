from dateutil.relativedelta import relativedelta

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from .roles import CLEARED, GROUP
from .system_job import system_job

STANDING = ("approved", "in_force")


class CustomerDossierClearance(models.Model):
    """The steps of an appointment; the role's group follows each of them at once."""

    _inherit = "customer.dossier.clearance"

    def action_approve(self):
        """Appoint: the person enters the archive from the first day on.

        :raises AccessError: the approver is no leader with a clearance in force there,
            is the person itself, or prepared the appointment
        :raises UserError: a condition is not met; all of them are named
        """
        self.check_access("write")
        self._check_draft()
        self._check_approver()
        self._check_conditions()
        self._approve()

    def _check_approver(self):
        if self._approvable() != self:
            raise AccessError(
                self.env._(
                    "An appointment is approved by a leader with a clearance in "
                    "force for all of the company, and never by the person itself "
                    "or by whoever prepared or changed it. Ask another leader."
                )
            )

    def _approvable(self):
        """Those that the current user may approve: by a lead, and of somebody else."""
        leads = {
            grant.company
            for grant in self._grants_in_force()
            if grant.role == "leader" and grant.scope == "all"
        }
        return self.filtered(
            lambda one: one.company_id.id in leads and self.env.user not in one._hands()
        )

    def _hands(self):
        """Whom it appoints, and whoever wrote a part of it."""
        return self.user_id | self.prepared_by_id | self.editor_ids

    def _approve(self):
        # sudo: people may not write the state; every caller has checked the approver
        # and the conditions before, and the real user is named.
        self.sudo().write(
            {
                "state": "approved",
                "approved_by_id": self.env.uid,
                "approved_on": fields.Date.context_today(self),
            }
        )
        self._turn()

    def action_end(self):
        """End appointments before their last day; access ends at once.

        :raises UserError: an appointment has ended already, or no reason is given
        """
        self.check_access("write")
        for clearance in self:
            if clearance.state not in STANDING:
                raise UserError(
                    self.env._(
                        "%(clearance)s does not stand. Reload the page.",
                        clearance=clearance.display_name,
                    )
                )
        self._end(self.env._("Ended by hand"))

    def action_renew(self):
        """Open a draft that goes on from here; conditions are looked at anew.

        :raises AccessError: the user may not prepare appointments
        """
        self.ensure_one()
        self.check_access("create")
        begin = max(
            self.company_id._dossier_today(), self.date_to + relativedelta(days=1)
        )
        draft = self.copy({"date_from": begin, "date_to": False})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": draft.id,
            "views": [(False, "form")],
        }

    def _end(self, reason):
        # sudo: people may not write the state; callers have checked that this one may.
        self.sudo().write(
            {
                "state": "ended",
                "ended_by_id": self.env.uid,
                "ended_on": fields.Date.context_today(self),
                "end_reason": reason,
            }
        )
        self._clear_desks()
        self._follow(self.user_id)

    def _turn(self):
        """Let standing appointments begin and lapse by their days, and groups follow."""
        # sudo: the calendar decides, for everybody alike.
        standing = self.sudo().filtered(lambda c: c.state in STANDING)
        for company, own in standing.grouped("company_id").items():
            today = company._dossier_today()
            own.filtered(lambda c: c.date_to < today).write({"state": "lapsed"})  # noqa: B023
            begun = own.filtered(
                lambda c: c.state == "approved" and c.date_from <= today  # noqa: B023
            )
            begun.write({"state": "in_force"})
        standing.filtered(lambda c: c.state == "lapsed")._clear_desks()
        self._follow(standing.user_id)

    @api.model
    def _follow(self, users):
        """Give these users the groups of their appointments in force, take the others."""
        groups = {role: self.env.ref(GROUP % role) for role in CLEARED}
        # sudo: nobody hands out these groups but the register itself; which, the rows
        # in force say.
        register, users = self.sudo(), users.sudo()
        held = {
            (user, role)
            for user, role in register._read_group(
                [("state", "=", "in_force"), ("user_id", "in", users.ids)],
                ["user_id", "role"],
            )
        }
        for user in users:
            commands = []
            for role, group in groups.items():
                if ((user, role) in held) != (group in user.group_ids):
                    order = Command.link if (user, role) in held else Command.unlink
                    commands.append(order(group.id))
            if commands:
                user.write({"group_ids": commands})

    @api.model
    def _check_members(self, users):
        """Refuse these users a group of the archive that no appointment gives them.

        One query, beside reading the users' groups.

        :raises ValidationError: naming the person, the group and the next step
        """
        # sudo: as for ``_follow``; the texts name what the writer has just written.
        register, users = self.sudo(), users.sudo()
        held = set(
            register._read_group(
                [("state", "=", "in_force"), ("user_id", "in", users.ids)],
                ["user_id", "role"],
            )
        )
        for role in CLEARED:
            group = register.env.ref(GROUP % role)
            for user in users.filtered(lambda user: group in user.all_group_ids):  # noqa: B023
                if (user, role) not in held:
                    raise ValidationError(
                        self.env._(
                            "%(person)s has no clearance in force as %(role)s, and the "
                            "group is given by an appointment only. Prepare one under "
                            "Customer Dossier, Trust, Clearances.",
                            person=user.name,
                            role=group.name,
                        )
                    )

    @api.model
    def _end_for(self, users, reason):
        """End all appointments of these users, for a reason that makes them unfit."""
        # sudo: whoever archives a user need not know the register.
        standing = self.sudo().search(
            Domain("user_id", "in", users.ids) & Domain("state", "in", STANDING)
        )
        if standing:
            standing._end(reason)

    @system_job
    def _cron_turn(self):
        """Begin, lapse and remind by the calendar, for every company."""
        self.search([("state", "in", STANDING)])._turn()
        self._remind()

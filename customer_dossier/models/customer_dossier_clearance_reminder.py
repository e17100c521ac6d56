from datetime import timedelta

from odoo import api, models

ACTIVITY = "customer_dossier.activity_clearance"


class CustomerDossierClearance(models.Model):
    """Reminding the leaders of appointments that end soon."""

    _inherit = "customer.dossier.clearance"

    @api.model
    def _remind(self):
        """Put appointments near their end on the desks of the company's leaders."""
        requirements = self.env["customer.dossier.clearance.requirement"]
        days = dict(requirements._read_group([], ["role", "reminder_days"]))
        for clearance in self.search([("state", "=", "in_force")]):
            notice = timedelta(days=days.get(clearance.role, 0))
            today = clearance.company_id._dossier_today()
            if clearance.date_to - notice <= today and not clearance._reminders():
                clearance._remind_leaders()

    def _leaders(self):
        """Everybody who leads this appointment's company today, the person left out.

        :return: ``res.users`` records, as superuser
        """
        # sudo: which leaders there are is asked for tasks and checks, not shown.
        appointments = self.sudo().search(
            [
                ("state", "=", "in_force"),
                ("role", "=", "leader"),
                ("company_id", "=", self.company_id.id),
                ("date_to", ">=", self.company_id._dossier_today()),
                ("user_id", "!=", self.user_id.id),
            ]
        )
        return appointments.user_id.filtered("active")

    def _remind_leaders(self):
        for leader in self._leaders():
            self.with_context(lang=leader.lang).activity_schedule(
                ACTIVITY, date_deadline=self.date_to, user_id=leader.id
            )

    def _reminders(self):
        return self.activity_ids.filtered(
            lambda activity: activity.activity_type_id == self.env.ref(ACTIVITY)
        )

    def _drop_reminders(self):
        # sudo: the reminders may belong to other leaders; the matter is settled.
        self.sudo().activity_unlink([ACTIVITY])

from datetime import timedelta

from odoo import api, models


class CustomerDossierClearance(models.Model):
    """Reminding the leaders of appointments that end soon."""

    _inherit = "customer.dossier.clearance"
    _desk_activity = "customer_dossier.activity_clearance"

    @api.model
    def _remind(self):
        """Put appointments near their end on the desks of the company's leaders.

        The same few queries for any number of appointments.
        """
        due = self._near_their_end()
        leaders = self._leaders_of(due.company_id)
        due._put_on_desks(
            self._desk_activity,
            [
                (clearance, leader, clearance.date_to)
                for clearance in due
                for leader in leaders[clearance.company_id] - clearance.user_id
            ],
        )

    @api.model
    def _near_their_end(self):
        """Appointments in force that end soon, and of which nobody is reminded yet."""
        requirements = self.env["customer.dossier.clearance.requirement"]
        days = dict(requirements._read_group([], ["role", "reminder_days"]))
        standing = self.search([("state", "=", "in_force")])
        today = {company: company._dossier_today() for company in standing.company_id}
        reminder = self.env.ref(self._desk_activity)
        return standing.filtered(
            lambda clearance: (
                clearance.date_to - timedelta(days=days.get(clearance.role, 0))
                <= today[clearance.company_id]
                and reminder not in clearance.activity_ids.activity_type_id
            )
        )

    def _leaders(self):
        """Everybody who leads this appointment's company today, the person left out."""
        leaders = self._leaders_of(self.company_id)
        return leaders.get(self.company_id, self.user_id) - self.user_id

    @api.model
    def _leaders_of(self, companies):
        """Who leads these companies today.

        :return: ``{company: res.users records, as superuser}``; one query beside reading
        """
        # sudo: which leaders there are is asked for tasks and checks, not shown.
        appointments = self.sudo().search(
            [
                ("state", "=", "in_force"),
                ("role", "=", "leader"),
                ("company_id", "in", companies.ids),
            ]
        )
        leaders = {}
        for company in companies:
            today = company._dossier_today()
            leaders[company] = appointments.filtered(
                lambda a: a.company_id == company and a.date_to >= today  # noqa: B023
            ).user_id.filtered("active")
        return leaders

from odoo import api, fields, models
from odoo.fields import Domain

# Roles whose holders may keep a dossier as its named archivist.
KEEP = ("archivist", "leader")
ACTIVITY = "customer_dossier.activity_ownerless"


class CustomerDossier(models.Model):
    """No dossier without a named keeper who may open it."""

    _inherit = "customer.dossier"

    ownerless = fields.Boolean(
        compute="_compute_ownerless",
        search="_search_ownerless",
        help="No archivist is named, or the one named has no clearance in force.",
    )

    @api.depends("archivist_id", "company_id")
    def _compute_ownerless(self):
        keepers = self._holders_in_force(self.company_id, KEEP)
        for dossier in self:
            dossier.ownerless = dossier.archivist_id not in keepers[dossier.company_id]

    @api.model
    def _search_ownerless(self, operator, _value):
        """Dossiers whose archivist is not among those who may keep them today.

        Asks the dossier's own archivist and the register, which says nothing about
        any customer.
        """
        if operator != "in":
            return NotImplemented
        keepers = self._holders_in_force(self.env.companies, KEEP)
        return Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("archivist_id", "not in", users.ids)
            for company, users in keepers.items()
        )

    @api.model
    def _holders_in_force(self, companies, roles):
        """Who holds one of these roles today, for whatever part of the company.

        :return: ``{company: users}``; one query, and the time zone of each company
        """
        # sudo: whether somebody is cleared for a role is no secret to readers of
        # dossiers; nothing else of the register leaves this method.
        groups = (
            self.env["customer.dossier.clearance"]
            .sudo()
            ._read_group(
                Domain("state", "=", "in_force")
                & Domain("role", "in", roles)
                & Domain("user_id.active", "=", True)
                & Domain.OR(
                    Domain("company_id", "=", company.id)
                    & Domain("date_to", ">=", company._dossier_today())
                    for company in companies
                ),
                ["company_id"],
                ["user_id:recordset"],
            )
        )
        holders = {company.id: users.sudo(False) for company, users in groups}
        nobody = self.env["res.users"]
        return {company: holders.get(company.id, nobody) for company in companies}


class CustomerDossierClearance(models.Model):
    """Whoever loses the right to keep dossiers leaves none behind unseen."""

    _inherit = "customer.dossier.clearance"

    @api.model
    def _follow(self, users):
        """Groups follow the appointments, and leaders hear of dossiers left behind."""
        result = super()._follow(users)
        self._tell_of_ownerless(users)
        return result

    @api.model
    def _tell_of_ownerless(self, users):
        """Put the dossiers of those who may keep them no longer on the leaders' desks.

        One reminder for each leader on the last clearance of each person and company.
        """
        # sudo: whoever archives a user need not know the archive; leaders are told in
        # neutral words, and only of what they read anyway.
        system = self.sudo()
        kept = system.env["customer.dossier"]._read_group(
            [("archivist_id", "in", users.ids), ("state", "!=", "closed")],
            ["company_id", "archivist_id"],
        )
        companies = system.env["res.company"].union(
            *(company for company, _user in kept)
        )
        able = system.env["customer.dossier"]._holders_in_force(companies, KEEP)
        for company, user in kept:
            if user not in able[company]:
                system._last_of(user, company)._remind_of_ownerless()

    def _last_of(self, user, company):
        return self.search(
            [
                ("user_id", "=", user.id),
                ("company_id", "=", company.id),
                ("role", "in", KEEP),
            ],
            order="date_to desc, id desc",
            limit=1,
        )

    def _remind_of_ownerless(self):
        kind = self.env.ref(ACTIVITY)
        if kind in self.activity_ids.activity_type_id:
            return
        for leader in self._leaders() if self else ():
            self.with_context(lang=leader.lang).activity_schedule(
                ACTIVITY, user_id=leader.id
            )

from odoo import api, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import format_list

from .roles import GROUP, group_names

# Written by our own methods after their checks, never by a form, import or RPC.
SYSTEM_FIELDS = {
    "figures_id",
    "currency_id",
    "name",
    "state",
    "rating",
    "score",
    "grade_id",
    "risk_level",
    "assessment_id",
    "closed_on",
    "closed_by_id",
    "close_reason",
    "channel_count",
    "level_count",
    "few_sources",
}
KEEPERS = ("archivist", "leader")
TERMS = ("credit", "leader")
# Which roles set a field; those not named here are the keepers' to set.
FIELD_ROLES = {
    "credit_mode": TERMS,
    "agreed_mode": TERMS,
    "credit_limit": TERMS,
    "agreed_limit": TERMS,
    "credit_renewal_date": TERMS,
    "limit_group_id": TERMS,
    "deposit_held": TERMS,
    "guarantees_usable": TERMS,
    "special_liabilities": TERMS,
    "archivist_id": ("leader",),
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model
    def _has_field_access(self, field, operation):
        """Everybody who reads a dossier reads all of it; setting goes by role.

        Odoo asks this for every value of ``create`` and ``write`` and shows the
        fields read-only where the answer is no. Our own code writes the system's
        fields through ``sudo()`` after its checks; no client can be superuser.
        """
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su or not allowed:
            return allowed
        if field.name in SYSTEM_FIELDS or field.inherited:
            return False
        roles = FIELD_ROLES.get(field.name, KEEPERS)
        return self.env.user.has_groups(group_names(roles))

    @api.model
    def _check_field_access(self, field, operation):
        """Refuse in words that name the field and who may set it.

        :raises AccessError: the user may not do this with the field
        """
        # What no client sees at all is Odoo's to refuse, without a word about it.
        if operation == "write" and not field.groups:
            if not self._has_field_access(field, operation):
                raise AccessError(self._field_refusal(field))
        return super()._check_field_access(field, operation)

    def _field_refusal(self, field):
        label = field._description_string(self.env)
        if field.name in SYSTEM_FIELDS or field.inherited:
            return self.env._(
                "%(field)s is kept by the system and cannot be set by hand. "
                "Leave it out.",
                field=label,
            )
        roles = FIELD_ROLES.get(field.name, KEEPERS)
        groups = [self.env.ref(GROUP % role) for role in roles]
        return self.env._(
            "%(field)s is not yours to set. Leave it out, or ask: %(roles)s.",
            field=label,
            # sudo: the names of roles are no secret; users may not read groups.
            roles=format_list(self.env, [group.sudo().name for group in groups]),
        )

    @api.model
    def _prepare_create_values(self, vals_list):
        """Give each new dossier its number and its row of figures.

        This is after Odoo's check of the values given by the user.
        """
        vals_list = super()._prepare_create_values(vals_list)
        companies = self.env["res.company"].browse(
            [vals["company_id"] for vals in vals_list]
        )
        # sudo: figures are closed to everybody; these empty rows belong to the
        # dossiers being created, and the right to create those is checked before.
        figures = (
            self.env["customer.dossier.figures"]
            .sudo()
            .create([{"currency_id": company.currency_id.id} for company in companies])
        )
        # sudo: numbers come from a sequence that only the system may advance.
        sequence = self.env["ir.sequence"].sudo()
        for vals, row in zip(vals_list, figures, strict=True):
            vals["figures_id"] = row.id
            vals["name"] = sequence.next_by_code("customer.dossier") or "/"
        return vals_list

    def write(self, vals):
        """Write values; the customer and the company of a dossier stay for ever.

        :raises UserError: the dossier would become another customer's
        :raises AccessError: the user's role for one of them does not set a value
        """
        for name in {"partner_id", "company_id"} & vals.keys():
            if any(dossier[name].id != vals[name] for dossier in self):
                raise UserError(
                    self.env._(
                        "A dossier stays with its customer and its company. "
                        "Create a dossier for the other customer instead."
                    )
                )
        for name in self._fields.keys() & vals.keys():
            self._check_field_access(self._fields[name], "write")
        for roles in {FIELD_ROLES.get(name, KEEPERS) for name in vals}:
            self._check_roles(roles, "write")
        return super().write(vals)

    def unlink(self):
        figures = self.figures_id
        result = super().unlink()
        # sudo: the rows belonged to the dossiers that the user was just allowed
        # to delete; nothing else points to them.
        figures.sudo().unlink()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for dossier in self:
            if dossier.state != "draft":
                raise UserError(
                    self.env._(
                        "%(dossier)s is a kept record and cannot be deleted. "
                        "Close or archive it instead.",
                        dossier=dossier.display_name,
                    )
                )

    def copy_data(self, default=None):
        raise UserError(
            self.env._(
                "A dossier cannot be duplicated: each customer has one. "
                "Create a dossier for the other customer instead."
            )
        )

    @api.constrains("partner_id")
    def _check_partner(self):
        for dossier in self:
            commercial = dossier.partner_id.commercial_partner_id
            if dossier.partner_id != commercial:
                raise ValidationError(
                    self.env._(
                        "%(contact)s is a contact of %(company)s. "
                        "Open the dossier for %(company)s.",
                        contact=dossier.partner_id.display_name,
                        company=commercial.display_name,
                    )
                )

    def action_activate(self):
        """Put drafts and closed dossiers to work; plans the first revision."""
        self._move_to("active", from_states=("draft", "closed"))
        self._plan_next_revision()

    def action_close(self):
        """End the work on active dossiers; everything stays readable."""
        self._move_to("closed", from_states=("draft", "active"))

    def _move_to(self, state, from_states):
        self.check_access("write")
        self._check_roles(KEEPERS, "write")
        for dossier in self:
            if dossier.state not in from_states:
                raise UserError(
                    self.env._(
                        "%(dossier)s is %(state)s already, so this step does not "
                        "apply to it. Reload the page.",
                        dossier=dossier.display_name,
                        state=dict(
                            self._fields["state"]._description_selection(self.env)
                        )[dossier.state],
                    )
                )
        # sudo: the state is written by this method only; write access to these
        # very records and the step itself are checked above.
        self.sudo().write({"state": state})

    @api.model
    def _open_for(self, partners):
        """Dossiers of these commercial partners in the current company.

        Missing ones are created as drafts; archived ones are found, not doubled.

        :param partners: ``res.partner`` records, commercial entities
        :return: ``customer.dossier`` records that the user may read
        :raises UserError: there are dossiers, and the user may read none of them
        """
        self.check_access("create")
        company = self.env.company
        # sudo: an archivist must not open a second dossier for a customer whose
        # dossier another archivist keeps; only the ids of partners are used.
        taken = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [("partner_id", "in", partners.ids), ("company_id", "=", company.id)]
            )
        )
        missing = partners - taken.partner_id
        created = self.create(
            [
                {
                    "partner_id": partner.id,
                    "company_id": company.id,
                    "account_manager_id": self._unbiased(partner).id,
                }
                for partner in missing
            ]
        )
        created._refresh_figures()
        dossiers = created | taken.sudo(False)._filtered_access("read")
        if taken and not dossiers:
            raise UserError(
                self.env._(
                    "These customers have dossiers already, and others keep them. "
                    "Ask a leader to entrust them to you."
                )
            )
        return dossiers

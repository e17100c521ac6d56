from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.http import request
from odoo.tools.misc import clean_context

from .roles import FREE, GROUP, OPERATIONS

#: Where programs from outside come in; the web client uses none of these.
OUTSIDE = ("/json/", "/jsonrpc", "/xmlrpc/")


class CustomerDossierCleared(models.AbstractModel):
    """A record behind the wall: who may do what with it, and whose dossier it is.

    The wall itself stands where Odoo decides about every access, in
    ``ir.model.access.check`` and ``ir.rule._compute_domain``. It adds to Odoo's own
    rights and never widens them, so that editing rights and rules opens nothing, and
    it asks at the moment of access, so that an appointment ends with its last day.
    """

    _name = "customer.dossier.cleared"
    _description = "Record that only named people reach"

    #: ``{role: letters of OPERATIONS}``; what is not named is refused.
    _dossier_roles = {}
    #: Where the dossier is: "" the record itself, None there is none.
    _dossier_path = None
    #: What people fill in; None: all that rights allow. Steps write the rest, through
    #: sudo and after their checks: no client can be superuser.
    _form_fields = None

    @api.model
    def _has_field_access(self, field, operation):
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su or self._form_fields is None:
            return allowed
        return allowed and field.name in self._form_fields

    @api.model
    def default_get(self, fields):
        """Defaults; what its user does not fill in takes none from the context.

        Steps create records as superuser, with the context that a client has sent.
        """
        closed = self._not_filled_in(fields)
        defaults = super().default_get([name for name in fields if name not in closed])
        if closed:
            env = self.env(context=clean_context(self.env.context))
            clean = self.with_env(env)
            defaults |= super(CustomerDossierCleared, clean).default_get([*closed])
        return defaults

    @api.model
    def _not_filled_in(self, names):
        """Those of some fields that the user does not fill in, whoever the code runs as.

        :return: set of names; empty for the system itself
        """
        user = self.sudo(False)
        if user.env.su:
            return set()
        if not user.has_access("create"):
            return set(names)
        return {
            name
            for name in names
            if name in self._fields
            and not user._has_field_access(self._fields[name], "write")
        }

    @api.model
    def _clearance_domain(self, operation, roles=None):
        """What the user's clearances in force open for an operation.

        :param operation: one of ``roles.OPERATIONS``
        :param roles: count only these roles; all that may do it when not given
        :return: ``Domain`` of this model, to be evaluated as superuser; FALSE when
            nothing in force opens anything. No query once the grants are cached.
        """
        able = self._able_roles(operation)
        able = able if roles is None else able.intersection(roles)
        free = self._free_domain(operation) if self._is_free(able) else Domain.FALSE
        if free.is_true():
            return free
        grants = self.env["customer.dossier.clearance"]._grants_in_force()
        return Domain.OR(
            [
                free,
                *(self._grant_domain(grant) for grant in grants if grant.role in able),
            ]
        )

    @api.model
    def _is_cleared(self, operation):
        """Whether the user holds a role today that may do this with some record."""
        able = self._able_roles(operation)
        grants = self.env["customer.dossier.clearance"]._grants_in_force()
        return self._is_free(able) or any(grant.role in able for grant in grants)

    @api.model
    def _is_free(self, able):
        """Whether the user holds one of these roles that needs no appointment."""
        groups = (GROUP % role for role in able.intersection(FREE))
        return any(self.env.user.has_group(group) for group in groups)

    @api.model
    def _able_roles(self, operation):
        """The roles that may do this; a program from outside needs to export as well."""
        letters = {OPERATIONS[operation]}
        if request and request.httprequest.path.startswith(OUTSIDE):
            letters.add(OPERATIONS["export"])
        return {role for role, may in self._dossier_roles.items() if letters <= {*may}}

    @api.model
    def _free_domain(self, operation):
        """What a role that needs no appointment opens: everything, where a model does
        not say otherwise."""
        return Domain.TRUE

    @api.model
    def _grant_domain(self, grant):
        if self._dossier_path is not None:
            rows = self._opened_by(grant)
            path = self._dossier_path
            return Domain(path, "any", rows) if path else rows
        if "company_id" in self._fields:
            return Domain("company_id", "in", [grant.company, False])
        return Domain.TRUE

    @api.model
    def _opened_by(self, grant):
        """The dossiers that a grant opens to the user: none with whom there is a tie.

        :return: ``Domain`` of ``customer.dossier``
        """
        tied = self.env["customer.dossier.recusal"]._own_affairs()
        rows = grant.dossiers_domain(self.env.uid)
        return rows & Domain("partner_id", "not in", tied)

    @api.model
    def _forget_people(self):
        """Drop what is cached about who may enter, now and once the commit is done.

        Until then another thread reads what was so before, and would keep it.
        """
        self.env.registry.clear_cache()
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

    def _form_action(self):
        """The form of this one record."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    def _check_roles(self, roles, operation):
        """Check that each of these records is the user's in one of these roles.

        Somebody who holds two roles holds each for its own dossiers only.

        :raises AccessError: a record is not
        """
        if not self.env.su and self._in_roles(roles, operation) != self:
            raise self._make_refusal(operation)

    def _in_roles(self, roles, operation):
        """Those of these records that are the user's in one of these roles, today.

        Of the user's, also where the code runs as superuser. One query.
        """
        domain = self._clearance_domain(operation, roles)
        # sudo: only which of these records it holds for leaves this line; found in the
        # database, past the cache that all users of a transaction share.
        every = self.sudo().with_context(active_test=False)
        found = set(every._search(domain & Domain("id", "in", self.ids)))
        return self.filtered(lambda record: record._origin.id in found)

    def _is_read_by(self, user):
        """Whether a person reads all of these records today, in their companies."""
        companies = self.company_id
        if not user.active or companies - user.company_ids:
            return False
        reader = self.with_user(user).with_context(allowed_company_ids=companies.ids)
        return reader.has_access("read")

    def _make_refusal(self, operation):
        """The error that a refusal ends with: the same words whatever the reason.

        :return: ``AccessError``; the access log has a row about it, and keeps it when
            the error ends the transaction
        """
        if not self._is_system():
            self._note("refused", self, detail=f"{operation} {self._name}")
        return AccessError(
            self.env._(
                "The customer archive is open to named people only, each for their own "
                "part of it, and this is not yours. Ask a leader."
            )
        )

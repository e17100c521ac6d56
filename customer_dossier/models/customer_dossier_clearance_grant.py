from datetime import date
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache

from .roles import KEEPING, own_rows


class Grant(NamedTuple):
    """One appointment as the wall needs it.

    :param timezone: in which the company has its day.
    :param first: first day, :param last: last day, both included.
    :param scope: ``all``, ``own`` or ``named``.
    """

    role: str
    company: int
    timezone: str
    first: date
    last: date
    scope: str
    territories: tuple[int, ...]
    dossiers: tuple[int, ...]

    def dossiers_domain(self, uid):
        """The dossiers that this grant opens, as a ``Domain`` of ``customer.dossier``."""
        rows = Domain("company_id", "=", self.company) & own_rows(self.role, uid)
        if self.scope == "own":
            return rows & Domain.OR(Domain(field, "=", uid) for field in KEEPING)
        if self.scope == "named":
            return rows & (
                Domain("territory_id", "in", self.territories)
                | Domain("id", "in", self.dossiers)
            )
        return rows


class CustomerDossierClearance(models.Model):
    _inherit = "customer.dossier.clearance"

    @api.model
    def _grants_in_force(self):
        """What the current user's appointments open today, asked at this moment.

        :return: list of :class:`Grant`; no query once they are cached
        """
        days, grants = {}, []
        for grant in self._grants_of(self.env.uid):
            if grant.timezone not in days:
                there = self.with_context(tz=grant.timezone)
                days[grant.timezone] = fields.Date.context_today(there)
            if grant.first <= days[grant.timezone] <= grant.last:
                grants.append(grant)
        return grants

    @api.model
    @ormcache("uid")
    def _grants_of(self, uid):
        """A user's appointments that are not ended, whatever their days.

        Days are compared by whoever asks: a cache does not notice midnight. Every
        change of an appointment clears it, in all processes.
        """
        # sudo: a user need not read the register to be let in; only the grants of
        # this very user are looked at, and they stay in this process.
        clearances = self.sudo().search(
            [
                ("user_id", "=", uid),
                ("state", "=", "in_force"),
                ("user_id.active", "=", True),
                ("user_id.share", "=", False),
            ]
        )
        return tuple(clearance._grant() for clearance in clearances)

    def _grant(self):
        return Grant(
            role=self.role,
            company=self.company_id.id,
            timezone=self.company_id._dossier_tz(),
            first=self.date_from,
            last=self.date_to,
            scope=self.scope,
            territories=tuple(self.territory_ids.ids),
            dossiers=tuple(self.dossier_ids.ids),
        )

    @api.model_create_multi
    def create(self, vals_list):
        clearances = super().create(vals_list)
        self._forget_people()
        return clearances

    def write(self, vals):
        result = super().write(vals)
        self._forget_people()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_people()
        return result

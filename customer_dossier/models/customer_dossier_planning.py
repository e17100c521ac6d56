from datetime import timedelta

from odoo import api, models
from odoo.fields import Domain

from .customer_dossier_revision import OPEN

DEFAULT_REVISION_DAYS = 60


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def write(self, vals):
        """Write values; open revisions follow their archivist, or end with the work."""
        result = super().write(vals)
        # sudo: whoever was just allowed to hand over, close or archive these
        # dossiers takes their open revisions and activities along.
        opened = self.sudo()._open_revisions
        if vals.get("state") == "closed" or vals.get("active") is False:
            opened()._cancel()
        elif "archivist_id" in vals:
            opened()._tell()
        return result

    def _plan_next_revision(self):
        """Set the next revision date from today by grade; only where none is open.

        An open revision keeps its date: planning is not a way to postpone.
        """
        idle = self.filtered(lambda dossier: not dossier._open_revisions())
        for dossier in idle:
            today = dossier.company_id._dossier_today()
            days = dossier.grade_id.revision_days or DEFAULT_REVISION_DAYS
            dossier.next_revision_date = today + timedelta(days=days)

    def _open_revisions(self):
        return self.revision_ids.filtered(lambda revision: revision.state in OPEN)

    @api.model
    def _revisions_to_plan(self, limit=None):
        """Active dossiers whose revision comes due and is not planned yet.

        :return: dossiers of every company, the most urgent first; two queries
        """
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "next_revision_date",
                "<=",
                company._dossier_today()
                + timedelta(days=company.dossier_revision_notice_days),
            )
            for company in self.env["res.company"].search([])
        )
        return self.search(
            due
            & Domain("state", "=", "active")
            & ~Domain("revision_ids", "any", [("state", "in", OPEN)]),
            order="next_revision_date, id",
            limit=limit,
        )

    def _plan_revisions(self):
        """Plan one revision for each dossier and tell its archivist.

        :return: the new ``customer.dossier.revision`` records, numbered within
            their dossier; a constant number of queries, whatever their number
        """
        Revision = self.env["customer.dossier.revision"]
        last = dict(
            Revision._read_group(
                [("dossier_id", "in", self.ids)], ["dossier_id"], ["number:max"]
            )
        )
        revisions = Revision.create(
            [
                {
                    "dossier_id": dossier.id,
                    "number": last.get(dossier, 0) + 1,
                    "planned_date": dossier.next_revision_date,
                }
                for dossier in self
            ]
        )
        revisions._tell()
        return revisions

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

DEFAULT_REVISION_DAYS = 60


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def write(self, vals):
        """Write values; planned revisions follow their archivist, or end with the work."""
        result = super().write(vals)
        # sudo: whoever was just allowed to hand over, close or archive these
        # dossiers takes their planned revisions and activities along.
        planned = self.sudo()._planned_revisions
        if vals.get("state") == "closed" or vals.get("active") is False:
            planned()._finish("cancelled")
        elif "archivist_id" in vals:
            planned()._tell_archivists()
        return result

    def _plan_next_revision(self):
        """Set the next revision date from today by grade; only where none is due.

        A planned revision keeps its date: planning is not a way to postpone.
        """
        today = fields.Date.context_today(self)
        idle = self.filtered(lambda dossier: not dossier._planned_revisions())
        for dossier in idle:
            days = dossier.grade_id.revision_days or DEFAULT_REVISION_DAYS
            dossier.next_revision_date = today + timedelta(days=days)

    def _planned_revisions(self):
        return self.revision_ids.filtered(lambda revision: revision.state == "planned")

    @api.model
    def _revisions_to_plan(self, limit=None):
        """Active dossiers whose revision comes due and is not planned yet.

        :return: dossiers of every company, the most urgent first; two queries
        """
        today = fields.Date.context_today(self)
        due = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "next_revision_date",
                "<=",
                today + timedelta(days=company.dossier_revision_notice_days),
            )
            for company in self.env["res.company"].search([])
        )
        return self.search(
            due
            & Domain("state", "=", "active")
            & ~Domain("revision_ids", "any", [("state", "=", "planned")]),
            order="next_revision_date, id",
            limit=limit,
        )

    def _plan_revisions(self):
        """Plan one revision for each dossier and tell its archivist.

        :return: the new ``customer.dossier.revision`` records, numbered within
            their dossier; one query for all numbers
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
        revisions._tell_archivists()
        return revisions

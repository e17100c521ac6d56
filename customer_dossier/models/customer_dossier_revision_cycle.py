from odoo import fields, models

from .optional_float import OptionalFloat


class CustomerDossierRevision(models.Model):
    """How well the cycle runs: on time or late, and how much each revision found."""

    _inherit = "customer.dossier.revision"

    days_late = fields.Integer(
        string="Days late", readonly=True, aggregator="avg", help="0 when on time."
    )
    on_time = OptionalFloat(
        string="On time %",
        readonly=True,
        aggregator="avg",
        digits=(16, 0),
        help="100 when in force by its day, else 0; known once it is in force.",
    )
    changed_count = fields.Integer(
        string="Findings", readonly=True, help="Sections that had changed."
    )

    def _count_cycle(self):
        """Keep what the statistics ask; called by the approval, of today."""
        for revision in self:
            today = revision.company_id._dossier_today()
            late = max(0, (today - revision.planned_date).days)
            # sudo: the approver may not set these, and counts sections unread.
            system = revision.sudo()
            changed = system.line_ids.filtered(lambda one: one.outcome == "changed")
            system.write(
                {
                    "days_late": late,
                    "on_time": 0 if late else 100,
                    "changed_count": len(changed),
                }
            )

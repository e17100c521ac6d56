from odoo import api, fields, models
from odoo.fields import Domain


class CustomerDossier(models.Model):
    """What is still to be done for a customer, as its reader may know it."""

    _inherit = "customer.dossier"

    need_ids = fields.One2many(
        "customer.dossier.need",
        "dossier_id",
        string="Needs and promises",
        readonly=True,
    )
    open_need_count = fields.Integer(
        string="To do for them", compute="_compute_need_counts"
    )
    late_need_count = fields.Integer(
        string="Overdue for them", compute="_compute_need_counts"
    )

    @api.depends("need_ids.state", "need_ids.kind", "need_ids.deadline")
    @api.depends_context("uid")
    def _compute_need_counts(self):
        """One query, of the sections that the reader reads."""
        Need = self.env["customer.dossier.need"]
        groups = Need._read_group(
            Need._pending_domain() & Domain("dossier_id", "in", self.ids),
            ["dossier_id"],
            ["__count", "deadline:array_agg"],
        )
        counts = {dossier: (count, days) for dossier, count, days in groups}
        for dossier in self:
            count, days = counts.get(dossier._origin, (0, ()))
            dated = [day for day in days if day]
            today = dated and dossier.company_id._dossier_today()
            dossier.open_need_count = count
            dossier.late_need_count = sum(day < today for day in dated)

    @api.readonly
    def action_view_needs(self):
        """Open what is still to be done for this customer."""
        self.ensure_one()
        self.check_access("read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_need_action_pending"
            ),
            "domain": [("dossier_id", "=", self.id)],
        }

from odoo import api, fields, models


class CustomerDossier(models.Model):
    """The ways to a dossier, and from it to the customer's documents in Odoo."""

    _inherit = "customer.dossier"

    assessment_line_ids = fields.One2many(
        string="Lines of the last assessment",
        related="assessment_id.line_ids",
        related_sudo=False,
        help="Where the points of the last assessment come from.",
    )

    @api.readonly
    def action_view_signals(self):
        """Show what somebody must look at in these dossiers."""
        return self._documents_action(
            "customer_dossier.customer_dossier_signal_action",
            [("dossier_id", "in", self.ids), ("state", "!=", "closed")],
        )

    @api.readonly
    def action_view_invoices(self):
        """Show the customer's open invoices and credit notes of this company."""
        self.ensure_one()
        return self._documents_action(
            "account.action_move_out_invoice_type",
            [
                ("commercial_partner_id", "=", self.partner_id.id),
                ("move_type", "in", ["out_invoice", "out_refund"]),
                ("state", "=", "posted"),
                ("payment_state", "in", ["not_paid", "partial"]),
            ],
        )

    @api.readonly
    def action_view_orders(self):
        """Show the confirmed orders of this company that the customer pays."""
        self.ensure_one()
        return self._documents_action(
            "sale.action_orders",
            [
                ("partner_invoice_id.commercial_partner_id", "=", self.partner_id.id),
                ("state", "=", "sale"),
            ],
        )

    def _documents_action(self, xmlid, domain):
        """Odoo's own list of these documents, where the user's own rights count.

        The action's own filters and defaults are dropped: they narrow the list.
        """
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return {
            **action,
            "display_name": self.display_name if len(self) == 1 else action["name"],
            "domain": [("company_id", "in", self.company_id.ids), *domain],
            "context": {"create": False},
        }

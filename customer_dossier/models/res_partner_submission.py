from odoo import models

from .called import check_called


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_submit_news(self):
        """Report something about this customer; nothing of the archive is asked."""
        check_called(self, "read", one=True)
        self.env["customer.dossier.submission"].check_access("create")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_submission_action_new"
            ),
            "context": {"default_partner_id": self.id},
        }

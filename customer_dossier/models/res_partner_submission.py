from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_submit_news(self):
        """Report something about this customer; nothing of the archive is asked."""
        self.ensure_one()
        self.check_access("read")
        self.env["customer.dossier.submission"].check_access("create")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_submission_action_new"
            ),
            "context": {"default_partner_id": self.id},
        }

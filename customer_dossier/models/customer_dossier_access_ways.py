from odoo import api, models


class CustomerDossierAccessLog(models.Model):
    """The questions an auditor asks the log."""

    _inherit = "customer.dossier.access.log"

    def action_view_person(self):
        """Show what the person of this row read."""
        self.ensure_one()
        self.check_access("read")
        return self._rows_action(
            self.env._("What %(login)s read", login=self.login),
            [("user_id", "=", self.user_id.id)],
        )

    def action_view_dossiers(self):
        """Show who else read the dossiers of this row."""
        self.ensure_one()
        self.check_access("read")
        return self._rows_action(
            self.env._("Who read %(dossiers)s", dossiers=self.subjects),
            [("dossier_ids", "in", [number for number, _name in self.dossiers])],
        )

    @api.model
    def _rows_action(self, title, domain):
        """The log's own list, narrowed to these rows; the reader's rights count."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "customer_dossier.customer_dossier_access_log_action"
        )
        return {
            **action,
            "display_name": title,
            "domain": domain,
            "context": {"create": False},
        }

from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# How long after its opening a form's own questions are part of that opening.
OPENING = timedelta(hours=1)


class CustomerDossierAccessLog(models.Model):
    """What is asked of the log."""

    _inherit = "customer.dossier.access.log"

    @api.readonly
    def action_view_person(self):
        """Show what the person of this row read."""
        self.ensure_one()
        self.check_access("read")
        return self._rows_action(
            self.env._("What %(login)s read", login=self.login),
            [("user_id", "=", self.user_id.id)],
        )

    @api.readonly
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

    @api.model
    def _has_opened(self, dossiers, section):
        """Whether the current user opened this part of all these dossiers a while ago.

        One query for each dossier, answered by the index on user and time.
        """
        # sudo: whoever reads the archive need not read the log; a yes or no about their
        # own openings comes out.
        mine = self.sudo()
        since = fields.Datetime.now() - OPENING
        opened = (
            Domain("user_id", "=", self.env.uid)
            & Domain("at", ">", since)
            & Domain("action", "=", "opened")
            & Domain("section", "=", section)
        )
        return all(
            mine.search_count(opened & Domain("dossier_ids", "in", [dossier]), limit=1)
            for dossier in dossiers.ids
        )

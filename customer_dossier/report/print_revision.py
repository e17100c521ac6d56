from odoo import api, fields, models
from odoo.tools import format_datetime

from .revision_sheet import RevisionSheet


class ReportPrintRevision(models.AbstractModel):
    """What the print of a revision shows, to nobody but its reader."""

    _name = "report.customer_dossier.print_revision"
    _description = "Print of a revision"

    @api.model
    def _get_report_values(self, docids, data=None):
        """The values of the template; see the print of the dossier.

        :param docids: the id of one ``customer.dossier.print`` with a revision
        :raises AccessError: not the user's own print, or not on record
        """
        slip = self.env["customer.dossier.print"].browse(docids).exists()
        slip._check_copy()
        if not slip.revision_id:
            raise slip._make_refusal("export")
        return {
            "docs": slip,
            "slip": slip,
            "sheet": RevisionSheet(slip.revision_id),
            "printed_at": format_datetime(self.env, fields.Datetime.now()),
        }

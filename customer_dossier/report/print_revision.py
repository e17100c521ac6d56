from odoo import api, models

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
        values = self.env["customer.dossier.print"]._print_values(docids, "revision_id")
        slip = values["slip"]
        return values | {
            "sheet": RevisionSheet(slip.revision_id),
        }

from odoo import api, fields, models
from odoo.tools import format_datetime

from .dossier_sheet import Sheet


class ReportPrintDossier(models.AbstractModel):
    """What the print shows, to nobody but its reader; by whatever URL it is asked."""

    _name = "report.customer_dossier.print_dossier"
    _description = "Print of dossiers"

    @api.model
    def _get_report_values(self, docids, data=None):
        """The values of the template.

        :param docids: the id of one ``customer.dossier.print``
        :raises AccessError: not the user's own print, not on record, or the user does
            not carry these dossiers out; see ``_check_copy``
        """
        slip = self.env["customer.dossier.print"].browse(docids).exists()
        slip._check_copy()
        return {
            "docs": slip,
            "slip": slip,
            "sheets": [Sheet(dossier) for dossier in slip.dossier_ids],
            "printed_at": format_datetime(self.env, fields.Datetime.now()),
        }

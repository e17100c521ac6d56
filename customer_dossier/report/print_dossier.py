from odoo import api, models

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
        values = self.env["customer.dossier.print"]._print_values(docids, "dossier_ids")
        slip = values["slip"]
        return values | {
            "sheets": [Sheet(dossier) for dossier in slip.dossier_ids],
        }

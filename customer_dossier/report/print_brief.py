from odoo import api, models


class ReportPrintBrief(models.AbstractModel):
    """What the print of a brief shows, to nobody but its leader."""

    _name = "report.customer_dossier.print_brief"
    _description = "Print of a brief"

    @api.model
    def _get_report_values(self, docids, data=None):
        """The values of the template; see the print of the dossier.

        :param docids: the id of one ``customer.dossier.print`` with a brief
        :raises AccessError: not the user's own print, or not on record
        """
        values = self.env["customer.dossier.print"]._print_values(docids, "brief_id")
        slip = values["slip"]
        return values | {
            "brief": slip.brief_id,
            "lights": dict(
                slip.brief_id.line_ids._fields["light"]._description_selection(self.env)
            ),
        }

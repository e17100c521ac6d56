from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerDossierPrint(models.TransientModel):
    """The same slip for a brief: printed is what it said when it was made."""

    _inherit = "customer.dossier.print"

    brief_id = fields.Many2one(
        "customer.dossier.brief",
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._default_brief_id(),
        help="The brief that is printed, instead of the dossiers in it.",
    )

    @api.model
    def _default_brief_id(self):
        """The brief that it is opened from."""
        return self.env["customer.dossier.brief"]._opened_on("read")[:1]

    @api.model
    def _default_dossier_ids(self):
        brief = self._default_brief_id()
        return super()._default_dossier_ids() | brief.line_ids.dossier_id

    def _report(self):
        if self.brief_id:
            return self.env.ref("customer_dossier.report_print_brief")
        return super()._report()

    def _printed_section(self):
        return "brief" if self.brief_id else super()._printed_section()

    def _check_request(self):
        if not self.brief_id:
            return super()._check_request()
        if self.revision_id or self.dossier_ids != self.brief_id.line_ids.dossier_id:
            raise UserError(
                self.env._(
                    "A brief is printed by itself, with the customers in it that you "
                    "read. Open the print from the brief again."
                )
            )
        return self._check_purpose()

    def _check_copy(self):
        if self.brief_id:
            self.brief_id._check_export()
        return super()._check_copy()

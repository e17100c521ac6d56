from odoo import api, fields, models
from odoo.exceptions import UserError


class CustomerDossierPrint(models.TransientModel):
    """The same slip for an approved revision: printed is what was approved."""

    _inherit = "customer.dossier.print"

    revision_id = fields.Many2one(
        "customer.dossier.revision",
        readonly=True,
        ondelete="cascade",
        default=lambda self: self._default_revision_id(),
        help="The approved revision that is printed, instead of the dossier of today.",
    )

    @api.model
    def _default_revision_id(self):
        """The revision that it is opened from."""
        return self.env["customer.dossier.revision"]._opened_on("read")[:1]

    @api.model
    def _default_dossier_ids(self):
        return super()._default_dossier_ids() | self._default_revision_id().dossier_id

    def _report(self):
        if self.revision_id:
            return self.env.ref("customer_dossier.report_print_revision")
        return super()._report()

    def _printed_section(self):
        return "revision" if self.revision_id else super()._printed_section()

    def _check_request(self):
        revision = self.revision_id
        if revision and not revision.sealed:
            raise UserError(
                self.env._(
                    "Revision %(name)s is not approved yet. What is printed is the "
                    "approved revision; print the dossier itself instead.",
                    name=revision.name,
                )
            )
        if revision and self.dossier_ids != revision.dossier_id:
            raise UserError(
                self.env._(
                    "Revision %(name)s is printed by itself. Take the other dossiers "
                    "off the print.",
                    name=revision.name,
                )
            )
        return super()._check_request()

    def _check_copy(self):
        self.revision_id._check_export()
        if self.revision_id:
            self._check_request()
        return super()._check_copy()

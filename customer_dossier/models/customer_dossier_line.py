from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.models import MAGIC_COLUMNS


class CustomerDossierLine(models.AbstractModel):
    """An entry of a list in a section: each is a fact with its own source."""

    _name = "customer.dossier.line"
    _description = "Line of a section"
    _inherit = ["customer.dossier.sheet.part", "customer.dossier.sourced"]
    _order = "sequence, id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rwcu",
        "credit": "re",
        "leader": "rwcue",
    }

    #: The fields by which an import tells the lines of one customer apart.
    _line_key = ("name",)

    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        related="dossier_id.partner_id", related_sudo=False, string="Customer"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    note = fields.Char()

    @api.model
    def _has_field_access(self, field, operation):
        """A line stays in the section in which it was made."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name not in ("dossier_id", "section_id", "company_id")

    def write(self, vals):
        """Write values; a line that says something else has to be verified anew.

        :raises UserError: a line would move to another section
        """
        if "sheet_id" in vals and self.sheet_id.ids != [vals["sheet_id"]]:
            raise UserError(
                self.env._(
                    "%(line)s stays in its section. Make a new line in the other one.",
                    line=self[:1].display_name,
                )
            )
        told = self._doubtful() & vals.keys()
        result = super().write(vals)
        if told:
            # sudo: the signature is the system's; the right to write is checked above.
            self.sudo().write({"verified_on": False, "verified_by_id": False})
        return result

    @api.model
    def _doubtful(self):
        """The fields that have to be verified anew once they say something else."""
        return self._told()

    @api.model
    def _told(self):
        """The fields of this list that say something about the customer."""
        beside = {*self.env["customer.dossier.line"]._fields, *MAGIC_COLUMNS}
        return {
            name
            for name, field in self._fields.items()
            if name not in beside and field.store
        }

    def _service_row(self, label):
        """This entry on the service card; None where there is nothing to tell."""
        self.ensure_one()
        return {"label": label, "text": self.display_name, "late": False}

import base64
import re
import tempfile

from odoo import fields, models
from odoo.exceptions import UserError

from ..report.provision import gather, render


class CustomerDossierProvisionExport(models.TransientModel):
    """Asks what a copy of a run is for, and holds the file for its creator."""

    _name = "customer.dossier.provision.export"
    _description = "Export of a provision run"
    _inherit = ["customer.dossier.cleared", "customer.dossier.download"]

    _dossier_roles = {"credit": "rwcue", "leader": "rwcue"}

    run_id = fields.Many2one(
        "customer.dossier.provision.run",
        string="Provision run",
        required=True,
        ondelete="cascade",
    )
    purpose = fields.Char(
        help="What the copy is for; it stands on the copy and in the access log."
    )
    file = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(string="File name", readonly=True)

    def action_export(self):
        """Write the run into a workbook and let the browser download it.

        Every call is a new copy with a number of its own.

        :raises AccessError: not the wizard of this user, or no right to carry it out
        :raises UserError: no purpose, or the run is not computed
        """
        self.ensure_one()
        self.check_access("write")
        run = self.run_id
        run.check_access("read")
        run._check_export()
        if not (self.purpose or "").strip():
            raise UserError(
                self.env._("Say what the copy is for; it will be on record.")
            )
        if run.state == "draft":
            raise UserError(
                self.env._(
                    "%(run)s is not computed. Compute it first.", run=run.display_name
                )
            )
        # sudo: numbers come from a sequence that only the system may advance.
        sequence = self.env["ir.sequence"].sudo()
        number = sequence.next_by_code("customer.dossier.provision.export") or "/"
        content = gather(run, self.purpose, number)
        self.write({"file": self._render(content), "file_name": self._name_of(content)})
        self._note_copy(content)
        return self._download("file")

    def _note_copy(self, content):
        """Write into the access log who took this copy, of what, and what for."""
        self.env["customer.dossier.access.log"]._record(
            "exported",
            self.run_id.specific_ids.dossier_id,
            section="provision",
            purpose=self.purpose,
            copy_number=content.copy_number,
            detail=self.run_id.name,
            companies=self.run_id.company_id.ids,
        )

    def _render(self, content):
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
            render(content, target.name, self.env._)
            return base64.b64encode(target.read())

    def _name_of(self, content):
        name = (
            f"{content.company} {content.number} {content.as_of} {content.copy_number}"
        )
        return re.sub(r'[\x00-\x1f\\/:*?"<>|]+', "_", name) + ".xlsx"

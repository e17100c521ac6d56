import base64
import tempfile

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..exchange import Workbook, layout, write_archive
from ..models.replica import replica
from .customer_dossier_credit_report import MOST_NAMED

SCOPES = [("all", "All dossiers"), ("selected", "Selected dossiers")]


class CustomerDossierCorrection(models.TransientModel):
    """Writes the archive into the workbook of the import, to be corrected outside."""

    _name = "customer.dossier.correction"
    _description = "Export for correction"
    _inherit = ["customer.dossier.cleared", "customer.dossier.download"]

    _dossier_roles = {"leader": "rwcue"}

    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    scope = fields.Selection(SCOPES, required=True, default="all")
    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_correction_dossier_rel",
        string="Dossiers",
        context={"active_test": False},
    )
    purpose = fields.Char(
        help="What the copy is for; it stands in the copy and in the access log."
    )
    file = fields.Binary(attachment=False, readonly=True)
    file_name = fields.Char(string="File name", readonly=True)

    @api.model
    def default_get(self, fields):
        """Opened from a list or form of dossiers, take just those."""
        values = super().default_get(fields)
        if chosen := self.env["customer.dossier"]._opened_on("read"):
            values["scope"] = "selected"
            values["dossier_ids"] = [Command.set(chosen.ids)]
        return values

    def action_export(self):
        """Write the archive of this company and let the browser download it.

        Every call is a new copy with a number of its own.

        :raises AccessError: not the wizard of this user, or no right to carry these
            dossiers out
        :raises UserError: no purpose or no dossier; says what to change
        """
        self.ensure_one()
        self.check_access("write")
        dossiers = self._dossiers()
        dossiers._check_export()
        self._check_request(dossiers)
        # sudo: numbers come from a sequence that only the system may advance.
        sequence = self.env["ir.sequence"].sudo()
        number = sequence.next_by_code(self._name) or "/"
        with replica(self.env) as env:
            content = base64.b64encode(
                self.with_env(env)._render(dossiers.with_env(env), number)
            )
        self.write({"file": content, "file_name": f"{number}.xlsx"})
        self.env["customer.dossier.access.log"]._record(
            "exported",
            dossiers if len(dossiers) <= MOST_NAMED else dossiers.browse(),
            section="import",
            purpose=self.purpose,
            copy_number=number,
            detail=self.scope,
        )
        return self._download("file")

    def _dossiers(self):
        """The dossiers of the scope; a workbook is about one company."""
        Dossier = self.env["customer.dossier"].with_context(active_test=False)
        domain = [("company_id", "=", self.company_id.id)]
        if self.scope == "selected":
            domain.append(("id", "in", self.dossier_ids.ids))
        return Dossier.search(domain).with_env(self.env)

    def _check_request(self, dossiers):
        if not (self.purpose or "").strip():
            raise UserError(
                self.env._("Say what the copy is for; it will be on record.")
            )
        if not dossiers:
            raise UserError(
                self.env._(
                    "%(company)s has none of these dossiers. Choose at least one, or "
                    "choose the other company.",
                    company=self.company_id.name,
                )
            )

    def _render(self, dossiers, number):
        now = fields.Datetime.context_timestamp(self, fields.Datetime.now())
        remarks = (
            self.env._(
                "Uncontrolled copy %(number)s, %(user)s, %(time)s",
                number=number,
                user=self.env.user.name,
                time=f"{now:%Y-%m-%d %H:%M}",
            ),
            self.purpose,
        )
        tables = layout(self.env)
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
            workbook = Workbook(target.name, tables, self.env._, remarks)
            write_archive(workbook, self.env, tables, dossiers)
            workbook.close()
            return target.read()

import hashlib

from odoo import api, fields, models

LONGEST_NAME = 120


class CustomerDossierImportRun(models.Model):
    """Which file was imported, by whom and when, and how much of it; never a value."""

    _name = "customer.dossier.import.run"
    _description = "Import on record"
    _inherit = ["customer.dossier.append.only", "customer.dossier.cleared"]
    _order = "id desc"
    _rec_name = "at"

    _dossier_roles = {"leader": "re", "auditor": "re"}
    _dossier_section = "import"

    at = fields.Datetime(string="Time", required=True)
    user_id = fields.Many2one("res.users", required=True, ondelete="restrict")
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    file_name = fields.Char(string="File")
    sha256 = fields.Char(
        string="Fingerprint",
        required=True,
        help="SHA-256 of the file: whether a file is this one.",
    )
    row_count = fields.Integer(string="Rows", aggregator="sum")
    opened = fields.Integer(string="New dossiers", help="Dossiers that were opened.")
    updated = fields.Integer(help="Dossiers that were changed.")
    unchanged = fields.Integer(help="Dossiers that said the same already.")
    refused = fields.Integer(help="Customers of whom nothing was imported.")

    @api.model
    def _record(self, content, name, result):
        """Write down that the current user imported a file; one query.

        :param content: the bytes of the file
        :param result: ``exchange.importer.Result``
        """
        printable = "".join(filter(str.isprintable, name or ""))
        return self._append(
            [
                {
                    "at": fields.Datetime.to_string(fields.Datetime.now()),
                    "user_id": self.env.uid,
                    "company_id": self.env.company.id,
                    "file_name": printable[:LONGEST_NAME],
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "row_count": result.rows,
                    **result.counts,
                }
            ]
        )

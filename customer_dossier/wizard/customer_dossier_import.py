import base64
import tempfile

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..exchange import Importer, Limits, Workbook, layout, write_outcome

STATES = [("start", "To check"), ("checked", "Checked"), ("done", "Imported")]

#: What the reader fills in; where one of them changes, the file has to be checked anew.
ASKED = {"file", "file_name", "table", "channel_id", "observed_on"}
SHOWN = 200  # findings on the screen; the file of the report has all of them


class CustomerDossierImport(models.TransientModel):
    """Takes a file with an existing archive: checks it, then imports what is sound."""

    _name = "customer.dossier.import"
    _description = "Import of an archive"
    _inherit = ["customer.dossier.cleared", "customer.dossier.download"]

    _dossier_roles = {"archivist": "rwcu", "leader": "rwcu"}

    file = fields.Binary(attachment=False)
    file_name = fields.Char(string="File name")
    is_csv = fields.Boolean(string="A csv file", compute="_compute_is_csv")
    table = fields.Selection(
        "_selection_table",
        string="Worksheet",
        help="Which sheet a csv file stands for.",
    )
    channel_id = fields.Many2one(
        "customer.dossier.channel",
        default=lambda self: self.env.ref("customer_dossier.channel_internal", False),
        help="By which way it reached us, where a row does not say it.",
    )
    observed_on = fields.Date(
        string="As of",
        default=lambda self: self.env.company._dossier_today(),
        help="The day for which it was true, where a row does not say it.",
    )

    state = fields.Selection(STATES, default="start", readonly=True)
    is_broken = fields.Boolean(string="Not readable", readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    opened = fields.Integer(string="New dossiers", readonly=True)
    updated = fields.Integer(readonly=True)
    unchanged = fields.Integer(readonly=True)
    refused = fields.Integer(readonly=True)
    finding_count = fields.Integer(string="Number of findings", readonly=True)
    finding_ids = fields.One2many(
        "customer.dossier.import.finding", "import_id", string="Findings", readonly=True
    )
    report = fields.Binary(attachment=False, readonly=True)
    report_name = fields.Char(string="Name of the report", readonly=True)
    template = fields.Binary(attachment=False, readonly=True)
    template_name = fields.Char(string="Name of the template", readonly=True)

    @api.depends("file_name")
    def _compute_is_csv(self):
        for wizard in self:
            wizard.is_csv = (wizard.file_name or "").lower().endswith((".csv", ".txt"))

    @api.model
    def _selection_table(self):
        """The sheets of the workbook; nothing where the user may not import."""
        if not self.has_access("read"):
            return []
        return [(table.code, table.title) for table in layout(self.env)]

    @api.model
    def _has_field_access(self, field, operation):
        """What the check has found is written by the check alone."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name in ASKED

    def write(self, vals):
        """Write values; a file that is another one has not been checked."""
        done = super().write(vals)
        if ASKED & vals.keys():
            # sudo: the state is the check's; the write itself was the user's.
            self.sudo().state = "start"
        return done

    def action_template(self):
        """Let the browser download the empty workbook; it holds nothing of anybody."""
        self.ensure_one()
        self.check_access("write")
        tables = layout(self.env)
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
            workbook = Workbook(target.name, tables, self.env._)
            workbook.write_examples(tables)
            workbook.close()
            content = base64.b64encode(target.read())
        name = self.env._("Customer archive")
        # sudo: people have no hand in what the system writes.
        self.sudo().write({"template": content, "template_name": f"{name}.xlsx"})
        return self._download("template")

    def action_check(self):
        """Say what an import of the file would do; changes nothing.

        :raises UserError: there is no file
        """
        self.check_access("write")
        content = self._content()
        result = self._importer().check(content, self.file_name or "")
        self._show(result, "checked")
        self._put_on_record("listed", result)
        return self._reopen(self.env._("Import"))

    def action_import(self):
        """Import what is sound, all or nothing of each customer.

        :raises UserError: there is no file, or it has not been checked
        """
        self.check_access("write")
        content = self._content()
        if self.state != "checked" or self.is_broken:
            raise UserError(
                self.env._(
                    "Check the file first. What the check cannot read is not imported."
                )
            )
        result = self._importer().carry_out(content, self.file_name or "")
        # sudo: the record of imports is the system's to write.
        run = self.env["customer.dossier.import.run"].sudo()
        run._record(content, self.file_name, result)
        self._show(result, "done")
        self._put_on_record("imported", result)
        return self._reopen(self.env._("Import"))

    def action_report(self):
        """Let the browser download the report with all findings."""
        self.ensure_one()
        self.check_access("write")
        return self._download("report")

    def _content(self):
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        try:
            return base64.b64decode(self.file)
        except ValueError:
            raise UserError(
                self.env._("What was sent is not a file. Choose the file again.")
            ) from None

    def _importer(self):
        # sudo: two numbers of the configuration, which says nothing of any customer.
        parameter = self.env["ir.config_parameter"].sudo().get_param
        limits = Limits()
        return Importer(
            self.env,
            {
                "channel_id": self.channel_id.id,
                "collector_id": self.env.uid,
                "observed_on": self.observed_on,
            },
            Limits(
                int(parameter("customer_dossier.import_rows", limits.rows)),
                int(parameter("customer_dossier.import_megabytes", limits.megabytes)),
            ),
            self.table or "",
        )

    def _show(self, result, state):
        """Put what became of the file on the screen and into the report."""
        with tempfile.NamedTemporaryFile(suffix=".xlsx") as target:
            write_outcome(target.name, result, self.env._)
            report = base64.b64encode(target.read())
        commands = [fields.Command.clear()]
        for finding in result.findings[:SHOWN]:
            commands.append(fields.Command.create(self._finding(finding)))
        # sudo: people have no hand in what the check has found.
        self.sudo().write(
            {
                "is_broken": result.is_broken,
                "row_count": result.rows,
                **result.counts,
                "finding_count": len(result.findings),
                "finding_ids": commands,
                "report": report,
                "report_name": self.env._("Report of the import") + ".xlsx",
                "state": state,
            }
        )

    def _finding(self, finding):
        problem, advice = finding.words(self.env._)
        return {
            "is_note": finding.flaw.is_note,
            "sheet": finding.sheet,
            "row": str(finding.row or ""),
            "customer": finding.customer,
            "column": finding.column,
            "value": finding.value,
            "problem": problem,
            "advice": advice,
        }

    def _put_on_record(self, action, result):
        self.env["customer.dossier.access.log"]._record(
            action, result.dossiers, section="import"
        )

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

#: Models of sources that have no page of their own: which field leads to one.
PAGES = {"customer.dossier.fact": "sheet_id"}


class CustomerDossierAssessmentLine(models.Model):
    """Where a line's value came from: a figure, a fact, a statement or a signal.

    What is kept is the record and its day. What it says is read from it when somebody
    opens it, under that person's own rights.
    """

    _inherit = "customer.dossier.assessment.line"

    source_model = fields.Char(string="Model of the source")
    source_res_id = fields.Integer(string="Record of the source", aggregator=None)
    source_on = fields.Date(string="Source of")
    source = fields.Char(compute="_compute_source", help="What the value came from.")

    @api.depends("source_model", "source_on")
    @api.depends_context("lang")
    def _compute_source(self):
        for line in self:
            line.source = line._source_words()

    def _source_words(self):
        if self.source_model not in self.env:
            return False
        # sudo: what a model is called, in the reader's language, is no secret.
        model = self.env["ir.model"].sudo()._get(self.source_model).name
        if not self.source_on:
            return model
        day = format_date(self.env, self.source_on)
        return self.env._("%(what)s, %(day)s", what=model, day=day)

    def action_open_source(self):
        """Open what the value came from, under the reader's own rights.

        :raises AccessError: the reader may not read it
        :raises UserError: there is no source, or it is gone
        """
        self.ensure_one()
        self.check_access("read")
        record = self._source_record()
        record.check_access("read")
        if record._name in PAGES:
            record = record[PAGES[record._name]]
            record.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
        }

    def _source_record(self):
        """The record to open; of figures it is the dossier, which shows them."""
        if self.source_model == "customer.dossier.figures":
            return self.assessment_id.dossier_id
        if self.source_model in self.env:
            found = self.env[self.source_model].browse(self.source_res_id).exists()
            if found:
                return found
        raise UserError(
            self.env._("There is nothing on record that this value came from.")
        )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _source_row(self, point, line, batch):
        """The columns of a line that say where its value came from.

        :param point: ``DataPoint`` of the line
        :param line: ``formulas.scorecard.Line``
        :param batch: what ``_batch_facts`` computed
        """
        source = point.source(self, batch) if line.state == "value" else None
        return {
            "source_model": source.model if source else None,
            "source_res_id": source.id if source else None,
            "source_on": (source.day or None) if source else None,
        }

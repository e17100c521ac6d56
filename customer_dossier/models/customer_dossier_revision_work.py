from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_list

from .customer_dossier_revision import READERS


class CustomerDossierRevision(models.Model):
    """The work on a revision, section by section; what comes out is a grade."""

    _inherit = "customer.dossier.revision"

    line_ids = fields.One2many(
        "customer.dossier.revision.line", "revision_id", string="Sections"
    )
    assessment_id = fields.Many2one(
        "customer.dossier.assessment",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups=READERS,
        help="The assessment that this revision came to.",
    )
    grade_id = fields.Many2one(
        "customer.dossier.grade",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups=READERS,
    )

    def _open_lines(self):
        """A line for each section of these revisions' dossiers."""
        # sudo: lines are made by the step; the sections themselves stay closed to
        # whoever may not read them.
        system = self.sudo()
        dossiers = system.dossier_id
        dossiers._ensure_sheets()
        sheets = system.env["customer.dossier.sheet"]
        by_dossier = sheets.search(
            [("dossier_id", "in", dossiers.ids), ("section_id.active", "=", True)]
        ).grouped("dossier_id")
        system.env["customer.dossier.revision.line"].create(
            [
                {
                    "revision_id": revision.id,
                    "sheet_id": sheet.id,
                    "sequence": sheet.section_id.sequence,
                }
                for revision in system
                for sheet in by_dossier[revision.dossier_id]
            ]
        )

    def _check_decided(self):
        """:raises UserError: names the sections that nobody has decided on"""
        for revision in self:
            # sudo: a section counts whoever may read it; only its name is told.
            open_lines = revision.sudo().line_ids.filtered(lambda one: not one.outcome)
            if open_lines:
                raise UserError(
                    self.env._(
                        "Revision %(name)s is not finished. Say of each section "
                        "whether it is verified, changed or not applicable: "
                        "%(sections)s.",
                        name=revision.name,
                        sections=format_list(
                            self.env, open_lines.section_id.mapped("name")
                        ),
                    )
                )

    def _judge(self):
        """Assess the dossiers; the revisions keep assessment and grade."""
        assessments = self.dossier_id._assess().grouped("dossier_id")
        for revision in self:
            assessment = assessments[revision.dossier_id]
            # sudo: what a revision came to is written by this step only.
            revision.sudo().write(
                {
                    "assessment_id": assessment.id,
                    "grade_id": assessment.grade_id.id,
                }
            )

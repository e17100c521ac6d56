import json

from odoo import api, fields, models
from odoo.fields import Domain

from ..formulas.canonical import canonical, fingerprint
from .customer_dossier_snapshot import COURSE, DOSSIER
from .roles import READ_ALONG


class CustomerDossierPage(models.Model):
    """One page of a revision, kept as it was: a section, the dossier, or its course.

    ``content`` is canonical JSON and ``hash`` its SHA-256, which any tool computes.
    """

    _name = "customer.dossier.page"
    _description = "Page of a revision"
    _inherit = ["customer.dossier.append.only", "customer.dossier.sectioned"]
    _order = "revision_id, round, sequence, id"
    _log_access = False
    _allow_sudo_commands = False

    _dossier_roles = READ_ALONG
    _dossier_section = "revision"

    revision_id = fields.Many2one(
        "customer.dossier.revision", required=True, index=True, ondelete="restrict"
    )
    round = fields.Integer(
        required=True, help="Counts how often the revision was prepared."
    )
    sequence = fields.Integer()
    code = fields.Char(required=True, help="The section's code.")
    section_id = fields.Many2one(required=False)
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict")
    content = fields.Text(required=True)
    hash = fields.Char(required=True, help="SHA-256 of the content.")
    changes = fields.Text(
        compute="_compute_changes", help="What differs from the revision before."
    )

    _code_unique = models.UniqueIndex("(revision_id, round, code)")

    @api.depends("code", "section_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        words = {
            DOSSIER: self.env._("Dossier and figures"),
            COURSE: self.env._("Course of the revision"),
        }
        for page in self:
            page.display_name = words.get(page.code) or page.section_id.name

    @api.depends("content")
    @api.depends_context("lang")
    def _compute_changes(self):
        """Two queries for each revision."""
        for revision, pages in self.grouped("revision_id").items():
            before = revision._kept_before()
            for page in pages:
                old = before.get(page.code) if page.code != COURSE else None
                page.changes = old and "\n".join(
                    revision._change_words(old._entries(), page._entries())
                )

    def _grant_domain(self, grant):
        """Pages of no section are read by whoever reads the dossier."""
        whole = self._opened_by(grant)
        return super()._grant_domain(grant) | (
            Domain("section_id", "=", False) & Domain("dossier_id", "any", whole)
        )

    def _noted_section(self):
        return self._dossier_section

    def _entries(self):
        self.ensure_one()
        return json.loads(self.content)

    @api.model
    def _keep(self, revision, pages):
        """Append pages of one revision in its current round; one query.

        :param pages: ``{section code, DOSSIER or COURSE: page}``
        """
        # sudo: which sections there are is no secret; archived ones count.
        sections = self.env["customer.dossier.section"].sudo()
        known = {
            section.code: section
            for section in sections.with_context(active_test=False).search([])
        }
        rows = []
        for code, page in pages.items():
            content = canonical(page)
            section = known.get(code, sections)
            rows.append(
                {
                    "revision_id": revision.id,
                    "round": revision.round,
                    "sequence": 10**6 if code == COURSE else section.sequence,
                    "code": code,
                    "section_id": section.id or None,
                    "dossier_id": revision.dossier_id.id,
                    "company_id": revision.company_id.id,
                    "content": content,
                    "hash": fingerprint(content),
                }
            )
        return self._append(rows)

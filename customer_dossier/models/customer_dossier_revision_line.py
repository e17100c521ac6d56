from odoo import api, fields, models
from odoo.exceptions import UserError

OUTCOMES = [
    ("verified", "Verified"),
    ("changed", "Changed"),
    ("not_applicable", "Not applicable"),
]


class CustomerDossierRevisionLine(models.Model):
    """What a revision says about one section: still true, changed, or not applicable."""

    _name = "customer.dossier.revision.line"
    _description = "Section of a revision"
    _inherit = ["customer.dossier.frozen", "customer.dossier.sectioned"]
    _order = "revision_id, sequence, id"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "re",
        "leader": "rwe",
    }
    _form_fields = {"comment"}
    _dossier_section = "revision"

    revision_id = fields.Many2one(
        "customer.dossier.revision", required=True, index=True, ondelete="restrict"
    )
    sheet_id = fields.Many2one(
        "customer.dossier.sheet",
        string="Part of the dossier",
        required=True,
        index=True,
        ondelete="restrict",
    )
    dossier_id = fields.Many2one(
        related="revision_id.dossier_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="revision_id.company_id", store=True, precompute=True
    )
    section_id = fields.Many2one(
        related="sheet_id.section_id", store=True, precompute=True
    )
    sequence = fields.Integer()
    revision_state = fields.Selection(
        related="revision_id.state", related_sudo=False, string="State of the revision"
    )
    outcome = fields.Selection(OUTCOMES, readonly=True)
    comment = fields.Char()
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(string="Decided on", readonly=True)
    changes = fields.Text(
        string="Since the last revision",
        compute="_compute_changes",
        help="What the section says now and did not say when it was last approved.",
    )

    _section_unique = models.UniqueIndex(
        "(revision_id, sheet_id)", "This revision has this section already."
    )

    @api.depends("section_id.name", "revision_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.revision_id.name} / {line.section_id.name}"

    @api.depends("revision_id.state", "sheet_id")
    @api.depends_context("lang")
    def _compute_changes(self):
        """Three queries for each revision, beside reading its sections."""
        for revision, lines in self.grouped("revision_id").items():
            texts = revision._change_texts(lines.section_id)
            for line in lines:
                line.changes = texts[line.section_id]

    def write(self, vals):
        """Write values, as long as the revision is worked on.

        :raises UserError: it was prepared: send it back to work first
        """
        if not self.env.su:
            self.check_access("write")
            self._check_working()
        return super().write(vals)

    def action_verified(self):
        """Say that the sections are still true; signs them as verified today."""
        self.check_access("write")
        self._decide("verified")

    def action_changed(self):
        """Say that the sections were brought up to date; signs them as well.

        :raises UserError: nothing differs from the last revision and nothing is said
        """
        self.check_access("write")
        self._check_working()
        for line in self:
            if not (line.changes or line.comment):
                raise UserError(
                    self.env._(
                        "Nothing in %(section)s differs from the last revision. Change "
                        "the section, or say in the comment what changed.",
                        section=line.section_id.name,
                    )
                )
        self._decide("changed")

    def action_not_applicable(self):
        """Say that the sections do not apply to the customer."""
        self.check_access("write")
        self._decide("not_applicable")

    def _decide(self, outcome):
        self.check_access("write")
        self.sheet_id.check_access("write")
        self._check_working()
        # sudo: outcomes are written by these steps only, in the user's own name.
        self.sudo().write(
            {
                "outcome": outcome,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Date.context_today(self),
            }
        )
        self.sheet_id._sign(not_applicable=outcome == "not_applicable")

    def _check_working(self):
        # sudo: in which state the revision is stands on the line as well.
        self.sudo().revision_id._check_state(("working",))

    def action_open_sheet(self):
        """Open the section itself, to change what has changed."""
        self.ensure_one()
        self.sheet_id.check_access("read")
        return self.sheet_id._form_action()

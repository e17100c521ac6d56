from odoo import api, fields, models
from odoo.tools import format_list

from ..formulas.quality import Quality

KINDS = [
    ("missing", "Missing"),
    ("unverified", "Unverified"),
    ("stale", "Stale"),
]
# A section that is out of use has nothing to be mended.
NOTHING = Quality(0, 0)


class CustomerDossierCheckupDefect(models.Model):
    """What a check-up left to be mended in one section, and how far it is mended."""

    _name = "customer.dossier.checkup.defect"
    _description = "Defect found by a check-up"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.checkup.finding"]

    kind = fields.Selection(KINDS, required=True)
    count = fields.Integer(string="Found", required=True)
    items = fields.Json(string="Technical items")
    left_count = fields.Integer(string="Still to mend", compute="_compute_left")
    mended = fields.Boolean(compute="_compute_left")
    explanation = fields.Text(string="What is to mend", compute="_compute_left")

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for defect in self:
            defect.display_name = self.env._(
                "Defect %(number)s", number=defect.id or ""
            )

    @api.depends("kind", "items", "sheet_id.missing", "sheet_id.quality")
    @api.depends_context("lang")
    def _compute_left(self):
        # sudo: counts and names of items of sections whose defects the user reads.
        qualities = self.sudo().dossier_id._quality()
        for defect in self:
            quality = qualities[defect.dossier_id.id].get(defect.sheet_id.id, NOTHING)
            defect.left_count = min(defect._left(quality), defect.count)
            defect.mended = not defect.left_count
            labels = defect.sheet_id._item_labels()
            words = [labels[name] for name in defect.items or () if name in labels]
            defect.explanation = format_list(self.env, words)

    def _left(self, quality):
        """How much of this defect the section, as it is now, still has."""
        if self.kind == "missing":
            return len({*quality.missing} & {*(self.items or ())})
        return getattr(quality, self.kind)

    def action_make_task(self):
        """Ask for whom these defects become a task, and until when."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Make it a task"),
            "res_model": "customer.dossier.checkup.task",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_defect_ids": self.ids},
        }

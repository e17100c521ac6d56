from odoo import api, fields, models
from odoo.fields import Command, Domain


class CustomerDossierTaught(models.AbstractModel):
    """A record of a case: shows the lessons of such cases, and lets one be written."""

    _name = "customer.dossier.taught"
    _description = "Record that lessons are learned from"
    _inherit = ["customer.dossier.cleared"]

    #: The field of a case that points to such a record.
    _lesson_source = None
    #: The field of a lesson, and the field of this model that is the same for such cases.
    _lesson_tag = (None, None)

    lesson_ids = fields.Many2many(
        "customer.dossier.lesson",
        string="Lessons learned",
        compute="_compute_lesson_ids",
        help="What others learned from such cases.",
    )

    @api.depends(lambda self: [self._lesson_tag[1]] if self._lesson_tag[1] else [])
    @api.depends_context("uid")
    def _compute_lesson_ids(self):
        """The shared lessons that the reader may read; one query for all."""
        tag, mine = self._lesson_tag
        lessons = self.env["customer.dossier.lesson"]
        values = [_plain(record[mine]) for record in self]
        found = lessons.search(
            Domain("state", "=", "shared") & Domain(tag, "in", [*filter(None, values)])
        ).grouped(lambda lesson: _plain(lesson[tag]))
        for record, value in zip(self, values, strict=True):
            record.lesson_ids = found.get(value, lessons)

    def action_write_lesson(self):
        """Open a new lesson of this case."""
        self.ensure_one()
        self.check_access("read")
        tag, mine = self._lesson_tag
        case = {"dossier_id": self.dossier_id.id, self._lesson_source: self.id}
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lesson learned"),
            "res_model": "customer.dossier.lesson",
            "views": [(False, "form")],
            "context": {
                f"default_{tag}": _plain(self[mine]),
                "default_grade_id": self.dossier_id.grade_id.id,
                "default_case_ids": [Command.create(case)],
            },
        }


def _plain(value):
    return value._origin.id if isinstance(value, models.BaseModel) else value

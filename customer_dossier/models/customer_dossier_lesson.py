from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .customer_dossier_loss import CAUSES

STATES = [("draft", "Draft"), ("shared", "Shared")]
RESULTS = [("worked", "It worked"), ("partly", "In part"), ("failed", "It did not")]
TEXTS = ("name", "happened", "why", "next_time")
#: What people write; the steps write the rest.
WRITTEN = frozenset(
    {
        *TEXTS,
        "result",
        "signal_kind",
        "type_id",
        "loss_cause",
        "cause_id",
        "grade_id",
        "case_ids",
    }
)


class CustomerDossierLesson(models.Model):
    """What we learned from a case, for whoever meets the next one.

    A shared lesson is for everybody cleared in its company, so it names no customer:
    whose case it was stands in ``customer.dossier.lesson.case``, behind the wall. Until
    a leader shares it, its author and the leaders alone read it.
    """

    _name = "customer.dossier.lesson"
    _description = "Lesson learned"
    _inherit = ["customer.dossier.cleared"]
    _order = "shared_on desc, id desc"

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwcue",
    }
    _form_fields = WRITTEN

    name = fields.Char(string="In one sentence", required=True)
    happened = fields.Text(string="What happened", required=True)
    why = fields.Text(string="Why it happened", required=True)
    next_time = fields.Text(string="What to do next time", required=True)
    result = fields.Selection(RESULTS, string="Did it help?")
    signal_kind = fields.Selection(
        selection="_selection_signal_kind",
        string="On signals of the kind",
        help="It is suggested on such signals.",
    )
    type_id = fields.Many2one(
        "customer.dossier.measure.type",
        string="On measures of the type",
        index="btree_not_null",
        ondelete="restrict",
        help="It is suggested on such measures.",
    )
    loss_cause = fields.Selection(CAUSES, string="On losses by")
    cause_id = fields.Many2one(
        "customer.dossier.cause",
        string="Cause of growth or loss",
        index="btree_not_null",
        ondelete="restrict",
    )
    grade_id = fields.Many2one(
        "customer.dossier.grade", string="Kind of customer", ondelete="restrict"
    )
    case_ids = fields.One2many(
        "customer.dossier.lesson.case", "lesson_id", string="Cases"
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    author_id = fields.Many2one(
        "res.users",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    state = fields.Selection(STATES, required=True, default="draft", readonly=True)
    shared_on = fields.Date(string="Shared on", readonly=True)
    shared_by_id = fields.Many2one(
        "res.users", string="Shared by", readonly=True, ondelete="restrict"
    )

    @api.model
    def _selection_signal_kind(self):
        return self.env["customer.dossier.signal.rule"]._selection_kind()

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: a case names its lesson to whoever reads the case.
        for lesson in self:
            lesson.display_name = self.env._(
                "Lesson %(number)s", number=lesson.id or ""
            )

    def _grant_domain(self, grant):
        rows = super()._grant_domain(grant)
        if grant.role == "leader":
            return rows
        own = Domain("author_id", "=", self.env.uid)
        return rows & (own | Domain("state", "=", "shared"))

    def write(self, vals):
        """Write values; what is shared is the leaders' to change.

        :raises AccessError: somebody else would change a shared lesson
        """
        shared = self.filtered(lambda lesson: lesson.state == "shared")
        shared._check_roles(("leader",), "write")
        return super().write(vals)

    @api.constrains(*TEXTS, "state")
    def _check_names_nobody(self):
        for lesson in self.filtered(lambda one: one.state == "shared"):
            text = " ".join(filter(None, (lesson[name] for name in TEXTS))).casefold()
            # sudo: whether the text names one of them, and nothing else, comes out.
            names = lesson.sudo().case_ids.dossier_id.partner_id.mapped("name")
            if any(name and name.casefold() in text for name in names):
                raise ValidationError(
                    self.env._(
                        "%(lesson)s names a customer of its cases. Everybody in the "
                        "archive reads a shared lesson: take the name out first.",
                        lesson=lesson.display_name,
                    )
                )

    def action_share(self):
        """Let everybody cleared in the company read these lessons; leaders only."""
        self.check_access("write")
        self._step("draft", {"state": "shared", "shared_by_id": self.env.uid})

    def action_take_back(self):
        """Close these lessons again to all but their authors and the leaders."""
        self.check_access("write")
        self._step("shared", {"state": "draft", "shared_by_id": False})

    def _step(self, state, vals):
        self._check_roles(("leader",), "write")
        if any(lesson.state != state for lesson in self):
            raise UserError(self.env._("A lesson is past this step. Reload the page."))
        for company, lessons in self.grouped("company_id").items():
            day = vals["shared_by_id"] and company._dossier_today()
            # sudo: the step writes what people may not; the role is checked above.
            lessons.sudo().write({**vals, "shared_on": day})

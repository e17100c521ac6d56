from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

STATES = [("open", "Open"), ("settled", "Resolved")]


class CustomerDossierQuestion(models.Model):
    """Live facts that disagree: a person decides which holds, and says why."""

    _name = "customer.dossier.question"
    _description = "Open question of a dossier"
    _inherit = ["customer.dossier.sheet.part"]
    _order = "state, id desc"
    _rec_names_search = ["dossier_id.name"]

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rw",
        "credit": "re",
        "leader": "rwe",
    }
    _form_fields = {"reason"}

    item = fields.Char(string="Technical item", required=True, readonly=True)
    label = fields.Char(string="Fact", compute="_compute_label")
    state = fields.Selection(STATES, default="open", required=True, readonly=True)
    fact_ids = fields.One2many(
        "customer.dossier.fact", "question_id", string="What was told", readonly=True
    )
    opened_on = fields.Date(
        string="Opened on", default=fields.Date.context_today, readonly=True
    )
    reason = fields.Text(help="Why one of them holds. Written before it is settled.")
    fact_id = fields.Many2one(
        "customer.dossier.fact",
        string="What holds",
        readonly=True,
        ondelete="set null",
    )
    settled_on = fields.Date(string="Resolved on", readonly=True)
    settled_by_id = fields.Many2one(
        "res.users", string="Resolved by", readonly=True, ondelete="restrict"
    )

    _one_open = models.UniqueIndex(
        "(sheet_id, item) WHERE state = 'open'",
        "There is an open question about this item already.",
    )

    @api.depends("fact_ids.label")
    @api.depends_context("lang")
    def _compute_label(self):
        for question in self:
            question.label = question.fact_ids[:1].label

    @api.depends_context("lang")
    def _compute_display_name(self):
        for question in self:
            question.display_name = self.env._(
                "Question %(number)s", number=question.id or ""
            )

    def write(self, vals):
        if not self.env.su and any(one.state == "settled" for one in self):
            raise UserError(
                self.env._("A settled question stays as it is. Reload the page.")
            )
        return super().write(vals)

    @api.model
    def _ask(self, facts):
        """Put facts that disagree into one open question; as the system.

        :param facts: live facts of one item of one section
        """
        [sheet], item = facts.sheet_id, facts[:1].item
        question = self.search(
            [
                ("sheet_id", "=", sheet.id),
                ("item", "=", item),
                ("state", "=", "open"),
            ]
        ) or self.create({"sheet_id": sheet.id, "item": item})
        facts.write({"question_id": question.id})

    def _settle(self, fact, reason):
        """Record the decision: this fact holds, the others are superseded.

        :raises UserError: settled already, or being settled at this moment
        """
        self.ensure_one()
        try:
            self.lock_for_update()
        except LockError:
            raise self._make_late() from None
        self.invalidate_recordset(["state"])
        if self.state != "open" or (fact and fact.state != "live"):
            raise self._make_late()
        # sudo: the step writes what people may not; callers have checked the access.
        hidden = self.sudo()
        hidden.write(
            {
                "state": "settled",
                "fact_id": fact.id,
                "reason": reason,
                "settled_on": fields.Date.context_today(self),
                "settled_by_id": self.env.uid,
            }
        )
        beside = hidden.fact_ids.filtered(lambda one: one.state == "live") - fact
        beside.filtered(lambda one: not one._says(fact.value)).write(
            {"state": "superseded"}
        )

    def _make_late(self):
        return UserError(
            self.env._(
                "%(question)s was settled by somebody else. Reload the page.",
                question=self.display_name,
            )
        )


class CustomerDossierFact(models.Model):
    _inherit = "customer.dossier.fact"

    def action_hold(self):
        """Settle the open question of this fact: this one holds.

        :raises UserError: the reason is missing, or the question is settled
        """
        self.ensure_one()
        self.check_access("read")
        question = self.question_id
        question.check_access("write")
        self.sheet_id.check_access("write")
        if not (question.reason or "").strip():
            raise UserError(
                self.env._(
                    "%(question)s: write down why this holds, then settle it.",
                    question=question.display_name,
                )
            )
        question._settle(self, question.reason)
        self._take_hold()

    def _take_hold(self):
        """Let the section say what this fact says."""
        if isinstance(self.value, dict):
            line = self._line()
            line.write(self.value)
            # sudo: the line has the source of what holds; the user may write it.
            line.sudo().write({**self._source(), **self._signature()})
        else:
            self.sheet_id._let_hold(self.item, self.value)

    def _signature(self):
        return {
            "submission_id": self.submission_id.id,
            "verified_on": self.verified_on,
            "verified_by_id": self.verified_by_id.id,
        }

    @api.model
    def _replace(self, sheet, changed):
        """A keeper's own edit settles what was open about the item."""
        result = super()._replace(sheet, changed)
        # sudo: the keeper may write this section, and decides by writing it.
        sheet = sheet.sudo()
        questions = sheet.question_ids.filtered(lambda one: one.item in changed)
        for question in questions:
            live = sheet.fact_ids.filtered(
                lambda one, item=question.item: one.item == item and one.state == "live"
            )
            question._settle(live[:1], self.env._("Edited in the section."))
        return result

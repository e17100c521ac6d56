from datetime import timedelta

from odoo import api, fields, models

from .roles import group_names

ACTIVITY = "customer_dossier.activity_recheck"
STATES = [("todo", "To do"), ("done", "Done")]


class CustomerDossierRecheck(models.Model):
    """A section that a change at the customer's asks us to look at again."""

    _name = "customer.dossier.recheck"
    _description = "Re-check of a section"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.sheet.part"]
    _order = "state desc, due_on, id"
    _rec_names_search = ["dossier_id.name"]

    _dossier_roles = {"account_manager": "r", "archivist": "rw", "leader": "rwe"}
    _form_fields = {"due_on", "outcome"}

    change_id = fields.Many2one(
        "customer.dossier.change",
        string="Kind of change",
        readonly=True,
        ondelete="restrict",
    )
    submission_id = fields.Many2one(
        "customer.dossier.submission",
        string="From the submission",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
    )
    state = fields.Selection(STATES, default="todo", required=True, readonly=True)
    due_on = fields.Date(string="Due on", required=True)
    outcome = fields.Char(help="What the second look showed.")
    done_on = fields.Date(string="Done on", readonly=True)
    done_by_id = fields.Many2one(
        "res.users", string="Done by", readonly=True, ondelete="restrict"
    )

    _one_to_do = models.UniqueIndex(
        "(sheet_id) WHERE state = 'todo'",
        "This section is to be re-checked already.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for recheck in self:
            recheck.display_name = self.env._(
                "Re-check %(number)s", number=recheck.id or ""
            )

    def action_done(self):
        """Record that these sections were looked at again today."""
        self.check_access("write")
        self._finish()

    def action_open_sheet(self):
        """Open the section that is to be looked at."""
        self.ensure_one()
        self.check_access("read")
        return self.sheet_id._form_action()

    def _remind(self, dossier):
        """Put these on the desk of the dossier's keeper."""
        keeper = (dossier.archivist_id | dossier.deputy_id).filtered("active")[:1]
        for recheck in self if keeper else ():
            recheck.with_context(lang=keeper.lang).activity_schedule(
                ACTIVITY, date_deadline=recheck.due_on, user_id=keeper.id
            )

    def _finish(self):
        # sudo: the step signs in the real user's name; callers have checked access.
        todo = self.sudo().filtered(lambda one: one.state == "todo")
        todo.write(
            {
                "state": "done",
                "done_on": fields.Date.context_today(self),
                "done_by_id": self.env.uid,
            }
        )
        todo.activity_unlink([ACTIVITY])


class CustomerDossierSubmission(models.Model):
    _inherit = "customer.dossier.submission"

    def _ask_rechecks(self):
        """Ask for a second look at what this kind of change touches; as the system."""
        Recheck = self.env["customer.dossier.recheck"]
        for submission in self.filtered("change_id"):
            change, dossier = submission.change_id, submission.dossier_id
            touched = dossier.sheet_ids.filtered(
                lambda sheet, sections=change.section_ids: sheet.section_id in sections
            )
            asked = Recheck.search(
                [("sheet_id", "in", touched.ids), ("state", "=", "todo")]
            ).sheet_id
            today = fields.Date.context_today(self)
            rechecks = Recheck.create(
                [
                    {
                        "sheet_id": sheet.id,
                        "change_id": change.id,
                        "submission_id": submission.id,
                        "due_on": today + timedelta(days=change.recheck_days),
                    }
                    for sheet in touched - asked
                ]
            )
            rechecks._remind(dossier)


class CustomerDossierSheet(models.Model):
    _inherit = "customer.dossier.sheet"

    recheck_ids = fields.One2many(
        "customer.dossier.recheck",
        "sheet_id",
        string="To re-check",
        domain=[("state", "=", "todo")],
        readonly=True,
        groups=group_names(("account_manager", "archivist", "leader")),
    )

    @api.readonly
    def action_view_rechecks(self):
        """Show why this section is to be looked at again."""
        self.check_access("read")
        return self._show_own("customer_dossier.customer_dossier_recheck_action")

    def _sign(self, not_applicable=False):
        """Whoever signs a section has looked at it again."""
        result = super()._sign(not_applicable)
        # sudo: re-checks of these very sections, whose signing was just allowed.
        self.sudo().recheck_ids._finish()
        return result

from odoo import api, fields, models
from odoo.exceptions import UserError

STATES = [("planned", "Planned"), ("done", "Done"), ("cancelled", "Cancelled")]
ACTIVITY = "customer_dossier.activity_revision"


class CustomerDossierRevision(models.Model):
    """The periodic revision and verification of one dossier."""

    _name = "customer.dossier.revision"
    _description = "Dossier revision"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.cleared"]
    _order = "planned_date desc, id desc"
    _rec_name = "name"

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rw",
        "leader": "rwe",
        "auditor": "re",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "revision"

    name = fields.Char(compute="_compute_name", store=True)
    number = fields.Integer(
        required=True, readonly=True, default=1, help="Counts within the dossier."
    )
    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True
    )
    archivist_id = fields.Many2one(related="dossier_id.archivist_id", store=True)
    deputy_id = fields.Many2one(related="dossier_id.deputy_id", store=True)
    state = fields.Selection(STATES, default="planned", required=True, readonly=True)
    planned_date = fields.Date(
        string="Planned date", required=True, help="The day it should be done by."
    )
    done_date = fields.Date(string="Done on", readonly=True)
    done_by_id = fields.Many2one("res.users", string="Done by", readonly=True)

    _one_planned = models.UniqueIndex(
        "(dossier_id) WHERE state = 'planned'",
        "A revision of this dossier is planned already.",
    )

    _number_unique = models.UniqueIndex(
        "(dossier_id, number)", "Another revision of this dossier has this number."
    )

    @api.depends("dossier_id.name", "number")
    def _compute_name(self):
        for revision in self:
            revision.name = f"{revision.dossier_id.name}-R{revision.number:02}"

    @api.model
    def _has_field_access(self, field, operation):
        """Of a revision only its day is set by hand; the rest follows from steps."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name == "planned_date"

    def write(self, vals):
        """Write values; the activity and the dossier follow a planned revision's day.

        :raises UserError: the day of a finished revision would change
        """
        if "planned_date" not in vals:
            return super().write(vals)
        self._check_planned()
        result = super().write(vals)
        self.activity_reschedule([ACTIVITY], date_deadline=self[:1].planned_date)
        self.dossier_id.write({"next_revision_date": vals["planned_date"]})
        return result

    def action_done(self):
        """Record that the dossiers were revised today by the current user.

        The next revision is planned from today by the dossier's grade.
        """
        self._finish("done")
        self.dossier_id._plan_next_revision()

    def action_cancel(self):
        """Drop planned revisions; the next cron run plans the following ones."""
        self._finish("cancelled")
        self.dossier_id._plan_next_revision()

    def _finish(self, state):
        self.check_access("write")
        self._check_planned()
        # sudo: state and signature are written by this method only, after the
        # access and state checks above, and name the real user.
        self.sudo().write(
            {
                "state": state,
                "done_date": fields.Date.context_today(self),
                "done_by_id": self.env.uid,
            }
        )
        self.activity_unlink([ACTIVITY])

    def _check_planned(self):
        for revision in self:
            if revision.state != "planned":
                raise UserError(
                    self.env._(
                        "Revision %(name)s is finished already. Reload the page.",
                        name=revision.name,
                    )
                )

    def _tell_archivists(self):
        """Put these revisions on the desks of their archivists, and of nobody else.

        An archivist who has left is stood in for by the deputy.
        """
        self.activity_unlink([ACTIVITY])
        desks = self.grouped(
            lambda revision: (
                (revision.archivist_id | revision.deputy_id).filtered("active")[:1],
                revision.planned_date,
            )
        )
        for (keeper, day), revisions in desks.items():
            if keeper:
                revisions.activity_schedule(
                    ACTIVITY, date_deadline=day, user_id=keeper.id
                )

    @api.model
    def _cron_plan(self, batch=200):
        """Plan one batch of due revisions; the cron runner calls again."""
        Dossier = self.env["customer.dossier"]
        due = Dossier._revisions_to_plan(limit=batch)
        planned = due._plan_revisions()
        remaining = len(Dossier._revisions_to_plan(limit=batch)) if planned else 0
        self.env["ir.cron"]._commit_progress(len(planned), remaining=remaining)

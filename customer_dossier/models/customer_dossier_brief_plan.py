from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..formulas.schedule import Schedule, last_slot

PERIODS = [("daily", "Every day"), ("weekly", "Every week"), ("monthly", "Every month")]
WEEKDAYS = [
    ("0", "Monday"),
    ("1", "Tuesday"),
    ("2", "Wednesday"),
    ("3", "Thursday"),
    ("4", "Friday"),
    ("5", "Saturday"),
    ("6", "Sunday"),
]
#: What says when a brief is due: once it changes, the next slot is the first.
WHEN = {"period", "weekday", "day", "hour", "company_id", "active"}


class CustomerDossierBriefPlan(models.Model):
    """When a leader wants a brief, and about which customers: each sets their own."""

    _name = "customer.dossier.brief.plan"
    _description = "Plan of a brief"
    _inherit = ["customer.dossier.cleared"]
    _order = "company_id, id"
    _rec_name = "period"

    _dossier_roles = {"leader": "rwc"}

    user_id = fields.Many2one(
        "res.users",
        string="Leader",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    active = fields.Boolean(default=True)
    period = fields.Selection(
        PERIODS, string="How often", required=True, default="weekly"
    )
    weekday = fields.Selection(WEEKDAYS, string="On", required=True, default="0")
    day = fields.Integer(
        string="Day of the month",
        required=True,
        default=1,
        help="In a shorter month, its last day stands in.",
    )
    hour = fields.Integer(
        string="At (hour)",
        required=True,
        default=8,
        help="Of the company's day. In quiet hours the mail waits for their end.",
    )
    territory_id = fields.Many2one(
        "customer.dossier.territory",
        string="Only this territory",
        ondelete="restrict",
        help="Leave empty for all customers that you read.",
    )
    account_manager_id = fields.Many2one(
        "res.users", string="Only customers of", ondelete="restrict"
    )
    begins_on = fields.Datetime(
        string="Counts from",
        readonly=True,
        required=True,
        default=fields.Datetime.now,
        help="The first brief is made at the next time after this.",
    )
    brief_count = fields.Integer(string="Briefs", compute="_compute_brief_count")

    _hours_sane = models.Constraint(
        "CHECK (hour BETWEEN 0 AND 23)", "The hour of a brief lies between 0 and 23."
    )
    _day_sane = models.Constraint(
        "CHECK (day BETWEEN 1 AND 31)", "The day of a month lies between 1 and 31."
    )

    def _compute_brief_count(self):
        counts = dict(
            self.env["customer.dossier.brief"]._read_group(
                [("plan_id", "in", self.ids)], ["plan_id"], ["__count"]
            )
        )
        for plan in self:
            plan.brief_count = counts.get(plan._origin, 0)

    @api.depends("period", "weekday", "day", "hour")
    @api.depends_context("lang")
    def _compute_display_name(self):
        periods = dict(self._fields["period"]._description_selection(self.env))
        for plan in self:
            plan.display_name = periods.get(plan.period, "")

    @api.model
    def _grant_domain(self, grant):
        """Everybody has their own."""
        return super()._grant_domain(grant) & Domain("user_id", "=", self.env.uid)

    @api.model
    def _has_field_access(self, field, operation):
        """Whose plan it is follows from who makes it."""
        allowed = super()._has_field_access(field, operation)
        if operation == "read" or self.env.su:
            return allowed
        return allowed and field.name not in ("user_id", "begins_on")

    def write(self, vals):
        """Write values; another hour counts from now on, and not for the past.

        :raises UserError: a plan by which briefs were made would change company
        """
        if "company_id" in vals and any(plan.brief_count for plan in self):
            raise UserError(
                self.env._(
                    "Briefs were made by this plan. Archive it, and make another one "
                    "for the other company."
                )
            )
        result = super().write(vals)
        if WHEN & vals.keys():
            # sudo: the moment follows from the change; people do not set it.
            super(CustomerDossierBriefPlan, self.sudo()).write(
                {"begins_on": fields.Datetime.now()}
            )
        return result

    def _due_slot(self, now):
        """The moment for which a brief is to be made now; None where none is.

        Of several that were missed, the last: its brief goes back to the one before.
        """
        schedule = Schedule(self.period, int(self.weekday), self.day, self.hour)
        slot = last_slot(schedule, now, self.company_id._dossier_tz())
        last = self._last_brief()
        if slot <= self.begins_on or (last and last.slot >= slot):
            return None
        return slot

    def _last_brief(self):
        return self.env["customer.dossier.brief"].search(
            [("plan_id", "=", self.id)], order="slot desc", limit=1
        )

    @api.readonly
    def action_view_briefs(self):
        """Show what was made by this plan."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Briefs"),
            "res_model": "customer.dossier.brief",
            "views": [(False, "list"), (False, "kanban"), (False, "form")],
            "domain": [("plan_id", "=", self.id)],
        }

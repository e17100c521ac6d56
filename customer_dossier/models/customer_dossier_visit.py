from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .customer_dossier_grade import VISIT_KINDS
from .photo import Photo
from .res_partner import READERS

STATES = [
    ("planned", "Ahead"),
    ("done", "Done"),
    ("missed", "Missed"),
    ("called_off", "Called off"),
]
#: What is planned, by readers of the dossier; and what whoever goes there writes.
PLAN = {"dossier_id", "kind", "day", "first_on", "last_on", "visitor_id", "ask"}
REPORT = {"done_on", "met", "report", "news", "photo"}
PLANNERS = ("account_manager", "archivist", "leader")


class CustomerDossierVisit(models.Model):
    """A visit or an enquiry: planned, carried out, and what came of it.

    The visitor may be somebody to whom the dossier is closed: they see the customer's
    name, the day and what to ask, and hand in what they found as a submission.
    """

    _name = "customer.dossier.visit"
    _description = "Visit to a customer"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.cleared"]
    _order = "day desc nulls last, id desc"
    _rec_names_search = ["partner_id.name"]
    _allow_sudo_commands = False

    _dossier_roles = {
        "contributor": "rw",
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _form_fields = PLAN | REPORT | {"reason"}
    _dossier_section = "visit"

    dossier_id = fields.Many2one(
        "customer.dossier",
        required=True,
        index=True,
        ondelete="restrict",
        groups=READERS,
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    partner_id = fields.Many2one(
        related="dossier_id.partner_id",
        store=True,
        index=True,
        precompute=True,
        string="Customer",
    )
    kind = fields.Selection(VISIT_KINDS, required=True, default="planned")
    by_cadence = fields.Boolean(
        string="By the cadence", readonly=True, help="The system planned it."
    )
    day = fields.Date(
        help="Leave it empty and say between which days: a lot draws it, and nobody "
        "reads it before."
    )
    first_on = fields.Date(string="Not before")
    last_on = fields.Date(string="Not after")
    visitor_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False)]",
    )
    ask = fields.Text(
        string="What to ask",
        help="The visitor reads this, also one to whom the dossier is closed.",
    )
    state = fields.Selection(STATES, required=True, default="planned", readonly=True)
    overdue = fields.Boolean(compute="_compute_overdue")
    may_plan = fields.Boolean(
        string="May plan",
        compute="_compute_may_plan",
        help="Whoever reads the dossier plans; the visitor reports.",
    )
    done_on = fields.Date(string="Done on", help="Today, if you leave it empty.")
    met = fields.Char(string="Who was met")
    report = fields.Text(string="What was said and done")
    news = fields.Text(
        string="News for the archive",
        help="What you learnt of the customer. An archivist verifies it and files it.",
    )
    photo = Photo(
        max_width=1920, max_height=1920, help="It goes to the archive with the news."
    )
    reason = fields.Char(string="Called off because", help="Only if it is called off.")
    reading_ids = fields.One2many(
        "customer.dossier.reading",
        "visit_id",
        string="Read there",
        readonly=True,
        groups=READERS,
    )
    ended_on = fields.Date(string="Ended on", readonly=True)
    ended_by_id = fields.Many2one(
        "res.users", string="Ended by", readonly=True, ondelete="restrict"
    )
    submission_id = fields.Many2one(
        "customer.dossier.submission",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
        groups="customer_dossier.group_archivist,customer_dossier.group_leader",
    )

    _one_by_cadence = models.UniqueIndex(
        "(dossier_id) WHERE by_cadence AND state = 'planned'",
        "The next visit of this customer is planned already.",
    )
    _day_or_window = models.Constraint(
        "CHECK (day IS NOT NULL OR first_on IS NOT NULL AND last_on IS NOT NULL)",
        "Say on which day, or between which days a lot draws it.",
    )
    _window_ordered = models.Constraint(
        "CHECK (first_on <= last_on)",
        "The last day lies before the first one. Check both.",
    )

    @api.depends("partner_id")
    def _compute_display_name(self):
        # The customer's name alone: activities carry it to places outside the archive.
        for visit in self:
            visit.display_name = visit.partner_id.name or ""

    @api.depends("day", "state")
    def _compute_overdue(self):
        open_ones = self.filtered(lambda one: one.state == "planned" and one.day)
        (self - open_ones).overdue = False
        for visit in open_ones:
            visit.overdue = visit.day < visit.company_id._dossier_today()

    @api.depends("dossier_id")
    @api.depends_context("uid")
    def _compute_may_plan(self):
        known = self.filtered("id")
        (self - known).may_plan = True
        reads = self.env["customer.dossier"].has_access("read")
        for visit in known:
            visit.may_plan = reads and bool(visit.dossier_id._filtered_access("read"))

    @api.model
    def _free_domain(self, operation):
        """One's own visits, once they have their day; those that ended stay as they are."""
        tied = self.env["customer.dossier.recusal"]._own_affairs()
        own = (
            Domain("visitor_id", "=", self.env.uid)
            & Domain("day", "!=", False)
            & Domain("partner_id", "not in", tied)
        )
        if operation == "write":
            return own & Domain("state", "=", "planned")
        return own

    def write(self, vals):
        """Write values: visitors their report, readers of the dossier the plan as well.

        :raises AccessError: the plan of a visit whose dossier the user does not read
        :raises UserError: the visit has ended, or the day would be chosen that a lot
            draws
        """
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        if vals.keys() - REPORT:
            self._check_roles(PLANNERS, "write")
        self._check_open()
        self._check_plan(vals)
        return super().write(vals)

    def _check_open(self):
        for visit in self:
            if visit.state != "planned":
                raise UserError(
                    self.env._(
                        "The visit to %(customer)s has ended and stays as it is. Plan "
                        "another one.",
                        customer=visit.display_name,
                    )
                )

    def _check_plan(self, vals):
        if "dossier_id" in vals and self.dossier_id.ids != [vals["dossier_id"]]:
            raise UserError(
                self.env._(
                    "A visit stays with its customer. Call it off, and plan another one."
                )
            )
        window = vals.keys() & {"first_on", "last_on"}
        for visit in self:
            # Once the day is shown, a visit may be moved; what was drawn stays.
            if visit.fingerprint and (window or "day" in vals and not visit.day):
                raise UserError(
                    self.env._(
                        "%(customer)s: a lot draws the day of this visit, and nobody "
                        "chooses it. Plan another one, or call this one off.",
                        customer=visit.display_name,
                    )
                )

    @api.constrains("visitor_id", "dossier_id")
    def _check_visitor(self):
        """:raises ValidationError: the visitor has no role here, or a private tie"""
        for visit in self.filtered("visitor_id"):
            # sudo: whether somebody may go there is asked, and why not is not told.
            if visit.visitor_id not in visit.sudo().dossier_id._may_visit(
                visit.visitor_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(person)s cannot visit %(customer)s. Choose a contributor or "
                        "keeper of the archive.",
                        person=visit.visitor_id.name,
                        customer=visit.display_name,
                    )
                )


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    visit_ids = fields.One2many(
        "customer.dossier.visit", "dossier_id", string="Visits", readonly=True
    )

    def _may_visit(self, users):
        """Those of some users who may be sent to this customer."""
        return users.filtered(
            lambda user: (
                user.active
                and user.has_group("customer_dossier.group_contributor")
                and self.partner_id.id not in self._closed_to(user)
            )
        )

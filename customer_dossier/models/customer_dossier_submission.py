from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .photo import Photo
from .roles import group_names

REVIEWERS = ("archivist", "leader")
KEEPERS = group_names(REVIEWERS)
STATES = [
    ("collected", "Collected"),
    ("transmitted", "Transmitted"),
    ("returned", "Returned with a question"),
    ("verified", "Verified"),
    ("filed", "Filed"),
    ("rejected", "Rejected"),
    ("fed_back", "Fed back"),
]
# With the collector; everywhere else it is with the archive.
WITH_COLLECTOR = ("collected", "returned")
AT_WORK = ("transmitted", "verified", "filed")
# What the collector says, and what a reviewer adds.
TOLD = {
    "partner_id",
    "section_id",
    "what",
    "change_id",
    "channel_id",
    "level",
    "informant",
    "observed_on",
    "photo",
    "document",
    "document_name",
    "answer",
}
# Until when: what is signed as verified stays as it was judged.
REVIEW = {
    "section_id": ("transmitted", "verified"),
    "reliability": ("transmitted",),
    "credibility": ("transmitted",),
    "confirmed_by_ids": ("transmitted",),
    "reply": AT_WORK,
}


class CustomerDossierSubmission(models.Model):
    """What somebody heard in the field, on its way into the archive.

    A road in one direction: the collector sees the own words, how far they came, and
    what people write back. Nothing here follows from what the archive holds.
    """

    _name = "customer.dossier.submission"
    _description = "Submission from the field"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.cleared",
        "customer.dossier.sourced",
    ]
    _order = "id desc"
    _rec_names_search = ["partner_id.name", "what"]
    _check_company_auto = True

    _dossier_roles = {"contributor": "rwc", "archivist": "rwc", "leader": "rwce"}
    _dossier_path = "dossier_id"
    _form_fields = TOLD | REVIEW.keys()
    _dossier_section = "submission"

    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    section_id = fields.Many2one(
        "customer.dossier.section",
        index="btree_not_null",
        ondelete="restrict",
        help="Where it belongs, as far as you can say.",
    )
    what = fields.Text(
        string="News", required=True, help="What you saw or heard, in plain words."
    )
    change_id = fields.Many2one(
        "customer.dossier.change",
        string="Kind of change",
        index="btree_not_null",
        ondelete="restrict",
        help="Leave empty if nothing has changed at the customer's.",
    )
    channel_id = fields.Many2one(
        required=True, default=lambda self: self._default_channel_id()
    )
    photo = Photo(max_width=1920, max_height=1920)
    document = fields.Binary(string="File", attachment=True)
    document_name = fields.Char(string="File name")
    state = fields.Selection(
        STATES,
        default="collected",
        required=True,
        readonly=True,
        group_expand="_group_expand_state",
    )
    answer = fields.Text(help="Your answer to the archive's question.")
    is_mine = fields.Boolean(string="My own", compute="_compute_is_mine")
    step_ids = fields.One2many(
        "customer.dossier.submission.step", "submission_id", string="Steps"
    )

    dossier_id = fields.Many2one(
        "customer.dossier",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        groups=KEEPERS,
    )
    transmitted_at = fields.Datetime(string="Transmitted at", readonly=True)

    @api.model
    def _default_channel_id(self):
        return self.env.ref("customer_dossier.channel_salesperson", False)

    @api.model
    def _group_expand_state(self, states, _domain):
        """The columns in the order of the way, those of work even when empty."""
        return [code for code, _label in STATES if code in states or code in AT_WORK]

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for submission in self:
            submission.display_name = self.env._(
                "Submission %(number)s", number=submission.id or ""
            )

    @api.depends("collector_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for submission in self:
            submission.is_mine = submission.collector_id == self.env.user

    @api.model
    def _free_domain(self, operation):
        """A contributor's own submissions; what is with the archive is not edited."""
        own = Domain("collector_id", "=", self.env.uid)
        if operation == "write":
            return own & Domain("state", "in", WITH_COLLECTOR)
        return own

    @api.model
    def _grant_domain(self, grant):
        """What was transmitted about a keeper's dossiers, and what nobody keeps yet."""
        opened = super()._grant_domain(grant)
        if grant.scope == "all":
            tied = self.env["customer.dossier.recusal"]._own_affairs()
            opened |= Domain("dossier_id", "=", False) & Domain(
                "partner_id.commercial_partner_id", "not in", tied
            )
        company = Domain("company_id", "=", grant.company)
        return opened & company & Domain("state", "!=", "collected")

    @api.model_create_multi
    def create(self, vals_list):
        """Collect submissions about customers that the user may read.

        Whether one has a dossier changes neither the answer nor the work.
        """
        submissions = super().create(vals_list)
        submissions.partner_id.check_access("read")
        submissions._route()
        return submissions

    @api.model
    def _prepare_create_values(self, vals_list):
        """Submissions are collected by who sends them, in the company of that moment."""
        vals_list = super()._prepare_create_values(vals_list)
        if not self.env.su:
            for vals in vals_list:
                vals["collector_id"] = self.env.uid
                vals["company_id"] = self.env.company.id
        return vals_list

    def write(self, vals):
        """Write values: collectors their own words, reviewers what they make of them.

        :raises UserError: the submission is past the state in which that is written
        """
        if self.env.su:
            return super().write(vals)
        self.check_access("write")
        mine = self.filtered(
            lambda one: (
                one.collector_id == self.env.user and one.state in WITH_COLLECTOR
            )
        )
        (self - mine)._check_review(vals)
        if mine:
            super(CustomerDossierSubmission, mine).write(vals)
            mine.partner_id.check_access("read")
            mine._route()
        # The collector must not learn from the last writer who works on it.
        for name in vals:
            self._check_field_access(self._fields[name], "write")
        return (self - mine)._as_system().write(vals)

    def _check_review(self, vals):
        """Check that the user may write this about what is with the archive."""
        self._check_roles(REVIEWERS, "write")
        for submission in self:
            if any(submission.state not in REVIEW.get(name, ()) for name in vals):
                raise UserError(
                    self.env._(
                        "%(submission)s cannot be changed any more. Reload the page.",
                        submission=submission.display_name,
                    )
                )

    def _as_system(self):
        """These records for the steps' own writing.

        Superuser, so that neither the last writer nor an activity's author tells the
        collector who deals with it; callers have checked the access and the state.
        """
        # sudo: see above; the steps write what no client may.
        return self.with_user(SUPERUSER_ID)

    def _route(self):
        """Bring submissions to the dossiers of their customers; one query.

        Past the ORM: neither a date nor a writer changes, so that a dossier that is
        opened later cannot be noticed here.
        """
        self.flush_recordset(["partner_id", "company_id"])
        self.env.cr.execute(
            SQL(
                """
                UPDATE customer_dossier_submission s
                   SET dossier_id = (
                       SELECT d.id
                         FROM customer_dossier d
                         JOIN res_partner p ON p.commercial_partner_id = d.partner_id
                        WHERE p.id = s.partner_id AND d.company_id = s.company_id)
                 WHERE s.id = ANY(%s)
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["dossier_id"], flush=False)

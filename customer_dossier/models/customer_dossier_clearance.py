from odoo import api, fields, models
from odoo.exceptions import UserError

from .roles import CLEARED

STATES = [
    ("draft", "Draft"),
    ("approved", "Approved"),
    ("in_force", "In force"),
    ("lapsed", "Lapsed"),
    ("ended", "Ended"),
]
ROLES = [
    ("account_manager", "Account manager"),
    ("archivist", "Archivist"),
    ("credit", "Credit accountant"),
    ("leader", "Leader"),
    ("auditor", "Auditor"),
]
SCOPES = [
    ("all", "All that the role opens"),
    ("own", "Own customers only"),
    ("named", "Named territories and dossiers"),
]
ASSESSED = [
    ("no", "Not sufficient"),
    ("yes", "Sufficient"),
    ("good", "Good"),
]
#: What people fill in while the appointment is a draft; the rest follows from steps.
FORM_FIELDS = {
    "user_id", "role", "company_id", "scope", "territory_ids", "dossier_ids",
    "date_from", "date_to", "employed_since", "employed_evidence", "commitment",
    "commitment_name", "commitment_date", "investigation", "overview", "assessor_id",
    "pay_confirmed", "personal_login", "exception", "exception_reason",
}  # fmt: skip
#: What only leaders see, and whoever approves has to choose.
LEADERS_FIELDS = {"dossier_ids"}


class CustomerDossierClearance(models.Model):
    """An appointment: who may enter the archive, as what, where, from when to when."""

    _name = "customer.dossier.clearance"
    _description = "Clearance"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.edited",
        "customer.dossier.cleared",
    ]
    _order = "date_to desc, id desc"
    _check_company_auto = True
    _allow_sudo_commands = False

    _dossier_roles = {"leader": "rwcu", "manager": "rwcu", "auditor": "r"}
    _form_fields = FORM_FIELDS
    _dossier_section = "clearance"

    user_id = fields.Many2one("res.users", required=True, index=True)
    role = fields.Selection(ROLES, required=True, default="account_manager")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )
    scope = fields.Selection(
        SCOPES,
        required=True,
        default="all",
        help="Own customers: where the person is account manager, archivist or deputy.",
    )
    territory_ids = fields.Many2many(
        "customer.dossier.territory",
        "customer_dossier_clearance_territory_rel",
        string="Territories",
        check_company=True,
    )
    dossier_ids = fields.Many2many(
        "customer.dossier",
        "customer_dossier_clearance_dossier_rel",
        string="Dossiers",
        check_company=True,
        groups="customer_dossier.group_leader",
        context={"active_test": False},
        copy=False,
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date(
        string="To", help="The last day. Every appointment ends; renew it before."
    )
    state = fields.Selection(STATES, required=True, default="draft", copy=False)

    employed_since = fields.Date(
        compute="_compute_employed_since",
        store=True,
        readonly=False,
        string="Employed since",
        help="Taken from the employee's file where there is one.",
    )
    employed_evidence = fields.Char(
        string="Evidence of employment", help="Where the date comes from."
    )
    commitment = fields.Binary(
        string="Signed commitment",
        attachment=True,
        copy=False,
        help="The confidentiality commitment with the person's signature.",
    )
    commitment_name = fields.Char(string="File name", copy=False)
    commitment_date = fields.Date(string="Signed on", copy=False)
    investigation = fields.Selection(
        ASSESSED,
        string="Investigates and analyses",
        copy=False,
        help="Can find out about a customer, and judge what was found.",
    )
    overview = fields.Selection(
        ASSESSED,
        string="Knows the whole company",
        copy=False,
        help="Has the overview of the company that a keeper of its archive needs.",
    )
    assessor_id = fields.Many2one(
        "res.users", string="Assessed by", copy=False, help="Not the person itself."
    )
    pay_confirmed = fields.Selection(
        [("no", "No"), ("yes", "Yes")],
        string="Pay band confirmed by HR",
        copy=False,
        help="Whether the pay is adequate for a position of trust; no amount is kept.",
    )
    personal_login = fields.Boolean(
        string="Login used by this person alone",
        copy=False,
        help="A login that several people share is not appointed.",
    )
    exception = fields.Boolean(
        help="Appointed although a condition is not met; for a short time only.",
        copy=False,
    )
    exception_reason = fields.Text(string="Reason for the exception", copy=False)

    prepared_by_id = fields.Many2one(
        "res.users",
        string="Prepared by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
    )
    approved_by_id = fields.Many2one("res.users", string="Approved by", copy=False)
    approved_on = fields.Date(string="Approved on", copy=False)
    founding = fields.Boolean(
        string="First appointment",
        copy=False,
        help="Approved by a settings administrator, since there was no leader yet.",
    )
    founding_reason = fields.Text(string="Reason for the first appointment", copy=False)
    ended_by_id = fields.Many2one("res.users", string="Ended by", copy=False)
    ended_on = fields.Date(string="Ended on", copy=False)
    end_reason = fields.Char(string="Reason of the end", copy=False)

    has_leader = fields.Boolean(string="Has leader", compute="_compute_has_leader")

    _dates_in_order = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)",
        "An appointment cannot end before it begins.",
    )
    _role_known = models.Constraint(
        f"CHECK (role IN {CLEARED!r})", "This role needs no appointment."
    )

    @api.depends("user_id", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for clearance in self:
            clearance.display_name = self.env._(
                "%(person)s: %(role)s",
                person=clearance.user_id.name or "",
                role=roles.get(clearance.role, ""),
            )

    @api.depends("company_id", "user_id")
    def _compute_has_leader(self):
        for clearance in self:
            clearance.has_leader = bool(clearance._leaders())

    def write(self, vals):
        """Write values of drafts; what was approved stays as it was approved.

        :raises UserError: an appointment is past its draft
        """
        if not self.env.su and FORM_FIELDS & vals.keys():
            self._check_draft()
            if vals.keys() - LEADERS_FIELDS:
                self._note_editor()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_approved(self):
        self._check_draft()

    def _check_draft(self):
        for clearance in self:
            if clearance.state != "draft":
                raise UserError(
                    self.env._(
                        "%(clearance)s is past its draft and stays as it was approved. "
                        "End it and appoint anew.",
                        clearance=clearance.display_name,
                    )
                )

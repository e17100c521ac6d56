from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .customer_dossier import CREDIT_MODES
from .optional_monetary import OptionalMonetary
from .roles import group_names

KINDS = [
    ("limit", "Credit limit"),
    ("mode", "Credit mode"),
    ("temporary", "Temporary limit"),
    ("payment", "Payment terms"),
]
STATES = [
    ("requested", "Requested"),
    ("approved", "Approved"),
    ("in_force", "In force"),
    ("ended", "Ended"),
    ("refused", "Refused"),
    ("withdrawn", "Withdrawn"),
]
#: States in which something can still happen.
OPEN = ("requested", "approved")
METHODS = [
    ("sales", "Monthly sales × terms × rating"),
    ("working_assets", "Working assets"),
    ("net_worth", "A tenth of their net worth"),
    ("concentration", "A tenth of our sales"),
]
SEE_METHODS = group_names(("archivist", "credit", "leader"))
#: What each kind asks for.
ASKED = {
    "limit": ("credit_limit",),
    "mode": ("credit_mode",),
    "temporary": ("credit_limit", "date_until"),
    "payment": ("payment_term_id",),
}


class CustomerDossierTermsRequest(models.Model):
    """Credit terms that somebody asks for, and somebody else with authority decides on.

    Never changed or deleted: what was asked, on which exposure and revision, what the
    methods recommended, who decided and since when it counts stays on record.
    """

    _name = "customer.dossier.terms.request"
    _description = "Request for credit terms"
    _inherit = [
        "customer.dossier.activity.mixin",
        "customer.dossier.entered",
        "customer.dossier.append.only",
        "customer.dossier.cleared",
    ]
    _order = "id desc"
    _allow_sudo_commands = False
    _refused = SQL("UPDATE OR DELETE")
    # What is in force until a day goes one step further, when that day has passed.
    _refused_rows = SQL(
        "FOR EACH ROW WHEN (OLD.state NOT IN ('requested', 'approved')"
        " AND NOT (OLD.state = 'in_force' AND OLD.kind IN ('mode', 'payment')"
        " AND OLD.date_until IS NOT NULL))"
    )

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "rwce",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "decision"
    _entered = frozenset(
        {
            *("dossier_id", "kind", "credit_limit", "credit_mode", "payment_term_id"),
            *("date_from", "date_until", "reason"),
        }
    )

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id",
        store=True,
        index=True,
        precompute=True,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    state = fields.Selection(STATES, default="requested", required=True)
    kind = fields.Selection(
        KINDS, string="What is asked for", required=True, default="limit"
    )
    credit_limit = OptionalMonetary(
        string="Amount", help="The new limit; a temporary one is raised by so much."
    )
    credit_mode = fields.Selection(CREDIT_MODES, string="New mode")
    payment_term_id = fields.Many2one(
        "account.payment.term",
        string="New payment terms",
        index="btree_not_null",
        ondelete="restrict",
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    date_until = fields.Date(
        string="Until",
        help="The last day; of a limit the day by which it is renewed. Then what stood "
        "before stands again, unless something else was agreed on meanwhile.",
    )
    reason = fields.Text(
        required=True, help="Why, in words that an auditor understands."
    )

    mode_before = fields.Selection(CREDIT_MODES, string="Mode before", readonly=True)
    limit_before = OptionalMonetary(string="Limit before", readonly=True)
    # A method may tell of a statement in a section that account managers do not read.
    recommended = OptionalMonetary(
        readonly=True,
        groups=SEE_METHODS,
        help="The least of the methods; a rise is damped.",
    )
    binding = fields.Selection(
        METHODS, string="By the method", readonly=True, groups=SEE_METHODS
    )
    methods = fields.Json(
        string="What each method says", readonly=True, groups=SEE_METHODS
    )
    exposure_seen = OptionalMonetary(string="Exposure seen", readonly=True)
    version_id = fields.Many2one(
        "customer.dossier.version",
        string="Revision seen",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
    )
    requested_by_id = fields.Many2one(
        "res.users",
        string="Requested by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    requested_on = fields.Date(string="Requested on", readonly=True)
    decided_by_id = fields.Many2one(
        "res.users", string="Decided by", readonly=True, ondelete="restrict"
    )
    decided_on = fields.Date(string="Decided on", readonly=True)
    authority_id = fields.Many2one(
        "customer.dossier.terms.authority",
        string="By authority",
        index="btree_not_null",
        readonly=True,
        ondelete="restrict",
    )

    _two_people = models.Constraint(
        "CHECK (decided_by_id <> requested_by_id)",
        "Nobody decides on a request of their own.",
    )
    _amount_sane = models.Constraint(
        "CHECK (credit_limit >= 0 AND credit_limit < 1e15)",
        "A limit is an amount from zero up. Check the zeros.",
    )
    _days_ordered = models.Constraint(
        "CHECK (date_from <= date_until)",
        "It cannot end before it begins. Check its two days.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        # Neutral on purpose: activities carry it to places outside the archive.
        for request in self:
            request.display_name = self.env._(
                "Request %(number)s", number=request.id or ""
            )

    def _entered_text(self):
        return self.env._(
            "A request stays as it was made. Withdraw it and make another one."
        )

    def _kept(self):
        return self.filtered(
            lambda request: (
                request.state not in OPEN
                and not (request.state == "in_force" and request._ends())
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        raise UserError(self.env._("A request stays on record, whatever became of it."))

from odoo import api, fields, models
from odoo.tools import SQL

from .optional_float import OptionalFloat, OptionalNumber

STATES = [("draft", "Draft"), ("active", "Active"), ("closed", "Closed")]
CREDIT_MODES = [
    ("unlimited", "No limit"),
    ("limit", "Limit"),
    ("cash_only", "Cash only"),
]
RATINGS = [(code, code) for code in ("AAA", "AA", "A", "B", "C")] + [("N", "Not rated")]
#: Marks that stop supply, and are hard triggers of the rating by themselves.
HARD_MARKS = ("insolvent", "lawsuit", "blocked")
RISK_LEVELS = [
    ("low", "Low"),
    ("medium", "Medium"),
    ("high", "High"),
    ("unknown", "Unknown"),
]
KEY_DOCUMENTS = [
    ("unknown", "Not checked"),
    ("complete", "Complete"),
    ("missing", "Missing"),
]


class CustomerDossier(models.Model):
    """What a company holds about one customer, and what it concludes from it."""

    _name = "customer.dossier"
    _description = "Customer dossier"
    _inherit = ["customer.dossier.activity.mixin", "customer.dossier.cleared"]
    _inherits = {"customer.dossier.figures": "figures_id"}
    _order = "name, id"
    _rec_names_search = ["name", "partner_id.name"]
    _check_company_auto = True
    _allow_sudo_commands = False

    _dossier_roles = {
        "account_manager": "r",
        "archivist": "rwcu",
        "credit": "rwe",
        "leader": "rwcue",
    }
    _dossier_path = ""
    _dossier_section = "dossier"

    name = fields.Char(
        string="Number", required=True, readonly=True, copy=False, default="/"
    )
    active = fields.Boolean(default=True)
    state = fields.Selection(STATES, default="draft", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="['|', ('is_company', '=', True), ('parent_id', '=', False)]",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    currency_id = fields.Many2one(
        related="company_id.currency_id", store=True, string="Company currency"
    )
    figures_id = fields.Many2one(
        "customer.dossier.figures",
        required=True,
        index=True,
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    archivist_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        default=lambda self: self._default_archivist_id(),
        help="The named keeper of this dossier.",
    )
    deputy_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        help="Keeps the dossier while the archivist is away.",
    )
    account_manager_id = fields.Many2one(
        "res.users",
        string="Account manager",
        index="btree_not_null",
        help="Answers for the business with this customer.",
    )
    territory_id = fields.Many2one(
        "customer.dossier.territory",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )

    credit_mode = fields.Selection(
        CREDIT_MODES,
        string="Credit mode",
        required=True,
        help="No limit: nobody checks. Limit: exposure is held against the credit "
        "limit, and zero means no credit at all. Cash only: prepaid orders.",
    )
    credit_limit = fields.Monetary(
        string="Credit limit", help="Counts only in the credit mode Limit."
    )
    credit_renewal_date = fields.Date(
        string="Limit to be renewed by",
        copy=False,
        help="A signal reminds in time; the limit itself does not end by it.",
    )
    deposit_held = fields.Monetary(
        string="Deposit held", help="Money of the customer that we hold."
    )
    guarantees_usable = fields.Monetary(
        string="Usable guarantees",
        help="Guarantees that we could call today, at their usable value.",
    )
    special_liabilities = fields.Monetary(
        string="Special liabilities",
        help="Notes receivable, guarantees given, goods on consignment.",
    )

    strategic = fields.Boolean(help="Valuable to us beyond today's turnover.")
    watch = fields.Boolean(help="Somebody asked to keep an eye on this customer.")
    insolvent = fields.Boolean(
        help="Bankrupt, in reorganisation, or unable to pay. Rates C at once."
    )
    lawsuit = fields.Boolean(help="In court over what they owe us. Rates C at once.")
    blocked = fields.Boolean(help="We no longer supply this customer. Rates C at once.")
    key_documents = fields.Selection(
        KEY_DOCUMENTS,
        string="Key documents",
        default="unknown",
        required=True,
        help="Business licence and the like. While missing, the rating is A at most.",
    )
    cooperation = fields.Selection(
        [(str(mark), str(mark)) for mark in range(1, 11)],
        help="Price and territory discipline, information given: 1 poor, 10 excellent.",
    )

    rating = fields.Selection(RATINGS, readonly=True, copy=False)
    score = OptionalFloat(readonly=True, copy=False, aggregator="avg", digits=(16, 1))
    grade_id = fields.Many2one(
        "customer.dossier.grade",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    risk_level = fields.Selection(
        RISK_LEVELS, string="Risk level", readonly=True, copy=False
    )
    next_revision_date = fields.Date(string="Next revision", copy=False)
    revision_ids = fields.One2many(
        "customer.dossier.revision", "dossier_id", string="Revisions"
    )

    _partner_company_unique = models.UniqueIndex(
        "(partner_id, company_id)",
        "This customer has a dossier in this company already, perhaps an archived one.",
    )
    _credit_limit_positive = models.Constraint(
        "CHECK (credit_limit >= 0)", "The credit limit of a dossier cannot be negative."
    )
    _securities_positive = models.Constraint(
        "CHECK (deposit_held >= 0 AND guarantees_usable >= 0"
        " AND special_liabilities >= 0)",
        "Deposit, guarantees and special liabilities of a dossier cannot be negative.",
    )
    _amounts_sane = models.Constraint(
        "CHECK (GREATEST(credit_limit, deposit_held, guarantees_usable,"
        " special_liabilities) < 1e15)",
        "An amount of this dossier is beyond all measure. Check the zeros.",
    )

    @api.model
    def _default_archivist_id(self):
        user = self.env.user
        return user if user.has_group("customer_dossier.group_archivist") else False

    @api.depends("name", "partner_id")
    def _compute_display_name(self):
        for dossier in self:
            # A new one has no number yet; its form is headed "New" then.
            number = "" if dossier.name == "/" else dossier.name
            dossier.display_name = f"{number} {dossier.partner_id.name or ''}".strip()

    @api.model
    def _order_field_to_sql(self, alias, field_name, direction, nulls, query):
        """A figure that is not known comes last, whichever way people sort."""
        field = self._fields.get(field_name)
        if field and (field.inherited or isinstance(field, OptionalNumber)):
            nulls = nulls or SQL("NULLS LAST")
        return super()._order_field_to_sql(alias, field_name, direction, nulls, query)

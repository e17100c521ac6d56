from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .optional_float import OptionalFloat
from .optional_monetary import OptionalMonetary
from .roles import READ_ALONG

KINDS = [
    ("price_floor", "Lowest resale price"),
    ("price_ceiling", "Highest resale price"),
    ("outlets", "Number of outlets"),
    ("display", "Display"),
    ("territory", "Own territory only"),
    ("promotion", "Promotion"),
]
PRICES = ("price_floor", "price_ceiling")
NUMBERS = ("outlets", "display")
BINDS = [
    ("all", "All customers"),
    ("named", "Named customers"),
    ("grade", "Customers of a grade"),
    ("territory", "Customers of a territory"),
]
STATES = [("draft", "Draft"), ("issued", "Issued")]
#: What binds the customers: once issued, it is never rewritten.
TERMS = {
    "name",
    "kind",
    "company_id",
    "product_id",
    "amount",
    "currency_id",
    "number",
    "tolerance",
    "standard",
    "binds",
    "dossier_ids",
    "grade_id",
    "territory_id",
    "date_from",
    "date_to",
}


class CustomerDossierPolicy(models.Model):
    """What we ask of customers in their market, and since when.

    One in force is not rewritten: a new version takes its place on a day.
    """

    _name = "customer.dossier.policy"
    _description = "Market policy"
    _inherit = ["customer.dossier.cleared"]
    _order = "kind, name, date_from desc, id desc"
    _check_company_auto = True

    _dossier_roles = {**READ_ALONG, "leader": "rwcue"}
    _form_fields = TERMS

    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, required=True, default="price_floor")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
        ondelete="restrict",
    )
    state = fields.Selection(
        STATES, required=True, default="draft", readonly=True, copy=False
    )
    version = fields.Integer(default=1, readonly=True, copy=False)
    replaces_id = fields.Many2one(
        "customer.dossier.policy",
        string="Takes the place of",
        index="btree_not_null",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    product_id = fields.Many2one(
        "product.product",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    amount = OptionalMonetary(
        string="Price", help="Resale price of one unit of the product."
    )
    currency_id = fields.Many2one(
        "res.currency",
        required=True,
        default=lambda self: self.env.company.currency_id,
        ondelete="restrict",
    )
    number = OptionalFloat(
        string="At least",
        digits=(16, 1),
        aggregator=None,
        help="Outlets, or our share of the shelf in percent.",
    )
    tolerance = fields.Float(
        string="Tolerance %",
        digits=(16, 2),
        aggregator=None,
        help="By so much it may be missed without a breach. Exactly at the bound "
        "never is one.",
    )
    standard = fields.Text(help="What is asked, in plain words.")
    binds = fields.Selection(BINDS, required=True, default="all")
    dossier_ids = fields.Many2many(
        "customer.dossier", string="Customers bound", check_company=True
    )
    grade_id = fields.Many2one(
        "customer.dossier.grade", index="btree_not_null", ondelete="restrict"
    )
    territory_id = fields.Many2one(
        "customer.dossier.territory",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
    )
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    date_to = fields.Date(string="Until", help="The last day; empty: until replaced.")

    _days_ordered = models.Constraint(
        "CHECK (date_from <= date_to)",
        "A policy cannot end before it begins. Check its two days.",
    )
    _tolerance_sensible = models.Constraint(
        "CHECK (tolerance >= 0 AND tolerance <= 100)",
        "A tolerance lies between 0 and 100 percent.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0 AND amount < 1e15)",
        "A price bound lies above zero. Check the digits.",
    )
    _number_positive = models.Constraint(
        "CHECK (number > 0 AND number < 1e9)",
        "What is asked at least lies above zero. Check the digits.",
    )
    _replaced_once = models.UniqueIndex(
        "(replaces_id)", "This policy has a new version already. Open that one."
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for policy in self:
            mark = f" ({policy.version})" if policy.version > 1 else ""
            policy.display_name = f"{policy.name or ''}{mark}"

    @api.constrains("kind", "product_id", "amount", "number")
    def _check_terms(self):
        for policy in self:
            priced = policy.product_id and policy.amount
            if policy.kind in PRICES and not priced:
                raise ValidationError(
                    self.env._(
                        "%(policy)s: a price needs its product and an amount.",
                        policy=policy.name,
                    )
                )
            counted = policy.number and policy.number <= 100
            if policy.kind in NUMBERS and not (
                policy.number if policy.kind == "outlets" else counted
            ):
                raise ValidationError(
                    self.env._(
                        "%(policy)s: say how many outlets, or how many percent of the "
                        "shelf (at most 100), are asked at least.",
                        policy=policy.name,
                    )
                )

    @api.constrains("binds", "dossier_ids", "grade_id", "territory_id")
    def _check_bound(self):
        for policy in self:
            named = {
                "all": True,
                "named": policy.dossier_ids,
                "grade": policy.grade_id,
                "territory": policy.territory_id,
            }[policy.binds]
            if not named:
                raise ValidationError(
                    self.env._(
                        "%(policy)s: say which customers, grade or territory it binds.",
                        policy=policy.name,
                    )
                )

    def write(self, vals):
        """Write the terms of a draft.

        :raises UserError: what was issued would change
        """
        self.check_access("write")
        if TERMS & vals.keys():
            self._check_drafts()
        return super().write(vals)

    def _step(self, vals):
        """Write what a step decides; callers have checked the access and the state."""
        # sudo: a step writes what people may not, on these very policies.
        policies = super(CustomerDossierPolicy, self.sudo())
        return policies.write(vals)  # pylint: disable=super-method-mismatch

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self._check_drafts()

    def _check_drafts(self):
        issued = self.filtered(lambda one: one.state != "draft")
        if issued:
            raise UserError(
                self.env._(
                    "%(policy)s is issued and stays as it is. Make a new version of it.",
                    policy=issued[0].display_name,
                )
            )

from datetime import date

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..formulas.lunar import yearly
from .optional_float import OptionalFloat
from .roles import CONFIGURATION

OCCASIONS = [
    ("yearly", "A day of every year"),
    ("once", "One day, e.g. of a new product"),
    ("anniversary", "Anniversary of the first order"),
    ("rising", "Rising sales"),
    ("birthday", "Birthday of a key person"),
    ("family_day", "Family day of a key person"),
]
#: Occasions out of private matters: for whoever may read those, and nobody else.
PRIVATE = ("birthday", "family_day")
WAYS = [
    ("greeting", "Greeting"),
    ("gift", "Gift"),
    ("visit", "Visit"),
    ("news", "News"),
]
RESPONSIBLES = [("account_manager", "Account manager"), ("archivist", "Archivist")]


class CustomerDossierCarePlan(models.Model):
    """For which occasion customers of which grades are cared for, how and by whom."""

    _name = "customer.dossier.care.plan"
    _description = "Care plan"
    _inherit = ["customer.dossier.cleared"]
    _order = "sequence, id"

    _dossier_roles = CONFIGURATION

    name = fields.Char(string="Occasion", required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty to use the plan in every company.",
    )
    occasion = fields.Selection(
        OCCASIONS, string="When", required=True, default="yearly"
    )
    month = fields.Integer()
    day = fields.Integer()
    lunar = fields.Boolean(
        string="Lunar calendar", help="Month and day are those of the lunar calendar."
    )
    on_day = fields.Date(string="On the day")
    grade_ids = fields.Many2many(
        "customer.dossier.grade",
        string="For grades",
        help="Leave empty for customers of every grade.",
    )
    way = fields.Selection(WAYS, required=True, default="greeting")
    budget = OptionalFloat(
        aggregator=None,
        digits=(16, 2),
        help="For one customer, in the currency of its company.",
    )
    responsible = fields.Selection(
        RESPONSIBLES,
        compute="_compute_responsible",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="Private days are for the archivist: account managers do not read them.",
    )
    days_before = fields.Integer(
        string="Days ahead",
        default=7,
        required=True,
        help="So many days before the day it appears on the desk.",
    )
    text = fields.Text(
        string="Words", translate=True, help="To be taken over and made one's own."
    )

    _numbers_sane = models.Constraint(
        "CHECK (budget >= 0 AND budget < 1e9 AND days_before BETWEEN 0 AND 60)",
        "A budget is zero or more, and the days ahead lie between 0 and 60.",
    )

    @api.depends("occasion")
    def _compute_responsible(self):
        for plan in self:
            private = plan.occasion in PRIVATE
            plan.responsible = "archivist" if private else "account_manager"

    @api.constrains("occasion", "responsible")
    def _check_responsible(self):
        for plan in self:
            if plan.occasion in PRIVATE and plan.responsible != "archivist":
                raise ValidationError(
                    self.env._(
                        "%(plan)s: account managers do not read private days. Let the "
                        "archivist be responsible.",
                        plan=plan.name,
                    )
                )

    @api.constrains("occasion", "month", "day", "lunar", "on_day")
    def _check_day(self):
        """:raises ValidationError: there is no such day, or it is missing"""
        for plan in self:
            try:
                if plan.occasion == "yearly":
                    plan._days(date(2024, 1, 1), date(2024, 12, 31))
                known = plan.occasion != "once" or plan.on_day
            except ValueError:
                known = False
            if not known:
                raise ValidationError(
                    self.env._(
                        "%(plan)s: say on which day it is. Check month and day.",
                        plan=plan.name,
                    )
                )

    def _days(self, first, last):
        """The days of this occasion in a span, where it is the same for everybody."""
        if self.occasion == "yearly":
            return yearly(self.month, self.day, first, last, lunar=self.lunar)
        if self.occasion == "once" and self.on_day and first <= self.on_day <= last:
            return [self.on_day]
        return []

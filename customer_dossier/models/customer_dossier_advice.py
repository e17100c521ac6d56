from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .optional_monetary import OptionalMonetary

KINDS = [("order", "An order"), ("price", "A resale price")]
STATES = [
    ("open", "Open"),
    ("followed", "Followed"),
    ("not_followed", "Not followed"),
]


class CustomerDossierAdvice(models.Model):
    """Advice to a customer, apart from orders: nobody can order or price for them.

    Advice stays as it was given. Whether an order was placed comes from the books;
    whether a price was kept somebody says who has seen it.
    """

    _name = "customer.dossier.advice"
    _description = "Advice to a customer"
    _inherit = ["customer.dossier.entered", "customer.dossier.cleared"]
    _order = "given_on desc, id desc"
    _rec_name = "given_on"

    _dossier_roles = {
        "account_manager": "rwc",
        "archivist": "rwc",
        "credit": "re",
        "leader": "rwce",
    }
    _dossier_path = "dossier_id"
    _dossier_section = "advice"
    _entered = frozenset(
        {
            *("dossier_id", "kind", "product_id", "amount", "given_on", "due_on"),
            *("said_to", "reason"),
        }
    )
    _added = frozenset({"result"})
    _happened = "given_on"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    kind = fields.Selection(KINDS, required=True, default="order")
    product_id = fields.Many2one("product.product", ondelete="restrict")
    # By the reader's rights: a form asks about any customer whose id it names.
    amount = fields.Monetary(
        string="Suggested",
        compute="_compute_suggestion",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
        aggregator=None,
        help="Untaxed amount of the order, or the resale price of one piece. The size of "
        "an order is suggested from what they usually buy.",
    )
    given_on = fields.Date(
        string="Given on",
        required=True,
        default=lambda self: self.env.company._dossier_today(),
    )
    due_on = fields.Date(
        string="For the day",
        compute="_compute_suggestion",
        compute_sudo=False,
        store=True,
        precompute=True,
        readonly=False,
        help="When they should order, suggested from their own rhythm. An order within 14 "
        "days after it counts as followed.",
    )
    said_to = fields.Char(string="Said to", help="Who heard it, and how.")
    reason = fields.Text(required=True, help="Why it is good for them.")
    user_id = fields.Many2one(
        "res.users",
        string="Given by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        ondelete="restrict",
    )
    state = fields.Selection(STATES, required=True, default="open", readonly=True)
    followed_on = fields.Date(string="Followed on", readonly=True)
    result = fields.Text(help="What came of it, for them and for us.")
    sales_before = OptionalMonetary(
        string="90 days before",
        compute="_compute_sales",
        help="Net sales of the 90 days before the advice.",
    )
    sales_after = OptionalMonetary(
        string="90 days after",
        compute="_compute_sales",
        help="Net sales of the 90 days from the day it was followed on; empty before "
        "they are over.",
    )

    _amount_positive = models.Constraint(
        "CHECK (amount > 0 AND amount < 1e15)",
        "Advice is about an amount above zero. Check the zeros.",
    )

    @api.depends_context("lang")
    def _compute_display_name(self):
        for advice in self:
            advice.display_name = self.env._(
                "Advice of %(day)s", day=fields.Date.to_string(advice.given_on) or ""
            )

    def _entered_text(self):
        return self.env._("Advice stays as it was given. Write down another one.")

    @api.constrains("kind", "due_on")
    def _check_advice(self):
        for advice in self:
            if advice.kind == "order" and not advice.due_on:
                raise ValidationError(
                    self.env._("Say for which day the order is suggested.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_given(self):
        raise UserError(self.env._("Advice that was given stays on record."))

    def action_followed(self):
        """Say that advice on a price is followed, as seen at the customer."""
        self._say("followed")

    def action_not_followed(self):
        """Say that advice on a price is not followed."""
        self._say("not_followed")

    def _say(self, state):
        self.check_access("write")
        for advice in self:
            if advice.kind != "price" or advice.state != "open":
                raise UserError(
                    self.env._(
                        "%(advice)s: whether an order followed comes from the books, and "
                        "what is said once stays.",
                        advice=advice.display_name,
                    )
                )
            today = advice.company_id._dossier_today()
            # sudo: the step writes what people may not; access is checked above.
            advice.sudo().write(
                {"state": state, "followed_on": state == "followed" and today}
            )

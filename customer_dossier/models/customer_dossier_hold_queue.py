from odoo import api, fields, models
from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

from ..words import worded
from .optional_monetary import OptionalMonetary
from .roles import READ_ALONG

_lt = LazyTranslate(__name__)

STATES = [
    ("open", "Waits"),
    ("released", "Released"),
    ("rejected", "Rejected"),
    ("passed", "Passed by itself"),
    ("gone", "Withdrawn"),
    ("freed", "Freed, as holds were switched off"),
]
WORDS = {
    "rejected": _lt("turned down before"),
    "stopped": _lt("supply is stopped"),
    "overdue_days": _lt("overdue for too long"),
    "overdue_amount": _lt("too much is overdue"),
    "not_prepaid": _lt("not paid in advance"),
    "over_limit": _lt("over the credit limit"),
    "over_group": _lt("over the limit of their group"),
    "rated_low": _lt("rated low"),
    "signalled": _lt("an open risk signal"),
    "terms_worse": _lt("longer payment terms than agreed"),
    "order_size": _lt("an unusually large order"),
}


class CustomerDossierHold(models.Model):
    """An order in the queue: who waits since when, why, and what is at stake.

    One open entry an order; a new hold of the same order opens a new one, so that the
    queue's history stays.
    """

    _name = "customer.dossier.hold"
    _description = "Held order"
    _inherit = ["customer.dossier.cleared"]
    _order = "held_on, id"
    _rec_name = "order_number"

    _dossier_roles = READ_ALONG
    _dossier_path = "dossier_id"
    _dossier_section = "hold"

    dossier_id = fields.Many2one(
        "customer.dossier", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        related="dossier_id.company_id", store=True, index=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    order_id = fields.Many2one(
        "sale.order", index="btree_not_null", ondelete="set null", readonly=True
    )
    order_number = fields.Char(string="Order number", required=True)
    salesperson_id = fields.Many2one("res.users")
    amount = fields.Monetary(help="What the order adds, tax included.")
    exposure = OptionalMonetary(help="Without this order, when it was last checked.")
    overdue = fields.Monetary(help="Undisputed, when it was last checked.")
    reasons = fields.Json()
    reason = fields.Char(compute="_compute_reason")
    next_step = fields.Char(string="Next step", compute="_compute_next_step")
    held_on = fields.Datetime(string="Held since", required=True)
    days = fields.Integer(compute="_compute_days", help="So long it waits, or waited.")
    state = fields.Selection(STATES, required=True, default="open")
    ended_on = fields.Datetime(string="Ended on")

    _one_open = models.UniqueIndex(
        "(order_id) WHERE state = 'open'", "This order is in the queue already."
    )

    @api.depends("reasons")
    @api.depends_context("lang")
    def _compute_reason(self):
        for hold in self:
            words = [worded(self.env, WORDS[code]) for code in hold.reasons or []]
            told = format_list(self.env, words)
            hold.reason = told[:1].upper() + told[1:]

    @api.depends("state", "order_id", "amount", "reasons")
    @api.depends_context("lang")
    def _compute_next_step(self):
        """One search for all of them."""
        waiting = self.filtered(lambda hold: hold.state == "open")
        # sudo: which orders they are; readers of the queue learn who has to act.
        orders = waiting.sudo().order_id
        asked = self.env["customer.dossier.decision"]._first_of_two(orders)
        second = self.env._("A second person releases it, or turns it down.")
        first = self.env._("Release it, or turn it down.")
        stopped = self.env._("Lift the stop on the dossier, or turn it down.")
        for hold in self:
            # sudo: as above.
            one = hold.sudo()
            once = (one.order_id.id, one.dossier_id.id) in asked
            step = second if once else first
            hold.next_step = hold in waiting and (
                stopped if "stopped" in (one.reasons or ()) else step
            )

    @api.depends("held_on", "ended_on")
    def _compute_days(self):
        now = fields.Datetime.now()
        for hold in self:
            hold.days = ((hold.ended_on or now) - hold.held_on).days

    @api.model
    def _enter(self, check):
        """Put an order into the queue, or refresh what stands there.

        What is seen of a payer goes to whoever reads that one's dossier.
        """
        order, seen = check.order, self._seen(check)
        entry = order.credit_hold_ids.filtered(lambda hold: hold.state == "open")
        if entry.dossier_id == check.dossier:
            return entry.write(seen)
        if entry:
            entry._end("gone")
            entry.flush_recordset()  # one open entry an order, in the database as well
        return self.create(
            {
                "dossier_id": check.dossier.id,
                "order_id": order.id,
                "order_number": order.name,
                "salesperson_id": order.user_id.id,
                "held_on": fields.Datetime.now(),
                **seen,
            }
        )

    @api.model
    def _seen(self, check):
        return {
            "amount": check.amount,
            "exposure": check.standing.net,
            "overdue": check.standing.overdue,
            "reasons": check.reasons,
        }

    def _end(self, state):
        """Take entries off the queue."""
        waiting = self.filtered(lambda hold: hold.state == "open")
        waiting.write({"state": state, "ended_on": fields.Datetime.now()})

    def action_decide(self):
        """Open the form in which this order is released or turned down."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Decide"),
            "res_model": "customer.dossier.hold.decision",
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_hold_id": self.id,
                "default_dossier_id": self.dossier_id.id,
                "default_amount": self.amount,
            },
        }

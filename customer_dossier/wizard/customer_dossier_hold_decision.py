from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.customer_dossier_decision import KINDS, REASONS
from ..models.optional_monetary import OptionalMonetary
from ..models.sale_order_hold import OPEN

#: Days for which a release holds where nobody says otherwise.
DAYS = 7


class CustomerDossierHoldDecision(models.TransientModel):
    """A credit accountant or a leader decides on one held order."""

    _name = "customer.dossier.hold.decision"
    _description = "Decision on a held order"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "hold_id"

    _dossier_roles = dict.fromkeys(("credit", "leader"), "rwc")
    _dossier_path = "dossier_id"
    _dossier_section = "decision"

    hold_id = fields.Many2one(
        "customer.dossier.hold", string="Held order", required=True, ondelete="cascade"
    )
    dossier_id = fields.Many2one("customer.dossier", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="dossier_id.currency_id")
    kind = fields.Selection(KINDS, required=True, default="release")
    reason = fields.Selection(REASONS, required=True)
    note = fields.Text(string="In words", required=True)
    amount = fields.Monetary(required=True)
    date_until = fields.Date(
        string="Until",
        default=lambda self: (
            self.env.company._dossier_today() + relativedelta(days=DAYS)
        ),
    )

    why = fields.Char(string="Held because", compute="_compute_seen")
    exposure = OptionalMonetary(
        compute="_compute_seen", help="Live, without this order: it is put on record."
    )
    credit_limit = OptionalMonetary(string="Credit limit", compute="_compute_seen")
    overdue = OptionalMonetary(compute="_compute_seen")

    @api.depends("hold_id", "dossier_id")
    @api.depends_context("lang", "uid")
    def _compute_seen(self):
        """What the decision is about, as it stands now."""
        holds = self.hold_id._filtered_access("read")
        # sudo: of entries of the queue that the user reads.
        standings = holds.dossier_id.sudo()._standings()
        for decision in self:
            hold = decision.hold_id & holds
            known = hold.dossier_id == decision.dossier_id
            standing = known and standings.get(hold.dossier_id.id)
            limited = standing and standing.credit_mode == "limit"
            decision.why = known and hold.reason
            decision.exposure = standing and standing.net
            decision.overdue = standing and standing.overdue
            decision.credit_limit = standing.limit if limited else None

    def action_decide(self):
        """Put the decision on record, and let a released order go on.

        :raises UserError: the order is not held any more, or covers less than it is worth
        """
        self.ensure_one()
        self.check_access("write")
        self.hold_id.check_access("read")
        # sudo: whoever decides need not read orders; the entry of the queue is theirs.
        hold = self.hold_id.sudo()
        order, dossier = hold.order_id, hold.dossier_id
        self._check_decision(hold, dossier)
        standing = dossier._standings()[dossier.id]
        if self.kind == "release":
            self._check_release(order, standing)
        self.env["customer.dossier.decision"]._put_on_record(
            self, order, self.amount, standing.net, **self._seen(hold, standing)
        )
        if self.kind == "reject":
            order.credit_state = "rejected"
            hold._end("rejected")
        else:
            # sudo: whether enough people released it; a release takes a rejection back.
            released = self.env["customer.dossier.decision"].sudo()._in_force(order)
            if (order.id, dossier.id) in released:
                order.credit_state = "held"
            order._credit_go_on()
        return {"type": "ir.actions.act_window_close"}

    def _check_decision(self, hold, dossier):
        order = hold.order_id
        if hold.state != "open" or order.state not in OPEN:
            raise UserError(
                self.env._(
                    "%(order)s is not held any more. Reload the page.",
                    order=hold.order_number,
                )
            )
        if self.dossier_id != dossier or order._credit_payers().get(order) != dossier:
            raise UserError(
                self.env._(
                    "%(order)s is paid by another customer than this dossier's. Confirm "
                    "it again, so that the right one is checked.",
                    order=hold.order_number,
                )
            )
        today = dossier.company_id._dossier_today()
        if self.kind == "release" and self.date_until and self.date_until < today:
            raise UserError(
                self.env._("A release cannot end before it begins. Check its last day.")
            )

    def _check_release(self, order, standing):
        """:raises UserError: the order would go on waiting all the same"""
        if standing.stopped:
            raise UserError(
                self.env._(
                    "Supply to this customer is stopped: no release opens that. Lift the "
                    "stop on the dossier first."
                )
            )
        worth = order._credit_added()
        if self.currency_id.compare_amounts(self.amount, worth) < 0:
            raise UserError(
                self.env._(
                    "%(order)s is worth %(worth)s. A smaller release would leave it "
                    "waiting.",
                    order=order.name,
                    worth=self.currency_id.format(worth),
                )
            )

    def _seen(self, hold, standing):
        briefs = self.env["customer.dossier.brief.line"]._briefs_of(self.hold_id)
        return {
            "date_until": self.date_until if self.kind == "release" else False,
            "overdue_days_seen": standing.oldest,
            "reasons_seen": hold.reasons,
            "brief_id": briefs.get(self.hold_id.id, False),
        }

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.customer_dossier_decision import REST_KINDS, REST_REASONS


class CustomerDossierOrderRest(models.TransientModel):
    """A credit accountant or a leader closes what is left of a sales order.

    It stays an order like any other: what is delivered or ordered after all counts.
    """

    _name = "customer.dossier.order.rest"
    _description = "Rest of an order"
    _inherit = ["customer.dossier.cleared"]
    _rec_name = "order_id"

    _dossier_roles = dict.fromkeys(("credit", "leader"), "rwc")
    _dossier_path = "dossier_id"
    _dossier_section = "decision"

    order_id = fields.Many2one("sale.order", ondelete="set null")
    dossier_id = fields.Many2one("customer.dossier", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="dossier_id.currency_id")
    kind = fields.Selection(REST_KINDS, required=True, default="undelivered")
    reason = fields.Selection(REST_REASONS, required=True)
    note = fields.Text(string="In words", required=True)
    amount = fields.Monetary(
        compute="_compute_amount", help="So much less counts, or more where it reopens."
    )

    @api.depends("order_id", "kind")
    def _compute_amount(self):
        """Live; one query for each."""
        for rest in self:
            known = rest._is_payers() and rest.kind
            rest.amount = rest._worth(rest._rests()) if known else 0.0

    def action_decide(self):
        """Put it on record, and let the rest count no more, or again.

        :raises UserError: the order is no sales order any more or another one's to pay,
            nothing is left, or it is a leader's to close so much
        """
        self.ensure_one()
        self.check_access("write")
        if not self._is_payers():
            raise UserError(
                self.env._(
                    "%(order)s is no sales order of this customer any more. Reload the "
                    "page.",
                    order=self.order_id.name,
                )
            )
        # sudo: nobody checks an order of theirs meanwhile; nothing is read out.
        self.dossier_id.sudo()._take_turn()
        rests = self._rests()
        amount = self._worth(rests)
        self._check_worth(amount)
        # sudo: the exposure goes into the decision, which is its readers' to see.
        seen = self.dossier_id.sudo()._exposure()[self.dossier_id.id].net
        self.env["customer.dossier.decision"]._put_on_record(
            self, self.order_id, amount, seen
        )
        self._carry_out(rests)
        self.dossier_id._recheck_holds_soon()
        return {"type": "ir.actions.act_window_close"}

    def _is_payers(self):
        """Whether it is a sales order that the dossier's customer pays."""
        self.order_id.check_access("read")
        sold = self.order_id.state == "sale"
        return sold and self.order_id._credit_dossier() == self.dossier_id

    def _rests(self):
        # sudo: quantities of an order that the user reads; its invoices need not be.
        return self.order_id.sudo()._credit_rests()

    def _worth(self, rests):
        """What counts no more by this step, or counts again."""
        return sum(rest.changing(self.kind) * rest.price for rest in rests)

    def _check_worth(self, amount):
        if self.currency_id.compare_amounts(amount, 0) <= 0:
            raise UserError(
                self.env._(
                    "Nothing of %(order)s is left that this would change.",
                    order=self.order_id.name,
                )
            )
        most = self.dossier_id.company_id.dossier_hold_four_eyes
        beyond = (
            most is not False and self.currency_id.compare_amounts(amount, most) > 0
        )
        if beyond and not self.dossier_id._in_roles({"leader"}, "write"):
            raise UserError(
                self.env._(
                    "%(amount)s is more than one person releases. Ask a leader to close "
                    "what is left of %(order)s.",
                    amount=self.currency_id.format(amount),
                    order=self.order_id.name,
                )
            )

    def _carry_out(self, rests):
        # sudo: quantities that no client writes, decided here.
        lines = self.order_id.sudo().order_line
        if self.kind == "reopen":
            lines._take_back()
            return
        for rest in rests:
            closed = {"qty_ordered_closed": rest.ordered}
            if self.kind == "finished":
                closed["qty_delivered_closed"] = rest.delivered
            lines.browse(rest.line).write(closed)

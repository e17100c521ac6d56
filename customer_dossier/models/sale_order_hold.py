from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

CREDIT_STATES = [
    ("clear", "Clear"),
    ("held", "Held"),
    ("released", "Released"),
    ("rejected", "Rejected"),
]
#: States of a quotation, from which an order is confirmed.
OPEN = ("draft", "sent")
#: What Odoo writes when it confirms; the payer and the prices stay as they were.
CONFIRMING = {"state", "date_order"}
#: What the checks write; nobody else does.
OURS = {"credit_state", "credit_hold_ids"}


class SaleOrder(models.Model):
    """An order that is held waits for a person: it stays a quotation, and says so."""

    _name = "sale.order"
    _inherit = "sale.order"

    credit_state = fields.Selection(
        CREDIT_STATES,
        string="Credit",
        copy=False,
        readonly=True,
        index="btree_not_null",
        groups="base.group_user",
        help="Held: waits for the credit accountant.",
    )
    credit_hold_ids = fields.One2many(
        "customer.dossier.hold",
        "order_id",
        string="Entries of the queue",
        copy=False,
        groups=fields.NO_ACCESS,
    )

    def action_confirm(self):
        """Confirm the orders that pass; the others are held, and named.

        :return: a message that names the held ones, or Odoo's own answer
        :raises AccessError: the user may not write one of them
        """
        held = self._credit_hold()
        passing = self - held
        result = super(SaleOrder, passing).action_confirm() if passing else True
        # sudo: the mark is ours; one that did not become a sale is checked once more.
        passing.sudo().filtered(lambda one: one.state in OPEN).credit_state = False
        return held._credit_say_held() if held else result

    @api.model_create_multi
    def create(self, vals_list):
        """Create orders; one that is created as a sale passes the checks, or is not."""
        for vals in vals_list:
            self._credit_refuse(vals)
        # Said here, no default says otherwise: not the context's nor a user's own.
        orders = super().create([{**vals, "credit_state": False} for vals in vals_list])
        orders.filtered(lambda order: order.state == "sale")._credit_check_committed()
        return orders

    def write(self, vals):
        """Write values; an order becomes a sale by passing the checks only.

        :raises AccessError: what the checks write would be set by hand
        """
        self._credit_refuse(vals)
        committing = self.browse()
        if vals.get("state") == "sale":
            committing = self.filtered(lambda order: order.state != "sale")
            committing._credit_check_committed()
        elif "state" in vals:
            # sudo: the check is ours; who may cancel or open an order may do so.
            self.sudo()._credit_forget(vals["state"])
        result = super().write(vals)
        if committing and vals.keys() - CONFIRMING:
            # Another payer or price that came along was not there when it was checked.
            committing._credit_refuse_more()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_from_the_queue(self):
        # sudo: whoever may delete the order need not read the queue.
        self.sudo().credit_hold_ids._end("gone")

    def _credit_refuse(self, vals):
        """Whether an order is held is decided by checks and by decisions."""
        if not self.env.su and OURS & vals.keys():
            raise AccessError(
                self.env._(
                    "Whether an order is held is decided by the checks. Leave it out."
                )
            )

    def _credit_forget(self, state):
        """What was checked before does not count for an order that comes back.

        :param state: where they go: called off, or open again
        """
        if state == "cancel":
            self.credit_hold_ids._end("gone")
        self.filtered(lambda order: order.state == "sale").order_line._take_back()
        leaving = self.filtered(
            lambda order: order.state not in OPEN or state not in OPEN
        )
        checked = leaving.filtered("credit_state") - leaving.filtered(
            lambda order: order._credit_rejected()
        )
        checked.credit_state = False

    def _credit_check_committed(self):
        """:raises UserError: names an order that did not pass the checks
        :raises AccessError: it is not the user's to know
        """
        # sudo: yes or no, and numbers of orders that the user writes.
        unchecked = self.sudo().filtered(
            lambda order: order.credit_state not in ("clear", "released")
        )
        for order in unchecked._credit_hold():
            order.with_env(self.env).check_access("write")
            raise UserError(
                self.env._(
                    "%(order)s waits for the credit accountant, so it cannot become "
                    "a sales order yet.",
                    order=order.name,
                )
            )

    def _credit_hold(self):
        """Check these quotations against their payers, live, and mark them.

        :return: the orders that are held
        :raises AccessError: one of them is held, and not all are the user's to write;
            where none is, Odoo asks the same as soon as it writes
        """
        checks = self._credit_check()
        if any(check.held for check in checks):
            self.check_access("write")
        for check in checks:
            check.order._credit_mark(check)
        # sudo: the mark is ours.
        self.sudo()._credit_let_go(checks)
        return self.browse([check.order.id for check in checks if check.held])

    def _credit_go_on(self):
        """Confirm an order that waited; whoever signed or paid it is told, as by Odoo."""
        if self.signed_on or self._credit_paid_online():
            return self._validate_order()
        return self.action_confirm()

    def _credit_let_go(self, checks):
        """Take marks off orders that nobody checks any more: their payer changed, or the
        work on the dossier has ended."""
        checked = self.browse([check.order.id for check in checks])
        for order in (self - checked).filtered("credit_state"):
            order.credit_state = False
            order.credit_hold_ids._end("gone")

    def _credit_mark(self, check):
        waited = self.credit_state in ("held", "rejected")
        if check.held:
            # What a person turned down is asked for again, and stays turned down.
            self.credit_state = "rejected" if self._credit_rejected() else "held"
            self.env["customer.dossier.hold"]._enter(check)
            return
        self.credit_state = "released" if check.reasons else "clear"
        if waited:
            self.credit_hold_ids._end("released" if check.reasons else "passed")

    def _credit_rejected(self):
        return self.credit_state == "rejected"

    def _credit_say_held(self):
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "sticky": True,
                "message": self.env._(
                    "Held for the credit accountant: %(orders)s. The others are "
                    "confirmed.",
                    orders=", ".join(self.mapped("name")),
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

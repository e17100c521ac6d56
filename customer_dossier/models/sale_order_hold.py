from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..formulas.hold import Release, Standing, is_worse, reasons
from .customer_dossier_hold import CHECKED, term_days

CREDIT_STATES = [
    ("clear", "Clear"),
    ("held", "Held"),
    ("released", "Released"),
    ("rejected", "Rejected"),
]
#: States of a quotation, from which an order is confirmed.
OPEN = ("draft", "sent")
#: What the checks write; nobody else does.
OURS = {"credit_state", "credit_hold_ids"}


class Check(NamedTuple):
    """What a check found: why the order waits, unless a release covers it."""

    order: models.BaseModel
    dossier: models.BaseModel
    standing: Standing
    reasons: list[str]
    amount: float
    held: bool


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
        """
        held = self._hold()
        passing = self - held
        result = super(SaleOrder, passing).action_confirm() if passing else True
        return held._say_held() if held else result

    @api.model_create_multi
    def create(self, vals_list):
        """Create orders; one that is created as a sale passes the checks, or is not."""
        for vals in vals_list:
            self._refuse_ours(vals)
        orders = super().create(vals_list)
        orders.filtered(lambda order: order.state == "sale")._check_committed()
        return orders

    def write(self, vals):
        """Write values; an order becomes a sale by passing the checks only.

        :raises AccessError: what the checks write would be set by hand
        """
        self._refuse_ours(vals)
        committing = self.browse()
        if vals.get("state") == "sale":
            committing = self.filtered(lambda order: order.state != "sale")
            committing._check_committed()
        elif "state" in vals:
            # sudo: the check is ours; who may cancel or open an order may do so.
            self.sudo()._forget_check(vals["state"])
        return super().write(vals)

    def _refuse_ours(self, vals):
        """Whether an order is held is decided by checks and by decisions."""
        if not self.env.su and OURS & vals.keys():
            raise AccessError(
                self.env._(
                    "Whether an order is held is decided by the checks. Leave it out."
                )
            )

    def _forget_check(self, state):
        """What was checked before does not count for an order that comes back.

        :param state: where they go: called off, or open again
        """
        if state == "cancel":
            self.credit_hold_ids._end("gone")
        leaving = self.filtered(
            lambda order: order.state not in OPEN or state not in OPEN
        )
        checked = leaving.filtered("credit_state") - leaving.filtered(
            lambda order: order._is_rejected()
        )
        checked.credit_state = False

    def _check_committed(self):
        """:raises UserError: names an order that did not pass the checks"""
        # sudo: yes or no, and numbers of orders that the user writes.
        for order in self.sudo():
            passed = order.credit_state in ("clear", "released")
            if not passed and order in order._hold():
                raise UserError(
                    self.env._(
                        "%(order)s waits for the credit accountant, so it cannot become "
                        "a sales order yet.",
                        order=order.name,
                    )
                )

    def _hold(self):
        """Check these quotations against their payers, live, and mark them.

        :return: the orders that are held
        """
        held = self.browse()
        for check in self._check():
            check.order._mark(check)
            if check.held:
                held |= check.order
        return held.with_env(self.env)

    def _check(self):
        """Check these quotations against their payers, live, without a trace.

        Orders of the same payer count one after the other. No other transaction checks
        the same payers until this one ends.

        :return: ``Check`` of each order whose payer has an active dossier, as superuser.
            A constant number of queries.
        """
        # sudo: whoever confirms an order need not read the archive; callers let a mark
        # out of this, no figure.
        orders = self.sudo().filtered(lambda one: one.company_id.dossier_hold)
        payers = orders._payers()
        if not payers:
            return []
        # sudo: as above.
        dossiers = self.env["customer.dossier"].sudo().union(*payers.values())
        dossiers._take_turn()
        thresholds = self.env["customer.dossier.hold.rule"]._thresholds(dossiers)
        kinds = set().union(*thresholds.values())
        standings = dossiers._standings(kinds, exclude=orders)
        # Who was never held was never released.
        waited = orders.filtered("credit_state")
        decisions = self.env["customer.dossier.decision"]
        releases = decisions._in_force(waited) if waited else {}
        checks = []
        for order, dossier in payers.items():
            standing = standings[dossier.id]
            found, amount = order._reasons(standing, thresholds[dossier.id])
            release = releases.get(order.id)
            held = bool(found) and not _is_released(release, standing, amount)
            if not held:
                order._take(dossier, standings, amount)
            checks.append(Check(order, dossier, standing, found, amount, held))
        return checks

    def _payers(self):
        """:return: ``{order: dossier}`` of the active dossiers of whoever pays"""
        # The company's own day is asked for below: one query for both.
        partners = self.partner_invoice_id | self.company_id.partner_id
        partners.fetch(["commercial_partner_id", "tz"])
        every = self.env["customer.dossier"].with_context(active_test=False)
        found = every.search_fetch(
            [
                ("state", "=", "active"),
                ("partner_id", "in", self.partner_invoice_id.commercial_partner_id.ids),
                ("company_id", "in", self.company_id.ids),
            ],
            CHECKED,
        )
        by_key = {(one.partner_id, one.company_id): one for one in found}
        keys = {
            order: (order.partner_invoice_id.commercial_partner_id, order.company_id)
            for order in self
        }
        return {order: by_key[key] for order, key in keys.items() if key in by_key}

    def _reasons(self, standing, thresholds):
        """Why this order waits, and what it adds in the company's currency.

        Money paid online that is not booked yet is taken off, for it comes with the
        order; it is looked for where something would hold the order only.
        """
        days = None
        if "terms_worse" in thresholds:
            days = term_days(self.payment_term_id)
        amount = self._credit_amount()
        found = reasons(standing, amount, thresholds, days)
        if found and (paid := self._paid_unbooked()):
            amount -= paid / (self.currency_rate or 1.0)
            found = reasons(standing, amount, thresholds, days)
        if self._is_rejected():
            found = ["rejected", *found]
        return found, amount

    def _credit_amount(self):
        return self.amount_total / (self.currency_rate or 1.0)

    def _paid_unbooked(self):
        paid = self.transaction_ids.filtered(
            lambda one: one.state in ("authorized", "done") and not one.payment_id
        )
        return sum(paid.mapped("amount"))

    def _take(self, dossier, standings, amount):
        """Let the standings go on with this order among what is owed."""
        mine = standings[dossier.id]
        standings[dossier.id] = mine._replace(
            net=mine.net + amount, cash=mine.cash + amount
        )
        for other in dossier.limit_group_id.dossier_ids:
            if other.id in standings:
                shared = dossier.currency_id._convert(
                    amount, other.currency_id, other.company_id
                )
                left = standings[other.id].group_headroom
                standings[other.id] = standings[other.id]._replace(
                    group_headroom=None if left is None else left - shared
                )

    def _mark(self, check):
        waited = self.credit_state in ("held", "rejected")
        if check.held:
            # What a person turned down is asked for again, and stays turned down.
            self.credit_state = "rejected" if self._is_rejected() else "held"
            self.env["customer.dossier.hold"]._enter(check)
            return
        self.credit_state = "released" if check.reasons else "clear"
        if waited:
            self.credit_hold_ids._end("released" if check.reasons else "passed")

    def _is_rejected(self):
        return self.credit_state == "rejected"

    def _say_held(self):
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


def _is_released(decision, standing, amount):
    """Whether a person's release in force covers an order as it is now."""
    if not decision:
        return False
    seen = decision.exposure_seen
    then = Release(decision.amount, None if seen is False else seen)
    return not is_worse(then, standing, amount)

from typing import NamedTuple

from odoo import models
from odoo.tools import SQL

from ..formulas.hold import Release, Standing, is_worse, reasons
from ..ledger.counted import EVERYTHING
from ..ledger.orders import orders
from .customer_dossier_hold import CHECKED, term_days


class Check(NamedTuple):
    """What a check found: why the order waits, unless a release covers it."""

    order: models.BaseModel
    dossier: models.BaseModel
    standing: Standing
    reasons: list[str]
    amount: float
    held: bool


class SaleOrder(models.Model):
    """Checking quotations against whoever pays them, live and without a trace."""

    _name = "sale.order"
    _inherit = "sale.order"

    def _credit_check(self):
        """Check these orders against their payers, live, without a trace.

        Orders of the same payer count one after the other; one that is a sales order
        already counts among what is owed. No other transaction checks the same payers
        until this one ends.

        :return: ``Check`` of each order whose payer is under control, as superuser.
            A constant number of queries.
        """
        # sudo: whoever confirms an order need not read the archive; callers let a mark
        # out of this, no figure.
        checked = self.sudo().filtered(lambda one: one.company_id.dossier_hold)
        payers = checked._credit_payers()
        if not payers:
            return []
        # sudo: as above.
        dossiers = self.env["customer.dossier"].sudo().union(*payers.values())
        thresholds = self.env["customer.dossier.hold.rule"]._thresholds(dossiers)
        kinds = set().union(*thresholds.values())
        quotations = checked.filtered(lambda one: one.state != "sale")
        standings = dossiers._standings(kinds, exclude=quotations, taking_turns=True)
        uncounted = (checked - quotations)._credit_uncounted()
        # Who was never held was never released.
        waited = checked.filtered("credit_state")
        decisions = self.env["customer.dossier.decision"]
        releases = decisions._in_force(waited) if waited else {}
        checks = []
        for order, dossier in payers.items():
            standing = standings[dossier.id]
            if order not in quotations:
                left_out = uncounted.get(order.id, 0.0)
                standing = order._credit_without(dossier, standing, left_out)
            found, amount = order._credit_reasons(standing, thresholds[dossier.id])
            release = releases.get((order.id, dossier.id))
            held = bool(found) and not _is_released(release, standing, amount)
            if not held and order in quotations:
                order._credit_take(dossier, standings, amount)
            checks.append(Check(order, dossier, standing, found, amount, held))
        return checks

    def _credit_payers(self):
        """:return: ``{order: dossier}`` of those under control among whoever pays"""
        # The company's own day is asked for below: one query for both.
        partners = self.partner_invoice_id | self.company_id.partner_id
        partners.fetch(["commercial_partner_id", "tz"])
        by_key = self.env["customer.dossier"]._controlled(
            self.partner_invoice_id.commercial_partner_id, self.company_id, CHECKED
        )
        keys = {
            order: (order.partner_invoice_id.commercial_partner_id, order.company_id)
            for order in self
        }
        return {order: by_key[key] for order, key in keys.items() if key in by_key}

    def _credit_reasons(self, standing, thresholds):
        """Why this order waits, and what it adds in the company's currency.

        Money paid online that is not booked yet is taken off, for it comes with the
        order; it is looked for where something would hold the order only.
        """
        days = None
        if "terms_worse" in thresholds:
            days = term_days(self.payment_term_id)
        amount = self._credit_amount()
        found = reasons(standing, amount, thresholds, days)
        if found and self._credit_paid():
            amount = self._credit_added()
            found = reasons(standing, amount, thresholds, days)
        if self._credit_rejected():
            found = ["rejected", *found]
        return found, amount

    def _credit_amount(self):
        """What an order comes to; goods that come back take nothing off, as they do not
        in the exposure."""
        back = self.order_line.filtered(lambda line: line.product_uom_qty < 0)
        amount = self.amount_total - sum(back.mapped("price_total"))
        return amount / (self.currency_rate or 1.0)

    def _credit_added(self):
        """What it adds to what is owed: money that came with it is taken off."""
        return self._credit_amount() - self._credit_paid() / (self.currency_rate or 1.0)

    def _credit_without(self, dossier, standing, uncounted):
        """:return: how the payer stands without this sales order

        What of it no exposure counts, as it is to be delivered later or orders count
        nowhere, stands in the way as it did when the order was confirmed.
        """
        alone = {dossier.id: standing}
        self._credit_take(dossier, alone, uncounted - self._credit_amount())
        return alone[dossier.id]

    def _credit_uncounted(self):
        """What is still to come of these sales orders and counts in no exposure.

        :return: ``{order id: amount}``, orders that count in full left out; at most one
            query for each company, none where everything counts
        """
        found = {}
        for company, sold in self.grouped("company_id").items():
            counted = company._exposure_counted()
            if counted.ordered and counted.delivered and counted.until is None:
                continue
            partners = sold.partner_invoice_id.commercial_partner_id.ids
            every = EVERYTHING._replace(drafts=counted.drafts)
            rows = self.env.execute_query(
                SQL(
                    """
                    SELECT part.order_id, SUM(part.delivered + part.ordered)::float8
                      FROM (%s UNION ALL
                            SELECT order_id, partner_id, -delivered, -ordered, 0
                              FROM (%s) counted) part
                     WHERE part.order_id = ANY(%s)
                     GROUP BY part.order_id
                    """,
                    orders(company.id, partners, every),
                    orders(company.id, partners, counted),
                    sold.ids,
                )
            )
            found.update(rows)
        return found

    def _credit_paid(self):
        """What came with it online and is not booked yet."""
        paid = self._credit_paid_online().filtered(lambda one: not one.payment_id)
        return sum(paid.mapped("amount"))

    def _credit_paid_online(self):
        return self.transaction_ids.filtered(
            lambda one: one.state in ("authorized", "done")
        )

    def _credit_take(self, dossier, standings, amount):
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


def _is_released(decision, standing, amount):
    """Whether a person's release in force covers an order as it is now."""
    if not decision:
        return False
    seen = decision.exposure_seen
    then = Release(decision.amount, None if seen is False else seen)
    return not is_worse(then, standing, amount)

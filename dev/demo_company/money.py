"""Money comes in: on time, early, late, in parts, in advance, or not at all."""

from collections import defaultdict
from datetime import timedelta
from random import Random
from typing import NamedTuple

from . import company, story

PREPAID_DAYS = 4
REST_DAYS = 21


class Receipt(NamedTuple):
    """Money received: for one receivable line, or for an order not invoiced yet."""

    partner: object
    currency: object
    day: object
    amount: float
    line: object


def receipts(env, plans, orders, moves, cast, partners, today):
    """What was paid so far, by the habits of each dealer.

    :param moves: ``{order: invoice}``
    :return: ``Receipt`` list, by day
    """
    found = []
    for plan, order in zip(plans, orders, strict=True):
        dealer = cast[plan.dealer]
        if dealer.prepays:
            found += _in_advance(
                plan, order, moves.get(order), partners[dealer.key], today
            )
        elif plan.stage == "invoiced":
            payer = cast[dealer.payer] if dealer.payer else dealer
            found += _after_invoice(
                plan, moves[order], payer, partners[payer.key], today
            )
    return sorted(found, key=lambda receipt: (receipt.day, receipt.partner.id))


def _in_advance(plan, order, move, partner, today):
    day = plan.day - timedelta(days=PREPAID_DAYS)
    posted = move and move.state == "posted"
    line = receivable(move) if posted else None
    yield Receipt(partner, order.currency_id, day, order.amount_total, line)


def _after_invoice(plan, move, dealer, partner, today):
    random = Random(f"{dealer.key}/{plan.day.toordinal() % 89}/pay")
    if move.no_followup:
        return
    for line in receivable(move):
        day = story.pay_day(dealer, line.date_maturity, plan.invoice_day, today, random)
        if day is None:
            continue
        total = line.amount_residual_currency
        first = move.currency_id.round(total * dealer.split)
        yield Receipt(partner, move.currency_id, day, first, line)
        rest_day = day + timedelta(days=REST_DAYS)
        if first != total and rest_day <= today:
            yield Receipt(partner, move.currency_id, rest_day, total - first, line)


def receive(env, found):
    """Book the receipts: one payment per payer and day, matched with its invoices.

    :return: ``account.payment`` records
    """
    grouped = defaultdict(list)
    for receipt in found:
        grouped[receipt.partner, receipt.currency, receipt.day].append(receipt)
    payments = env["account.payment"].create(
        [
            _payment_vals(env, partner, currency, day, sum(r.amount for r in receipts))
            for (partner, currency, day), receipts in grouped.items()
        ]
    )
    payments.action_post()
    plan = []
    for payment, parts in zip(payments, grouped.values(), strict=True):
        for receipt in parts:
            if receipt.line:
                plan.append(receivable(payment.move_id) | receipt.line)
    env["account.move.line"]._reconcile_plan(plan)
    env.flush_all()
    return payments


def receivable(move):
    """The receivable lines of an entry, the earliest due first."""
    return move.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    ).sorted("date_maturity")


def _payment_vals(env, partner, currency, day, amount):
    return {
        "payment_type": "inbound",
        "partner_type": "customer",
        "partner_id": partner.id,
        "amount": currency.round(amount),
        "currency_id": currency.id,
        "date": day,
        "journal_id": company.bank(env, env.company).id,
    }

"""What happens beside orders and payments: disputes, returns, bounces, write-offs."""

from datetime import timedelta

from odoo import Command
from odoo.tools import SQL

from . import company, money
from .seasons import PEAKS

DISPUTED_AGE = 150
BOUNCED_AFTER = 4
WRITTEN_OFF_DAYS = 300
# The dealer pays so much of an invoice and asks to forget the rest.
SHORT_PAID = 0.99


def dispute(plans, orders, moves, key, today):
    """Mark one invoice as disputed: the dealer refuses it, nobody chases it."""
    plan, order = min(
        _of(plans, orders, key),
        key=lambda row: abs((today - row[0].day).days - DISPUTED_AGE),
    )
    moves[order].no_followup = True
    moves[order].narration = "客户对数量有异议：短少三箱，待物流公司回复。"


def give_back(env, plans, orders, moves, cast, today):
    """Credit what dealers send back after a festival; it settles the invoice."""
    notes = env["account.move"]
    for plan, order in zip(plans, orders, strict=True):
        share = cast[plan.dealer].returns
        if share and plan.stage == "invoiced" and _stocked_up(plan, today):
            notes |= _credit_note(
                moves[order], plan.invoice_day + timedelta(days=10), share
            )
    notes.action_post()


def give_back_paid(plans, orders, moves, dealer, today):
    """Credit a part of an invoice that is paid: a credit nobody has used yet."""
    paid = [
        moves[order]
        for _plan, order in _of(plans, orders, dealer.key)
        if moves[order].payment_state == "paid"
    ]
    _credit_note(paid[-1], today - timedelta(days=1), dealer.returns).action_post()


def bounce(env, payments, partner, today):
    """The bank takes back the newest payment older than a few days: reversed."""
    payment = max(
        payments.filtered(
            lambda payment: (
                payment.partner_id == partner
                and payment.date <= today - timedelta(days=BOUNCED_AFTER + 1)
            )
        ),
        key=lambda payment: payment.date,
    )
    day = payment.date + timedelta(days=BOUNCED_AFTER)
    _match_on(payment, payment.date)
    payment.move_id._reverse_moves(
        [{"date": day, "ref": f"退票 {payment.name}"}], cancel=True
    )


def _match_on(payment, day):
    """Let the payment have been matched on its own day, and not all of it just now."""
    lines = payment.move_id.line_ids
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    payment.env.flush_all()
    payment.env.cr.execute(
        SQL(
            "UPDATE account_partial_reconcile SET create_date = %s WHERE id = ANY(%s)",
            day,
            partials.ids,
        )
    )
    partials.invalidate_recordset(["create_date"])


def write_off(env, receipts):
    """Register these receipts as short payments whose rest is written off."""
    account = env.company.account_journal_early_pay_discount_loss_account_id
    for receipt in receipts:
        wizard = env["account.payment.register"].with_context(
            active_model="account.move.line", active_ids=receipt.line.ids
        )
        wizard.create(
            {
                "payment_date": receipt.day,
                "journal_id": company.bank(env, env.company).id,
                "amount": receipt.currency.round(receipt.amount * SHORT_PAID),
                "payment_difference_handling": "reconcile",
                "writeoff_account_id": account.id,
                "writeoff_label": "尾差核销",
            }
        ).action_create_payments()


def supply(env, partner, today):
    """The dealer also sells us packaging: a bill each quarter, the older ones paid."""
    bills = env["account.move"].create(
        [
            {
                "move_type": "in_invoice",
                "partner_id": partner.id,
                "invoice_date": today - timedelta(days=age),
                "date": today - timedelta(days=age),
                "ref": f"SB-{number:03}",
                "invoice_line_ids": [
                    Command.create(
                        {"name": "酒盒与外箱", "quantity": 1000, "price_unit": 18.5}
                    )
                ],
            }
            for number, age in enumerate(range(1000, 10, -91), start=1)
        ]
    )
    bills.action_post()
    for bill in bills[:-1]:
        env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        ).create(
            {
                "payment_date": bill.invoice_date + timedelta(days=30),
                "journal_id": company.bank(env, env.company).id,
            }
        ).action_create_payments()


def advance(env, partner, today):
    """Money for an order that is still to come."""
    receipt = money.Receipt(
        partner, env.company.currency_id, today - timedelta(days=2), 80_000, None
    )
    money.receive(env, [receipt])


def archive_contacts(partner):
    """Everybody we knew there has left."""
    partner.child_ids.active = False


def _of(plans, orders, key):
    return [
        (plan, order)
        for plan, order in zip(plans, orders, strict=True)
        if plan.dealer == key and plan.stage == "invoiced"
    ]


def _stocked_up(plan, today):
    """Whether the order stocked up for a festival that is over by now."""
    season = plan.season
    return season is not None and plan.day + timedelta(days=PEAKS[season][0]) < today


def _credit_note(move, day, share):
    note = move._reverse_moves([{"invoice_date": day, "date": day, "ref": "节后退货"}])
    lines = note.invoice_line_ids
    lines[1:].unlink()
    lines[0].quantity = max(
        1, round(lines[0].quantity * share * len(move.invoice_line_ids))
    )
    return note

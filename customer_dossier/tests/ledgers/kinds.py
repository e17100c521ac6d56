"""Which kinds of business a company's books hold, counted in the books themselves.

The count does not ask who made the entries: what it finds is there.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields

from .kinds_order import order_kinds

MONEY = ("bank", "cash", "credit")


def kinds(env):
    """:return: ``{kind: number of documents}`` of the company of ``env``"""
    mine = [("company_id", "=", env.company.id)]
    moves = env["account.move"].search(mine)
    return {
        **_invoice_kinds(moves),
        **_debt_kinds(moves),
        **_match_kinds(env["account.partial.reconcile"].search(mine)),
        **_money_kinds(moves),
        **order_kinds(env["sale.order"].search(mine)),
    }


def _invoice_kinds(moves):
    today, one = fields.Date.today(), timedelta(days=1)
    edges = {today - relativedelta(months=back) for back in (1, 11, 12, 13, 23, 24)}
    posted = moves.filtered(lambda move: move.state == "posted")
    invoices = posted.filtered(lambda move: move.move_type == "out_invoice")
    drafts = moves.filtered(lambda move: move.state == "draft")
    return {
        "invoice not paid": _count(invoices, lambda i: i.payment_state == "not_paid"),
        "invoice paid": _count(invoices, lambda i: i.payment_state == "paid"),
        "invoice paid in part": _count(
            invoices, lambda i: i.payment_state == "partial"
        ),
        "with tax": _count(invoices, lambda i: i.amount_tax),
        "with a rebate line": _count(
            invoices, lambda i: min(i.invoice_line_ids.mapped("price_subtotal")) < 0
        ),
        "with early discount": _count(
            invoices.filtered(lambda i: i.payment_state == "paid"),
            lambda i: i.invoice_payment_term_id.early_discount,
        ),
        "of nothing": _count(invoices, lambda i: not i.amount_total),
        "receipt": _count(posted, lambda move: move.move_type == "out_receipt"),
        "receipt paid": _count(
            posted,
            lambda move: move.move_type == "out_receipt" and not move.amount_residual,
        ),
        "on the edge of a month": _count(
            invoices,
            lambda i: i.invoice_date in edges or i.invoice_date - one in edges,
        ),
        "credit note": _count(posted, lambda move: move.move_type == "out_refund"),
        "post-dated": _count(posted, lambda move: move.date > today),
        "booked on another day": _count(invoices, lambda i: i.date != i.invoice_date),
        "back-dated": _back_dated(posted),
        "of a contact": _count(invoices, lambda i: i.partner_id.parent_id),
        "of an archived contact": _count(invoices, lambda i: not i.partner_id.active),
        "draft": _count(drafts, lambda move: move.amount_total_signed > 0),
        "draft below zero": _count(
            drafts,
            lambda i: i.move_type == "out_invoice" and i.amount_total_signed < 0,
        ),
        "draft credit note": _count(
            drafts, lambda i: i.move_type == "out_refund" and i.amount_total > 0
        ),
        "draft credit note below zero": _count(
            drafts, lambda i: i.move_type == "out_refund" and i.amount_total < 0
        ),
        "cancelled": _count(moves, lambda move: move.state == "cancel"),
    }


def _debt_kinds(moves):
    debts = _receivable(moves.filtered(lambda move: move.state == "posted"))
    invoices = debts.filtered(lambda line: line.move_id.move_type == "out_invoice")
    by_move = invoices.grouped("move_id").values()
    return {
        "instalments": _count(by_move, lambda lines: len(lines) > 1),
        "instalments paid to a part": _count(
            by_move, lambda lines: len({line.reconciled for line in lines}) > 1
        ),
        "in dollars": _count(
            invoices, lambda line: line.currency_id != line.company_currency_id
        ),
        "disputed": _count(invoices, lambda line: line.no_followup),
        "opening balance": _count(
            debts,
            lambda line: (
                line.move_id.journal_id.type == "general"
                and not line.matched_credit_ids
                and line.amount_residual > 0
            ),
        ),
    }


def _match_kinds(parts):
    year_ago = fields.Date.today() - relativedelta(months=12)
    return {
        "paid before": _count(
            parts, lambda p: p.credit_move_id.date < p.debit_move_id.date
        ),
        "paid in many parts": _count(
            parts.debit_move_id, lambda line: len(line.matched_credit_ids) > 2
        ),
        "paid a year ago": _count(
            parts,
            lambda p: 0 <= (p.max_date - year_ago).days <= 1,
        ),
        "paid together": _count(
            parts.credit_move_id, lambda line: len(line.matched_debit_ids) > 1
        ),
        "credited": _count(parts, lambda p: _types(p) == ("out_invoice", "out_refund")),
        "paid back": _count(parts, lambda p: _types(p) == ("entry", "out_refund")),
        "written off by an entry": _count(
            parts,
            lambda p: (
                _types(p) == ("out_invoice", "entry")
                and p.credit_move_id.account_id.account_type == "asset_receivable"
                and p.credit_move_id.journal_id.type == "general"
                and p.credit_move_id.move_id != p.exchange_move_id
            ),
        ),
        "difference of exchange": _count(parts, lambda p: p.exchange_move_id),
        "paid in another currency": _count(
            parts, lambda p: p.debit_currency_id != p.credit_currency_id
        ),
        "bounced": _count(parts, lambda p: p.debit_move_id.move_id.reversed_entry_id),
    }


def _money_kinds(moves):
    paid = moves.filtered(lambda m: m.journal_id.type in MONEY and m.state == "posted")
    payments = paid.filtered("origin_payment_id")
    return {
        "bank line": _count(
            paid.filtered("statement_line_id"),
            lambda move: any(line.reconciled for line in _receivable(move)),
        ),
        "written off in a payment": _count(
            payments,
            lambda move: any(
                kind.startswith(("expense", "income")) for kind in _accounts(move)
            ),
        ),
        "no money in the bank's journal": _count(
            paid - payments,
            lambda move: (
                "asset_cash" not in _accounts(move) and not move.reversal_move_ids
            ),
        ),
        "paid by hand in the bank's journal": _count(
            paid - payments,
            lambda move: "asset_cash" in _accounts(move) and not move.statement_line_id,
        ),
        "left on account": _count(
            payments, lambda move: not _receivable(move).matched_debit_ids
        ),
        "taken off again": _count(
            payments,
            lambda move: (
                move.origin_payment_id.memo == "taken off"
                and not _receivable(move).matched_debit_ids
            ),
        ),
    }


def _back_dated(moves):
    """Entries younger than another one of the customer, of a day a month before it."""
    found = 0
    for theirs in moves.sorted("id").grouped("commercial_partner_id").values():
        latest = None
        for move in theirs:
            found += latest is not None and (latest - move.date).days > 30
            latest = max(latest or move.date, move.date)
    return found


def _receivable(moves):
    return moves.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable"
    )


def _accounts(move):
    return move.line_ids.account_id.mapped("account_type")


def _types(part):
    return part.debit_move_id.move_id.move_type, part.credit_move_id.move_id.move_type


def _count(records, condition):
    return sum(1 for record in records if condition(record))

"""Businesses about money that comes in, and about invoices in other currencies."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta


def paid(one):
    invoice = yield from one.invoice()
    yield from one.pay(invoice, one.later(invoice.date))


def a_receipt(one):
    receipt = yield from one.invoice(move_type="out_receipt")
    if one.chance.random() < 0.6:
        yield from one.pay(receipt, one.later(receipt.date))


def paid_a_year_ago(one):
    """On the day before the last twelve months, or on the first of them."""
    day = one.books.today - relativedelta(months=12)
    day += timedelta(days=one.chance.randint(0, 1))
    invoice = yield from one.invoice(day - timedelta(days=one.chance.randint(1, 90)))
    yield from one.pay(invoice, day, one.part(invoice.amount_total))


def paid_by_hand(one):
    """Booked in the bank's journal without a payment or a line of a statement."""
    invoice = yield from one.invoice()
    bank = one.books.bank
    entry = yield from one.entry(
        one.later(invoice.date),
        one.part(invoice.amount_total),
        bank.default_account_id,
        journal_id=bank.id,
    )
    yield one.stage.match, invoice, entry


def paid_in_parts(one):
    invoice = yield from one.invoice()
    day = invoice.date
    for _turn in range(one.chance.randint(1, 4)):
        day = one.later(day, 1)
        amount = one.part(invoice.amount_residual)
        yield from one.pay(invoice, day, amount)


def paid_together(one):
    """One payment for several invoices, some of it left over at times."""
    day = one.day()
    first = yield from one.invoice(day)
    second = yield from one.invoice(one.later(day))
    amount = first.amount_total + second.amount_total * one.chance.choice((0.4, 1, 1.1))
    payment = yield from one.money(round(amount, 2), one.later(day, 60))
    yield one.stage.match, first, second, payment.move_id


def paid_before(one):
    """The money was there before the invoice."""
    payment = yield from one.money(one.amount(), one.day(-60))
    invoice = yield from one.invoice(one.later(payment.date, 1, 50))
    yield one.stage.match, invoice, payment.move_id


def left_on_account(one):
    yield from one.money(one.amount(), one.day(), partner_id=one.somebody().id)


def paid_tomorrow(one):
    invoice = yield from one.invoice()
    day = one.books.today + timedelta(days=one.chance.randint(1, 30))
    yield from one.pay(invoice, day)


def in_instalments(one):
    terms = one.chance.choice((one.books.instalments, one.books.thirds))
    invoice = yield from one.invoice(invoice_payment_term_id=terms.id)
    lines = invoice.line_ids.filtered(lambda line: line.display_type == "payment_term")
    paid = sum(lines.sorted("date_maturity")[:-1].mapped("balance"))
    extra = one.chance.choice((-1, 0, 1)) * one.part(paid / 2)
    yield from one.pay(invoice, one.later(invoice.date), round(paid + extra, 2))


def in_dollars(one):
    """In full or in part; the rate moves in between."""
    invoice = yield from one.invoice(currency_id=one.books.dollar.id)
    amount = one.chance.choice((None, one.part(invoice.amount_residual)))
    yield from one.pay(invoice, one.later(invoice.date, 20, 400), amount)


def dollars_owed(one):
    terms = one.chance.choice((False, one.books.thirds.id))
    yield from one.invoice(
        currency_id=one.books.dollar.id, invoice_payment_term_id=terms
    )


def dollars_paid_in_yuan(one):
    invoice = yield from one.invoice(currency_id=one.books.dollar.id)
    day = one.later(invoice.date, 20, 400)
    company = one.books.company
    yuan = one.books.dollar._convert(
        invoice.amount_residual, company.currency_id, company, day
    )
    amount = one.chance.choice((yuan, one.part(yuan)))
    yield from one.pay(invoice, day, amount, currency_id=company.currency_id.id)


def by_a_bank_line(one):
    """Matched on the bank statement, without a payment."""
    invoice = yield from one.invoice()
    vals = {
        "journal_id": one.books.bank.id,
        "date": one.later(invoice.date),
        "payment_ref": invoice.name,
        "partner_id": one.partner.id,
        "amount": one.part(invoice.amount_total),
        "counterpart_account_id": one.books.receivable.id,
    }
    line = yield one.stage.make, "account.bank.statement.line", vals
    yield one.stage.match, invoice, line.move_id


ACTS = (
    paid,
    a_receipt,
    paid_a_year_ago,
    paid_by_hand,
    paid_in_parts,
    paid_together,
    paid_before,
    left_on_account,
    paid_tomorrow,
    in_instalments,
    in_dollars,
    dollars_owed,
    dollars_paid_in_yuan,
    by_a_bank_line,
)

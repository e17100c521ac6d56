"""Businesses about what is given up, given back, taken back or found to be wrong."""


def credited(one):
    """A credit note of an invoice, for all of it or for a part."""
    invoice = yield from one.invoice()
    amount = one.chance.choice((invoice.amount_total, one.part(invoice.amount_total)))
    refund = yield from one.refund(one.later(invoice.date), amount)
    yield one.stage.match, invoice, refund


def credited_in_dollars(one):
    dollar = one.books.dollar.id
    invoice = yield from one.invoice(currency_id=dollar)
    amount = one.part(invoice.amount_total)
    refund = yield from one.refund(
        one.later(invoice.date, 30, 300), amount, currency_id=dollar
    )
    yield one.stage.match, invoice, refund


def in_credit(one):
    """A credit note that no invoice has used."""
    yield from one.refund()


def paid_back(one):
    refund = yield from one.refund()
    day = one.later(refund.date)
    payment = yield from one.money(refund.amount_total, day, payment_type="outbound")
    yield one.stage.match, refund, payment.move_id


def written_off_in_the_payment(one):
    """Odoo's wizard books what is given up inside the payment's own entry."""
    invoice = yield from one.invoice()
    yield one.stage.alone, lambda: _register(one, invoice, 0.9)


def dollars_written_off(one):
    invoice = yield from one.invoice(currency_id=one.books.dollar.id)
    yield one.stage.alone, lambda: _register(one, invoice, 0.95)


def with_early_discount(one):
    invoice = yield from one.invoice(invoice_payment_term_id=one.books.discount.id)
    day = one.later(invoice.date, 1, 9)
    yield one.stage.alone, lambda: _wizard(one, invoice, day)._create_payments()


def given_up(one):
    """Written off by an entry of its own, after a part was paid."""
    invoice = yield from one.invoice()
    day = one.later(invoice.date)
    yield from one.pay(invoice, day, one.part(invoice.amount_total))
    open_ = invoice.amount_residual
    amount = one.chance.choice((open_, one.part(open_)))
    entry = yield from one.entry(one.later(day), amount, one.books.loss)
    yield one.stage.match, invoice, entry


def given_up_in_the_bank_journal(one):
    """An entry by hand where payments are, without any money in it."""
    invoice = yield from one.invoice()
    entry = yield from one.entry(
        one.later(invoice.date, 30),
        one.part(invoice.amount_total),
        one.books.loss,
        journal_id=one.books.bank.id,
    )
    yield one.stage.match, invoice, entry


def taken_off_again(one):
    """Un-reconciled: the payment and the invoice stand open side by side."""
    invoice = yield from one.invoice()
    yield from one.pay(invoice, one.later(invoice.date), memo="taken off")
    invoice.line_ids.remove_move_reconcile()


def bounced(one):
    """The money was not there: the payment is reversed, the invoice is owed again."""
    invoice = yield from one.invoice()
    payment = yield from one.pay(invoice, one.later(invoice.date))
    invoice.line_ids.remove_move_reconcile()
    day = one.later(payment.date, 1, 20)
    yield (
        one.stage.alone,
        lambda: payment.move_id._reverse_moves([{"date": day}], cancel=True),
    )


def _register(one, invoice, share):
    return _wizard(
        one,
        invoice,
        one.later(invoice.date),
        amount=round(invoice.amount_residual * share, 2),
        payment_difference_handling="reconcile",
        writeoff_account_id=one.books.loss.id,
    )._create_payments()


def _wizard(one, invoice, day, **vals):
    return (
        one.stage.env["account.payment.register"]
        .with_context(active_model="account.move", active_ids=invoice.ids)
        .create({"payment_date": day, **vals})
    )


ACTS = (
    credited,
    credited_in_dollars,
    in_credit,
    paid_back,
    written_off_in_the_payment,
    dollars_written_off,
    with_early_discount,
    given_up,
    given_up_in_the_bank_journal,
    taken_off_again,
    bounced,
)

"""Businesses about invoices: how they are written, not how they are paid."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta


def owed(one):
    yield from one.invoice()


def taxed(one):
    line = one.line(one.amount(), tax_ids=[one.books.tax.id], quantity=3, discount=5)
    yield from one.invoice(invoice_line_ids=[line])


def with_a_rebate(one):
    amount = one.amount()
    yield from one.invoice(
        invoice_line_ids=[one.line(amount), one.line(-one.part(amount))]
    )


def for_nothing(one):
    yield from one.invoice(invoice_line_ids=[one.line(0)])


def on_the_edge(one):
    """On the last day of a rolling month, or on the first of the next one."""
    back = relativedelta(months=one.chance.choice((1, 11, 12, 12, 13, 23, 24, 24)))
    edge = one.books.today - back
    yield from one.invoice(edge + timedelta(days=one.chance.randint(0, 1)))


def of_tomorrow(one):
    """Post-dated: in the books, and yet to come."""
    yield from one.invoice(one.books.today + timedelta(days=one.chance.randint(1, 40)))


def written_up_late(one):
    """A younger entry first, then one of an older day."""
    day = one.day()
    yield from one.invoice(day)
    yield from one.invoice(day - timedelta(days=one.chance.randint(10, 200)))


def booked_late(one):
    """Booked on another day than the one that is printed on it."""
    invoice = yield from one.draft()
    invoice.date = one.later(invoice.invoice_date, 5, 60)
    yield one.stage.post, invoice


def disputed(one):
    invoice = yield from one.invoice()
    invoice.no_followup = True


def prepared(one):
    """Only what is being prepared, and is more than nothing, adds to the exposure."""
    amount = one.amount()
    yield from one.draft(amount=amount)
    yield from one.draft(amount=amount, move_type="out_refund")
    for kind in ("out_invoice", "out_refund"):
        lines = [one.line(amount), one.line(-amount - one.amount())]
        yield from one.draft(move_type=kind, invoice_line_ids=lines)


def called_off(one):
    invoice = yield from one.invoice()
    invoice.button_draft()
    invoice.button_cancel()


def brought_forward(one):
    """An opening balance by hand, of what is owed or of a credit."""
    gain = one.books.company.default_cash_difference_income_account_id
    yield from one.entry(one.day(), -one.amount(), gain)
    if one.chance.random() < 0.5:
        yield from one.entry(one.day(), one.amount(), gain)


def a_regular(one):
    """So many orders of one season that the newest can be told from the usual ones."""
    for back in range(10):
        day = one.books.today - timedelta(days=250 + 5 * back)
        yield from one.invoice(day, 500 + 7 * back)


ACTS = (
    owed,
    taxed,
    with_a_rebate,
    for_nothing,
    on_the_edge,
    of_tomorrow,
    written_up_late,
    booked_late,
    disputed,
    prepared,
    called_off,
    brought_forward,
    a_regular,
)

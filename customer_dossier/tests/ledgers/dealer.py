"""One customer of the random ledgers, with the steps that businesses are made of."""

from datetime import timedelta

from odoo import Command


class Dealer:
    """Every method that yields is a part of a business: ``yield from`` it."""

    def __init__(self, stage, partner, chance):
        self.stage, self.books = stage, stage.books
        self.partner, self.chance = partner, chance
        self.contacts = partner.with_context(active_test=False).search(
            [("parent_id", "=", partner.id)]
        )

    def somebody(self):
        """The customer, or at times a contact, archived ones among them."""
        return self.chance.choice((*[self.partner] * 5, *self.contacts))

    def day(self, latest=-1):
        """A day of the past: most are of late, some are long ago."""
        back = int(800 * self.chance.random() ** 2.5)
        return self.books.today + timedelta(days=latest - back)

    def later(self, day, fewest=0, most=120):
        """A day after another one, but not after today."""
        after = day + timedelta(days=self.chance.randint(fewest, most))
        return min(after, self.books.today)

    def amount(self):
        return self.chance.randint(10000, 9000000) / 100

    def part(self, amount):
        """A part of an amount, neither nothing nor all of it."""
        return round(amount * self.chance.uniform(0.05, 0.95), 2)

    def line(self, amount, **vals):
        return Command.create(
            {
                "product_id": self.books.product.id,
                "quantity": 1,
                "price_unit": amount,
                "tax_ids": [],
                **vals,
            }
        )

    def draft(self, day=None, amount=None, **vals):
        """A document of ours that is being prepared; an invoice unless said."""
        day = day or self.day()
        due = day + timedelta(days=self.chance.choice((0, 30, 45, 60, 120)))
        terms = {"invoice_payment_term_id": False, "invoice_date_due": due}
        if "invoice_payment_term_id" in vals:
            terms = {}
        return (
            yield (
                self.stage.make,
                "account.move",
                {
                    "move_type": "out_invoice",
                    "partner_id": self.somebody().id,
                    "invoice_date": day,
                    "date": day,
                    "invoice_line_ids": [self.line(amount or self.amount())],
                    **terms,
                    **vals,
                },
            )
        )

    def invoice(self, day=None, amount=None, **vals):
        move = yield from self.draft(day, amount, **vals)
        yield self.stage.post, move
        return move

    def refund(self, day=None, amount=None, **vals):
        return (yield from self.invoice(day, amount, move_type="out_refund", **vals))

    def money(self, amount, day, **vals):
        """A payment, or with ``outbound`` one back to the customer."""
        payment = yield (
            self.stage.make,
            "account.payment",
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.partner.id,
                "amount": amount,
                "date": day,
                "journal_id": self.books.bank.id,
                **vals,
            },
        )
        yield self.stage.post, payment
        return payment

    def pay(self, invoice, day, amount=None, **vals):
        """A payment of an invoice in its currency, all that is open unless ``amount``."""
        vals.setdefault("currency_id", invoice.currency_id.id)
        payment = yield from self.money(amount or invoice.amount_residual, day, **vals)
        yield self.stage.match, invoice, payment.move_id
        return payment

    def entry(self, day, amount, account, **vals):
        """An entry by hand that takes an amount off what the customer owes."""
        sides = ((self.books.receivable, 0, amount), (account, amount, 0))
        move = yield (
            self.stage.make,
            "account.move",
            {
                "move_type": "entry",
                "journal_id": self.books.general.id,
                "date": day,
                "line_ids": [
                    Command.create(
                        {
                            "account_id": one.id,
                            "partner_id": self.somebody().id,
                            "debit": max(debit - credit, 0),
                            "credit": max(credit - debit, 0),
                        }
                    )
                    for one, debit, credit in sides
                ],
                **vals,
            },
        )
        yield self.stage.post, move
        return move

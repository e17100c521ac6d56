"""What the random ledgers share: currencies, terms of payment, accounts, journals."""

from datetime import timedelta

from odoo import Command, fields

#: Days from today, and dollars for one yuan from then on.
RATES = ((-900, 0.15), (-400, 0.13), (-200, 0.14), (-60, 0.16), (-7, 0.155))


class Books:
    def __init__(self, env):
        self.env = env
        self.company = env.company
        self.today = fields.Date.context_today(env.user.with_context(tz="UTC"))
        self.dollar = env.ref("base.USD")
        self.dollar.active = True
        for days, rate in RATES:
            env["res.currency.rate"].create(
                {
                    "currency_id": self.dollar.id,
                    "company_id": self.company.id,
                    "name": self.today + timedelta(days=days),
                    "rate": rate,
                }
            )
        self.instalments = self._term("30 % now, the rest later", (30, 0), (70, 60))
        self.thirds = self._term("Three thirds", (30, 30), (30, 60), (40, 90))
        self.discount = self._term(
            "2 % within ten days",
            (100, 30),
            early_discount=True,
            discount_percentage=2,
            discount_days=10,
        )
        self.loss = self.company.default_cash_difference_expense_account_id
        self.bank = self._journal("bank")
        self.general = self._journal("general")
        here = self.company.partner_id.with_company(self.company)
        self.receivable = here.property_account_receivable_id
        self.tax = env["account.tax"].search(
            [("type_tax_use", "=", "sale"), ("company_id", "=", self.company.id)],
            limit=1,
        )
        self.product = self._product("Baijiu", "delivery")
        self.advance = self._product("Baijiu in advance", "order")
        self.dozen = env.ref("uom.product_uom_dozen")
        self.prices = {
            currency: env["product.pricelist"].create(
                {"name": currency.name, "currency_id": currency.id}
            )
            for currency in (self.company.currency_id, self.dollar)
        }

    def _term(self, name, *parts, **vals):
        lines = [
            Command.create({"value": "percent", "value_amount": share, "nb_days": days})
            for share, days in parts
        ]
        return self.env["account.payment.term"].create(
            {"name": name, "line_ids": lines, **vals}
        )

    def _journal(self, kind):
        return self.env["account.journal"].search(
            [("type", "=", kind), ("company_id", "=", self.company.id)], limit=1
        )

    def _product(self, name, policy):
        return self.env["product.product"].create(
            {
                "name": name,
                "type": "consu",
                "taxes_id": False,
                "list_price": 100,
                "invoice_policy": policy,
            }
        )

from odoo import models

from ..formulas.policy import (
    BREACHED,
    KEPT,
    NOT_COMPARABLE,
    fact_verdict,
    least_verdict,
    price_verdict,
)

#: Which policies a kind of reading can speak about.
SPEAKS_OF = {
    "price": ("price_floor", "price_ceiling"),
    "stock": (),
    "outlets": ("outlets",),
    "display": ("display",),
    "territory": ("territory",),
    "promotion": ("promotion",),
}
WORST_FIRST = (BREACHED, NOT_COMPARABLE, KEPT)


class CustomerDossierReading(models.Model):
    _inherit = "customer.dossier.reading"

    def _judge(self):
        """Hold these readings, as they are made, against the policies of their day.

        Two searches for any number of them, and the rates of their days.
        """
        # sudo: the verdict is the system's, by every policy; the readings are those
        # that the user has just made.
        readings = self.sudo()
        days = readings.mapped("seen_on")
        if not days:
            return
        policies = self.env["customer.dossier.policy"]._issued_between(
            readings.company_id, min(days), max(days)
        )
        rows = {one: one._check_rows(policies) for one in readings}
        readings.env["customer.dossier.check"].create(
            [row for mine in rows.values() for row in mine]
        )
        for reading, mine in rows.items():
            found = {row["result"] for row in mine}
            reading.result = next((r for r in WORST_FIRST if r in found), "none")

    def _check_rows(self, policies):
        """The checks of this reading, as values: one for each policy that binds."""
        speaking = policies.filtered(
            lambda one: (
                one.kind in SPEAKS_OF[self.kind]
                and (not one.product_id or one.product_id == self.product_id)
                and one._in_force(self.seen_on)
                and one._binds(self.dossier_id)
            )
        )
        return [self._check_row(policy) for policy in speaking]

    def _check_row(self, policy):
        price = self._price_in(policy.currency_id) if self.kind == "price" else None
        verdict = self._verdict(policy, price)
        return {
            "dossier_id": self.dossier_id.id,
            "company_id": self.company_id.id,
            "reading_id": self.id,
            "policy_id": policy.id,
            "day": self.seen_on,
            "result": verdict.result,
            "gap": verdict.gap,
            "currency_id": policy.currency_id.id,
            "price": price,
        }

    def _verdict(self, policy, price):
        if self.kind == "price":
            floor, step = policy.kind == "price_floor", policy.currency_id.rounding
            return price_verdict(price, policy.amount, floor, step, policy.tolerance)
        if self.kind in ("outlets", "display"):
            return least_verdict(self.number, policy.number, policy.tolerance)
        if self.kind == "territory":
            own = self.dossier_id.territory_id
            return fact_verdict(self.territory_id == own if own else None)
        return fact_verdict(self.carried_out == "yes")

    def _price_in(self, currency):
        """The price in a currency, by the rate of its day; None without any rate."""
        if self.currency_id == currency:
            return self.price
        strangers = (self.currency_id | currency) - self.company_id.currency_id
        if not all(stranger.rate_ids for stranger in strangers):
            return None
        return self.currency_id._convert(
            self.price, currency, self.company_id, self.seen_on
        )

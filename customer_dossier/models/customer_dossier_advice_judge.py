from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..formulas.advice import WINDOW, answered_on, suggest
from ..formulas.period import period
from ..ledger.purchases import purchases
from ..ledger.sales import sales
from .system_job import system_job

#: Days of sales that are compared before and after.
SPAN = 90


class CustomerDossierAdvice(models.Model):
    """Suggesting from the customer's rhythm, and judging by what was ordered."""

    _inherit = "customer.dossier.advice"

    @api.depends("dossier_id", "kind")
    def _compute_suggestion(self):
        """From the orders of dossiers that the user reads; one query a company."""
        known = self.dossier_id._origin._filtered_access("read")._next_orders()
        for advice in self:
            order = advice.kind == "order" and known.get(advice.dossier_id._origin.id)
            advice.amount = order and advice.currency_id.round(order.amount)
            advice.due_on = order and order.day

    @api.depends("dossier_id", "given_on", "followed_on")
    def _compute_sales(self):
        """One query for each company, beside flushing."""
        found = self._sales_around()
        for advice in self:
            before, after = found.get(advice._origin.id, (None, None))
            advice.sales_before, advice.sales_after = before, after

    def _sales_around(self):
        """:return: ``{advice id: (sales before, sales after)}``, the latter once known"""
        saved = self.filtered("id")
        self.env["account.move"].flush_model()
        self.flush_model(["dossier_id", "given_on", "followed_on"])
        result = {}
        for company, rows in saved.grouped("company_id").items():
            today = company._dossier_today()
            found = self.env.execute_query(
                SQL(
                    """
                    SELECT advice.id,
                           COALESCE(SUM(sale.untaxed) FILTER (
                               WHERE sale.day >= advice.given_on - %(span)s
                                 AND sale.day < advice.given_on), 0)::float8,
                           CASE WHEN advice.followed_on + %(span)s <= %(today)s
                                THEN COALESCE(SUM(sale.untaxed) FILTER (
                                    WHERE sale.day >= advice.followed_on
                                      AND sale.day < advice.followed_on + %(span)s), 0)
                                     ::float8 END
                      FROM customer_dossier_advice advice
                      JOIN customer_dossier dossier ON dossier.id = advice.dossier_id
                      LEFT JOIN (%(sales)s) sale
                        ON sale.partner_id = dossier.partner_id
                     WHERE advice.id = ANY(%(ids)s)
                     GROUP BY advice.id
                    """,
                    span=SPAN,
                    today=today,
                    sales=sales(company.id, today, rows.dossier_id.partner_id.ids),
                    ids=rows.ids,
                )
            )
            result.update((advice, sums) for advice, *sums in found)
        return result

    @system_job
    def _cron_judge(self):
        """Judge advice on orders by what was ordered, in any company."""
        self.search([("kind", "=", "order"), ("state", "=", "open")])._judge()

    def _judge(self):
        """Mark what was followed, and what no longer can be; one query a company."""
        self.env.flush_all()
        for company, rows in self.grouped("company_id").items():
            today = company._dossier_today()
            orders = rows._orders(company, today)
            for advice in rows:
                partner = advice.dossier_id.partner_id.id
                day = answered_on(
                    advice.amount,
                    advice.given_on,
                    advice.due_on,
                    orders.get(partner, ()),
                )
                if day:
                    advice.write({"state": "followed", "followed_on": day})
                elif advice.due_on + timedelta(days=WINDOW) < today:
                    advice.write({"state": "not_followed"})

    def _orders(self, company, today):
        """:return: ``{commercial partner id: [(day, amount)]}`` since the first advice"""
        found = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, day, SUM(amount)::float8
                  FROM (%s) purchase
                 WHERE day >= %s
                 GROUP BY partner_id, day
                """,
                purchases(
                    company.id,
                    today,
                    company._dossier_tz(),
                    self.dossier_id.partner_id.ids,
                ),
                min(self.mapped("given_on")),
            )
        )
        orders = {}
        for partner, day, amount in found:
            orders.setdefault(partner, []).append((day, amount))
        return orders


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    advice_ids = fields.One2many(
        "customer.dossier.advice", "dossier_id", string="Advice given"
    )

    def _next_orders(self):
        """The next order of these customers by their own rhythm; callers read them.

        :return: ``{dossier id: formulas.advice.Suggestion}``; those with too few orders
            left out. One query for each company
        """
        self.env.flush_all()
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            sums = dossiers._sum_purchases(company, period(today, {}))
            for dossier in dossiers:
                orders = sums.get(dossier.partner_id.id)
                order = orders and suggest(orders.ages, orders.amounts, today)
                if order:
                    result[dossier.id] = order
        return result

from odoo import models
from odoo.tools import SQL
from odoo.tools.date_utils import end_of

from ..formulas.trade_months import SHOWN, lay_out, months_until
from ..ledger.receipts import receipts
from ..ledger.sales import sales
from ..ledger.sold_products import sold_products

# Odoo's tables that the sums below read.
READ = {
    "account.move": ["state", "invoice_date", "commercial_partner_id"],
    "account.move.line": ["balance", "parent_state", "date", "partner_id"],
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _trade_months(self):
        """Sales, returns and receipts by month, live from the ledger.

        The months are those of the company's day, the present one to its end: the books
        as they stand.

        :return: ``{dossier id: [(month, Trade, Trade a year before), ...]}``, twelve
            months; one query per company
        """
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            rows = dossiers._sum_months(company, today)
            for dossier in dossiers:
                result[dossier.id] = lay_out(rows.get(dossier.partner_id.id, ()), today)
        return result

    def _sum_months(self, company, today):
        """:return: ``{partner id: [(month, sales, returned, received), ...]}``"""
        self._flush_ledger()
        since, partners = months_until(today, 2 * SHOWN)[0], self.partner_id.ids
        until = end_of(today, "month")
        found = {}
        for partner, *row in self.env.execute_query(
            SQL(
                """
                SELECT partner_id, date_trunc('month', day)::date AS month,
                       SUM(sold), SUM(returned), SUM(received)
                  FROM (SELECT partner_id, day, untaxed AS sold,
                               CASE WHEN move_type = 'out_refund' THEN -untaxed
                                    ELSE 0 END AS returned, 0 AS received
                          FROM (%(sales)s) sale WHERE day >= %(since)s
                         UNION ALL
                        SELECT partner_id, day, 0, 0, amount
                          FROM (%(receipts)s) receipt) trade
                 GROUP BY partner_id, month
                """,
                sales=sales(company.id, until, partners),
                receipts=receipts(company.id, since, until, partners),
                since=since,
            )
        ):
            found.setdefault(partner, []).append(row)
        return found

    def _sum_products(self):
        """What the customer bought in the chart's twelve months; one query.

        :return: ``[(product id or None, amount), ...]``
        """
        self.ensure_one()
        self._flush_ledger()
        today = self.company_id._dossier_today()
        since, until = months_until(today, SHOWN)[0], end_of(today, "month")
        return self.env.execute_query(
            SQL(
                """
                SELECT product_id, SUM(amount)::float
                  FROM (%s) sold GROUP BY product_id HAVING SUM(amount) != 0
                """,
                sold_products(self.company_id.id, since, until, self.partner_id.ids),
            )
        )

    def _flush_ledger(self):
        for model, names in READ.items():
            self.env[model].flush_model(names)

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from ..formulas.scorecard import NOT_APPLICABLE

# Rows (dossier id, ratio); amounts in the company's currency.
MARGINS = """
WITH sold AS (
    SELECT sale.company_id,
           payer.commercial_partner_id AS partner_id,
           SUM(line.margin / COALESCE(NULLIF(sale.currency_rate, 0), 1))
               AS margin,
           SUM(line.price_subtotal
               / COALESCE(NULLIF(sale.currency_rate, 0), 1)) AS sales
      FROM sale_order_line line
      JOIN sale_order sale ON sale.id = line.order_id
      JOIN res_partner payer ON payer.id = sale.partner_invoice_id
     WHERE sale.state = 'sale' AND line.display_type IS NULL
       AND sale.company_id = ANY(%(companies)s)
       AND sale.date_order >= %(since)s
  GROUP BY sale.company_id, payer.commercial_partner_id
), average AS (
    SELECT company_id, SUM(margin) / NULLIF(SUM(sales), 0) AS share
      FROM sold GROUP BY company_id
)
SELECT dossier.id, (sold.margin / sold.sales / average.share)::float8
  FROM customer_dossier dossier
  JOIN sold ON sold.company_id = dossier.company_id
           AND sold.partner_id = dossier.partner_id
  JOIN average ON average.company_id = dossier.company_id
 WHERE dossier.id = ANY(%(ids)s)
   AND sold.sales > 0 AND average.share > 0
"""


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _margin_rel(self):
        """Margin of the last 12 months' orders over that of the whole company.

        Sales margins are kept where the module ``sale_margin`` is installed; where
        nobody measures them the fact leaves the scorecard.

        :return: ``{dossier id: ratio | None | NOT_APPLICABLE}``: 1.0 is the company's
            average, None without sales or without a positive average; one query
        """
        if "margin" not in self.env["sale.order.line"]._fields:
            return dict.fromkeys(self.ids, NOT_APPLICABLE)
        self.env["res.partner"].flush_model(["commercial_partner_id"])
        self.env["sale.order"].flush_model()
        self.env["sale.order.line"].flush_model()
        self.flush_recordset(["partner_id", "company_id"])
        since = fields.Date.context_today(self) - relativedelta(years=1)
        rows = self.env.execute_query(
            SQL(MARGINS, companies=self.company_id.ids, since=since, ids=self.ids)
        )
        return dict.fromkeys(self.ids) | dict(rows)

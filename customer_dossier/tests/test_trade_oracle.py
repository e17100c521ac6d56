from collections import defaultdict
from datetime import date

from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from ..ledger.sold import sold
from .ledger_common import NOW, TODAY
from .ledgers_common import LedgersCommon
from .oracle import same
from .oracle_trade import OracleTrade

MONTH_END = date(2026, 3, 31)


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestTradeOracle(LedgersCommon):
    """The sums behind charts, reckonings and undone payments agree with the records."""

    ledgers = 60

    def test_every_month_of_trade_agrees(self):
        oracle = OracleTrade(self.env, MONTH_END)
        for dossier, rows in self._months().items():
            sums = defaultdict(lambda: [0.0, 0.0, 0.0])
            for invoice in oracle.invoices(dossier):
                month = sums[invoice.invoice_date.replace(day=1)]
                month[0] += invoice.amount_untaxed_signed
                if invoice.move_type == "out_refund":
                    month[1] -= invoice.amount_untaxed_signed
            for day, amount in oracle.received(dossier):
                sums[day.replace(day=1)][2] += amount
            for month, found in rows:
                for actual, expected in zip(found, sums[month], strict=True):
                    self.assertTrue(same(actual, expected), (dossier, month, found))

    def _months(self):
        return {
            self.env["customer.dossier"].browse(key): [
                pair
                for month, now, then in rows
                for pair in ((month, now), (month.replace(year=month.year - 1), then))
            ]
            for key, rows in self.dossiers._trade_months().items()
        }

    def test_every_product_agrees(self):
        start, oracle = date(2025, 4, 1), OracleTrade(self.env, MONTH_END)
        for dossier in self.dossiers:
            expected = oracle.products(dossier, start, MONTH_END)
            amounts = {key or False: value for key, value in dossier._sum_products()}
            found = self._sold(dossier, start)
            self.assertEqual(found.keys(), {product.id for product in expected})
            for product, (number, amount) in expected.items():
                self.assertAlmostEqual(amounts.get(product.id, 0.0), amount)
                self.assertAlmostEqual(found[product.id][0], number)
                self.assertAlmostEqual(found[product.id][1], amount)

    def _sold(self, dossier, start):
        query = sold(self.company.id, start, TODAY, dossier.partner_id.ids)
        rows = self.env.execute_query(
            SQL(
                "SELECT COALESCE(product_id, 0), SUM(quantity), SUM(untaxed)"
                " FROM (%s) row GROUP BY 1",
                query,
            )
        )
        return {product or False: sums for product, *sums in rows}

    def test_what_is_unreconciled_is_kept_as_it_was(self):
        partials = self.env["account.partial.reconcile"].search(
            [("company_id", "=", self.company.id), ("exchange_move_id", "=", False)]
        )
        expected = OracleTrade(self.env).undone(partials)
        self.assertGreater(len(expected), 30)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE account_partial_reconcile SET create_date = %s", [self._day(-1)]
        )
        partials.invalidate_recordset(["create_date"])
        partials.unlink()
        rows = self.env["customer.dossier.undone.payment"].search([])
        found = sorted(
            (row.invoice, row.due, row.paid_on, row.days_late, row.amount)
            for row in rows
        )
        self.assertEqual(len(found), len(expected))
        for actual, wanted in zip(found, expected, strict=True):
            self.assertEqual(actual[:4], wanted[:4])
            self.assertAlmostEqual(actual[4], wanted[4], delta=0.00501)

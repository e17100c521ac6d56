from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.tools import SQL

from ..formulas.promises import TOLERANCE_DAYS, fulfil, promise_state
from ..ledger.receipts import receipts


class Broken(NamedTuple):
    """Promises of 12 months that were not kept.

    :param count: how many.
    :param unpaid: what of them did not come.
    :param percent: the same in percent of what was promised and has matured.
    """

    count: int
    unpaid: float
    percent: float


class CustomerDossierPromise(models.Model):
    _inherit = "customer.dossier.promise"

    def _judge(self, company):
        """Hold these promises, of one company and all of their customers, against money.

        :return: ``{promise id: (paid, state)}``; one query
        """
        today = company._dossier_today()
        money = self._money(company, today)
        result = {}
        for dossier, mine in self.grouped("dossier_id").items():
            made = [(one.made_on, one.due_on, one.amount) for one in mine]
            found = fulfil(made, money.get(dossier.partner_id.id, ()))
            for promise, one in zip(mine, found, strict=True):
                paid = company.currency_id.round(one.paid_in_time())
                result[promise.id] = paid, promise_state(one, today)
        return result

    def _money(self, company, today):
        """:return: ``{partner id: [(day, amount)]}`` of the days that count"""
        self.env["account.move"].flush_model()
        self.env["account.move.line"].flush_model()
        last = max(self.mapped("due_on")) + relativedelta(days=TOLERANCE_DAYS)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT partner_id, day, SUM(amount)::float8 FROM (%s) receipt
                 GROUP BY partner_id, day
                """,
                receipts(
                    company.id,
                    min(self.mapped("made_on")),
                    min(last, today),
                    self.dossier_id.partner_id.ids,
                ),
            )
        )
        money = {}
        for partner, day, amount in rows:
            money.setdefault(partner, []).append((day, amount))
        return money


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    promise_ids = fields.One2many(
        "customer.dossier.promise", "dossier_id", string="Promises to pay"
    )

    def _judged_promises(self):
        """Hold all promises of these dossiers against their money.

        :return: ``{promise id: (paid, state)}``; one search, one query a company
        """
        # sudo: what is looked at are promises of dossiers that the caller reads, or
        # the caller is an engine.
        promises = (
            self.env["customer.dossier.promise"]
            .sudo()
            .search([("dossier_id", "in", self.ids), ("called_off", "=", False)])
        )
        result = {}
        for company, mine in promises.grouped("company_id").items():
            result |= mine._judge(company)
        return result

    def _broken_promises(self):
        """:return: ``{dossier id: Broken}`` where promises of 12 months have matured"""
        judged = self._judged_promises()
        # sudo: rules and scorecards judge everybody; sums leave this method.
        promises = self.env["customer.dossier.promise"].sudo().browse(judged)
        result = {}
        for dossier, mine in promises.grouped("dossier_id").items():
            since = dossier.company_id._dossier_today() - relativedelta(months=12)
            matured = [
                (one.amount, *judged[one.id])
                for one in mine
                if one.due_on > since and judged[one.id][1] != "open"
            ]
            if matured:
                result[dossier.id] = _broken(matured)
        return result


def _broken(matured):
    promised = sum(amount for amount, _paid, _state in matured)
    unpaid = sum(amount - paid for amount, paid, _state in matured)
    failed = sum(state != "kept" for _amount, _paid, state in matured)
    return Broken(failed, unpaid, unpaid / promised * 100)

from odoo import models

from ..formulas.limit_proposal import (
    Proposal,
    average_month,
    damped,
    propose,
    sales_limit,
)
from ..formulas.period import period as period_of

#: Months whose sales count, and days of a month of payment terms.
YEAR, MONTH_DAYS = 12, 30


class CustomerDossier(models.Model):
    """How much credit to recommend: the least of the methods, and which one it is."""

    _inherit = "customer.dossier"

    def _recommendations(self):
        """What could be proposed today for customers of whatever credit mode.

        :return: ``{dossier id: formulas.limit_proposal.Proposal}``, its limit damped
            against the agreed one; None where no method knows enough. Two queries for
            each company, one for the statements, beside reading the dossiers.
        """
        self.env.flush_all()
        festivals = self._festival_dates()
        statements = self._last_statements()
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            period = period_of(company._dossier_today(), festivals)
            sales = dossiers._sum_sales(company, period, None)
            ours = sum(one.turnover for one in sales.values())
            for dossier in dossiers:
                found = dossier._proposal(
                    sales.get(dossier.partner_id.id), statements.get(dossier.id), ours
                )
                result[dossier.id] = dossier._damped(found)
        return result

    def _proposal(self, sales, statement, ours):
        days = self._term_days()
        months = sales.months[:YEAR] if sales else ()
        return propose(
            sales_limit(
                average_month(months),
                None if days is None else days / MONTH_DAYS,
                self.rating or "N",
            ),
            _known(statement.working_limit) if statement else None,
            _known(statement.equity) if statement else None,
            ours or None,
        )

    def _damped(self, found):
        if found.limit is None:
            return found
        current = self.agreed_limit if self.agreed_mode == "limit" else 0.0
        first = self.company_id.dossier_first_limit
        cap = None if first is False else first
        limit = damped(current, found.limit, first_limit_cap=cap)
        return Proposal(limit, found.binding, found.methods)


def _known(amount):
    return None if amount is False else amount

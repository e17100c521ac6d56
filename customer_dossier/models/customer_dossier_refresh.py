from odoo import models
from odoo.tools import SQL

from ..formulas.abc_classes import abc_classes
from ..formulas.figures import (
    ageing_figures,
    dso_figures,
    payment_figures,
    sales_figures,
)
from ..formulas.period import period as period_of
from ..formulas.sums import OpenSums, PaymentSums

EXPOSURE_FIELDS = {
    "exposure_receivable": "open_receivable",
    "exposure_delivered": "delivered_not_invoiced",
    "exposure_ordered": "open_orders",
    "exposure_draft": "draft_invoices",
    "exposure_special": "special_liabilities",
    "exposure_credit": "unallocated_credits",
}


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    def _figures(self, as_of=None, classes=True):
        """Compute the figures without storing them.

        :param as_of: a past day for historic figures; None for the books as they stand
            today. Of a past day the orders' parts of the exposure are unknown.
        :param classes: whether the class by turnover is wanted: it needs the sales of
            all customers, however few are asked for
        :return: ``{dossier id: {field of customer.dossier.figures: value}}``, None where
            something is not known
        Queries: 8 for each company, 2 of them for the classes, and 1 for the festivals,
        beside flushing and reading the dossiers.
        """
        self.env.flush_all()
        festivals = self._festival_dates()
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            period = period_of(as_of or company._dossier_today(), festivals)
            result |= dossiers._figures_of_company(company, as_of, period)
            if classes:
                ranked = self._abc_classes(company, period)
                for dossier in dossiers:
                    result[dossier.id]["abc_class"] = ranked[dossier.id]
        return result

    def _figures_of_company(self, company, as_of, period):
        """All figures but the class that needs the other customers."""
        open_items = self._sum_open_items(company, as_of)
        sales = self._sum_sales(company, period, self.partner_id.ids)
        paid = self._sum_payments(company, period)
        orders = self._sum_purchases(company, period)
        exposures = self._exposure_of_company(company, as_of, open_items)
        result = {}
        for dossier in self:
            key = dossier.partner_id.id
            open_sums = open_items.get(key) or OpenSums()
            result[dossier.id] = {
                "as_of": period.as_of,
                **ageing_figures(open_sums),
                **sales_figures(sales.get(key), orders.get(key), period),
                **payment_figures(
                    open_sums, paid.get(key) or PaymentSums(), orders.get(key), period
                ),
                **dso_figures(open_sums, sales.get(key), period),
                **dossier._exposure_figures(exposures[dossier.id]),
            }
        return result

    def _exposure_figures(self, exposure):
        secured = (exposure.deposits, exposure.guarantees)
        limit = self.credit_limit if self.credit_mode == "limit" else None
        return {
            **{name: getattr(exposure, part) for name, part in EXPOSURE_FIELDS.items()},
            "exposure_secured": None if None in secured else sum(secured),
            "exposure": exposure.net,
            "utilisation": exposure.utilisation(limit),
        }

    def _abc_classes(self, company, period):
        """:return: ``{dossier id: class}`` among all dossiers of the company"""
        dossiers = self.env.execute_query(
            SQL(
                "SELECT id, partner_id FROM customer_dossier WHERE company_id = %s",
                company.id,
            )
        )
        sales = self._sum_sales(company, period, [partner for _id, partner in dossiers])
        return abc_classes(
            {
                dossier: sales[partner].turnover if partner in sales else 0.0
                for dossier, partner in dossiers
            }
        )

    def _festival_dates(self):
        """:return: ``{kind: {year: date}}`` from the table of festivals"""
        dates = {}
        # sudo: the calendar is no secret, and whoever computes figures needs it.
        calendar = self.env["customer.dossier.festival"].sudo()
        for festival in calendar.search([]):  # pylint: disable=no-search-all
            dates.setdefault(festival.kind, {})[festival.date.year] = festival.date
        return dates

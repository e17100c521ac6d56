from odoo import models
from odoo.tools import float_repr

from ..formulas.period import period as period_of
from .customer_dossier_snapshot import DOSSIER

#: The entry of the page with the sales of two years by rolling month.
MONTHS = "sales,months"


class CustomerDossierRevision(models.Model):
    """The sales of two years in a revision, month by month, for its chart."""

    _inherit = "customer.dossier.revision"

    def _content(self):
        """Add the sales by the first day of each month; two queries."""
        pages = super()._content()
        # sudo: sums of invoices, kept on a page for those who read the dossier.
        dossier = self.sudo().dossier_id
        company = dossier.company_id
        period = period_of(company._dossier_today(), dossier._festival_dates())
        self.env.flush_all()
        found = dossier._sum_sales(company, period, dossier.partner_id.ids)
        sums = found.get(dossier.partner_id.id)
        digits = company.currency_id.decimal_places
        pages[DOSSIER][MONTHS] = {
            str(start): float_repr(amount, digits)
            for start, amount in zip(
                period.starts, reversed(sums.months if sums else ()), strict=False
            )
        }
        return pages

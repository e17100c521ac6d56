from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.fields import Domain

from ..formulas.satisfaction import Marks
from .optional_float import OptionalFloat

#: Marks count as today's for so many months, and as before for so many more.
NOW_MONTHS, BEFORE_MONTHS = 6, 12


class CustomerDossierFigures(models.Model):
    _inherit = "customer.dossier.figures"

    satisfaction = OptionalFloat(
        aggregator="avg",
        digits=(16, 1),
        help="Mean of the marks of six months, 1 to 5; empty where nobody asked.",
    )


class CustomerDossier(models.Model):
    """How satisfied customers are, as they said it themselves."""

    _inherit = "customer.dossier"

    def _refresh_satisfaction(self):
        """Store how satisfied these customers are.

        Queries: one to look and one to write for each company, beside reading the
        dossiers.
        """
        found = self._marks(0, NOW_MONTHS)
        for company, dossiers in self.grouped("company_id").items():
            rows = [
                {
                    "id": dossier.figures_id.id,
                    "satisfaction": found.get(dossier.id, Marks()).mean,
                }
                for dossier in dossiers
            ]
            dossiers._write_figures(rows, company.currency_id.decimal_places)

    def _marks(self, since, months):
        """The marks of these customers in so many months.

        :param since: they end so many months before today.
        :return: ``{dossier id: Marks}``; one query for each company
        """
        found = {}
        for company, dossiers in self.grouped("company_id").items():
            last = company._dossier_today() - relativedelta(months=since)
            first = last - relativedelta(months=months)
            groups = self.env["customer.dossier.service.record"]._read_group(
                Domain("dossier_id", "in", dossiers.ids)
                & Domain("satisfaction", "!=", False)
                & Domain("seen_on", ">", first)
                & Domain("seen_on", "<=", last),
                ["dossier_id"],
                ["satisfaction:avg", "__count"],
            )
            found |= {dossier.id: Marks(*sums) for dossier, *sums in groups}
        return found

    def _signal_facts(self):
        """Two queries more for each company."""
        return super()._signal_facts() | {
            "satisfied_now": self._marks(0, NOW_MONTHS),
            "satisfied_before": self._marks(NOW_MONTHS, BEFORE_MONTHS),
        }

    @api.readonly
    def action_view_service(self):
        """Open the service record of this customer."""
        self.ensure_one()
        self.check_access("read")
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "customer_dossier.customer_dossier_service_record_action"
            ),
            "domain": [("dossier_id", "=", self.id)],
            "context": {"default_dossier_id": self.id},
        }

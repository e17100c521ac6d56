from odoo import api, fields, models

from ..formulas.exposure import PARTS, Exposure
from ..formulas.sums import OpenSums

#: What of a dossier makes its exposure.
READ = (
    *("partner_id", "company_id", "special_liabilities", "deposit_held"),
    *("guarantees_usable", "guarantee_listed"),
)


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    exposure_left_out = fields.Char(
        string="Not counted",
        compute="_compute_exposure_left_out",
        help="What the settings of the company leave out of the exposure.",
    )

    @api.depends("company_id")
    @api.depends_context("lang")
    def _compute_exposure_left_out(self):
        # sudo: the company's settings are no secret to a reader of its dossiers.
        for company, dossiers in self.sudo().grouped("company_id").items():
            dossiers.exposure_left_out = company and company._exposure_left_out()

    def _exposure(self, as_of=None, exclude=None, horizon=None):
        """What we would lose if these customers never paid again, in named parts.

        Live: asks the documents, never the stored figures; pending changes included.
        The caller decides who may see it.

        :param as_of: a day's end; None for the books as they stand. For a past day the
            parts that Odoo keeps no history of (orders, draft invoices, liabilities,
            deposits, guarantees) are None, and so is the total.
        :param exclude: sale orders, or invoices, that are not counted: the documents
            that are just being checked
        :param horizon: a day; what is to be delivered later is not counted. Not given:
            the company's own setting
        :return: ``{dossier id: Exposure}`` in the company's currency
        Queries: 3 for each company, 1 more where guarantees are listed, beside flushing
        and reading the dossiers.
        """
        self.env.flush_all()
        # No more of the dossiers than is asked: thousands of them are read for this.
        self.fetch(READ)
        result = {}
        for company, dossiers in self.grouped("company_id").items():
            counted = company._exposure_counted(exclude, horizon)
            open_sums = dossiers._sum_owed(company, as_of, counted)
            result |= dossiers._exposure_of_company(company, as_of, open_sums, counted)
        return result

    def _exposure_of_company(
        self, company, as_of, open_sums, counted=None, documents=None
    ):
        """The same for dossiers of one company whose open items are summed already.

        :param counted: ``ledger.counted.Counted``; not given: what the company counts
        :param documents: what ``_sum_documents`` says, where it was asked already
        """
        counted = counted or company._exposure_counted()
        live = as_of is None or as_of >= company._dossier_today()
        if documents is None:
            documents = self._sum_documents(company, counted) if live else ({}, {})
        orders, drafts = documents
        guaranteed = self._sum_guarantees(company) if live else {}
        result = {}
        for dossier in self:
            partner = dossier.partner_id.id
            sums = open_sums.get(partner) or OpenSums()
            parts = dict.fromkeys((name for name, _sign in PARTS))
            parts["open_receivable"] = sums.owed
            parts["unallocated_credits"] = -sums.credit or 0.0
            if live:
                delivered, ordered, advance = orders.get(partner, (0.0, 0.0, 0.0))
                parts["delivered_not_invoiced"] = delivered
                parts["open_orders"] = ordered
                parts["unallocated_credits"] += advance
                parts["draft_invoices"] = drafts.get(partner, 0.0)
                parts |= dossier._exposure_own_parts()
                parts["guarantees"] = guaranteed.get(dossier.id, parts["guarantees"])
            result[dossier.id] = Exposure(**parts)
        return result

    def _exposure_own_parts(self):
        """The parts of the exposure that the dossier itself holds.

        Override to take them from documents, for example from a ledger of deposits.
        Guarantees that are listed one by one count instead of the total given here.

        :return: values for ``special_liabilities``, ``deposits``, ``guarantees``
        """
        return {
            "special_liabilities": self.special_liabilities,
            "deposits": self.deposit_held,
            "guarantees": self.guarantees_usable,
        }

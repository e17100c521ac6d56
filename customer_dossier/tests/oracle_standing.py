from dateutil.relativedelta import relativedelta

from ..formulas import abc_classes, rfm
from .oracle import Oracle
from .oracle_documents import SALES


class OracleStanding(Oracle):
    """Where each customer stands among all of the company, by a loop over everybody."""

    def standings(self, company):
        """:return: ``{dossier: {field: value}}`` of all dossiers of a company"""
        every = self.env["customer.dossier"].search([("company_id", "=", company.id)])
        facts = {one: self.sales_figures(one) for one in every}
        owed = {one: sum(r for r, *_ in self.open_items(one) if r > 0) for one in every}
        classes = abc_classes.abc_classes(
            {one.id: facts[one]["turnover"] or 0.0 for one in every}
        )
        buyers = [one for one in every if facts[one]["last_order_date"]]
        bins = self.bins(buyers, facts)
        sold, due = self.sold_by_all(company), self.owed_by_all(company)
        return {
            one: {
                "abc_class": classes[one.id],
                **{name: found.get(one) for name, found in bins.items()},
                "sales_share": _percent(facts[one]["turnover"], sold),
                "receivable_share": _percent(owed[one], due),
                "territory_share": _percent(
                    facts[one]["turnover"], self.sold_in(one.territory_id, facts)
                ),
            }
            for one in every
        }

    def sold_in(self, territory, facts):
        """What all dealers of a territory bought, returns left out; 0 without one."""
        bought = (
            known["turnover"] or 0.0
            for dossier, known in facts.items()
            if territory and dossier.territory_id == territory
        )
        return sum(amount for amount in bought if amount > 0)

    def bins(self, buyers, facts):
        measures = {
            "recency": lambda known: known["last_order_date"].toordinal(),
            "frequency": lambda known: known["order_count"],
            "monetary": lambda known: known["turnover"] or 0.0,
        }
        count = rfm.bins_for(len(buyers))
        return {
            name: dict(
                zip(
                    buyers,
                    map(str, rfm.rank_bins([of(facts[b]) for b in buyers], count)),
                    strict=True,
                )
            )
            for name, of in measures.items()
        }

    def sold_by_all(self, company):
        today = company._dossier_today()
        invoices = self.env["account.move"].search(
            [
                ("company_id", "=", company.id),
                ("state", "=", "posted"),
                ("move_type", "in", SALES),
                ("invoice_date", "<=", today),
                ("invoice_date", ">", today - relativedelta(months=12)),
            ]
        )
        return sum(invoices.mapped("amount_untaxed_signed"))

    def owed_by_all(self, company):
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", company.id),
                ("account_id.account_type", "=", "asset_receivable"),
                ("parent_state", "=", "posted"),
            ]
        )
        return sum(
            residual for residual in lines.mapped("amount_residual") if residual > 0
        )


def _percent(part, whole):
    return None if part is None or not whole else part / whole * 100

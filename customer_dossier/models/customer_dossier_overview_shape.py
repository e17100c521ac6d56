from odoo import api, models
from odoo.fields import Domain

from .customer_dossier_gauges import QUADRANTS

#: What is owed by age: field -> the span in days as a chart has it, None for its word.
AGES = {
    "not_due": None,
    "overdue_1_30": "1-30",
    "overdue_31_60": "31-60",
    "overdue_61_90": "61-90",
    "overdue_91_180": "91-180",
    "overdue_181_365": "181-365",
    "overdue_over_365": "> 365",
}
SUMMED = ("exposure", "overdue", "receivable", "turnover", "credit_limit", *AGES)
#: How many customers are named as the largest.
LARGEST = 5


class CustomerDossierOverview(models.AbstractModel):
    """What the portfolio looks like: how old its debts, in whose hands, how governed."""

    _inherit = "customer.dossier.overview"

    @api.model
    def _sums(self, domain):
        """Sums over all customers, in the currency of the user's company; one query.

        :return: ``{field: sum}``; credit limits count in the credit mode Limit only,
            and ``limited_exposure`` is the exposure of the same customers
        """
        groups = self.env["customer.dossier"]._read_group(
            domain, ["credit_mode"], [f"{name}:sum_currency" for name in SUMMED]
        )
        rows = {
            mode: {
                name: value or 0.0 for name, value in zip(SUMMED, values, strict=True)
            }
            for mode, *values in groups
        }
        limited = rows.get("limit", dict.fromkeys(SUMMED, 0.0))
        return {name: sum(row[name] for row in rows.values()) for name in SUMMED} | {
            "credit_limit": limited["credit_limit"],
            "limited_exposure": limited["exposure"],
        }

    @api.model
    def _ageing(self, domain, sums):
        """What customers owe by age, an entry for each span."""
        Dossier = self.env["customer.dossier"]
        words = {
            name: Dossier._fields[name]._description_string(self.env) for name in AGES
        }
        return [
            self._amount(
                words[name],
                sums[name],
                Dossier,
                self._having(domain, name),
                name,
                short=span or words[name],
            )
            for name, span in AGES.items()
        ]

    @api.model
    def _concentration(self, domain, sums):
        """In whose hands our money is: the largest by what they owe, and by sales."""
        rates = self._rates(self.env.companies.ids)
        owing, owed = self._largest(domain, "receivable", sums, rates)
        buying, bought = self._largest(domain, "turnover", sums, rates)
        entries = [
            self._largest_entry(label, records, share)
            for label, records, share in (
                (self.env._("of what is owed, by the largest five"), owing, owed),
                (self.env._("of sales, by the largest five"), buying, bought),
            )
        ]
        lines = [
            {
                "id": one.id,
                "name": one.partner_id.name,
                "amount": one.receivable,
                "currency_id": one.currency_id.id,
                "size": one.receivable * rates[one.company_id.id],
            }
            for one in owing
        ]
        return {"entries": entries, "lines": lines}

    @api.model
    def _largest(self, domain, field, sums, rates):
        """The largest customers by a figure, whatever the currency of their company.

        :return: dossiers, and their share in percent; two queries for each currency
        """
        Dossier = self.env["customer.dossier"]
        found = Dossier.union(
            *(
                Dossier.search(
                    self._positive(domain, field)
                    & Domain("company_id", "in", companies.ids),
                    order=f"{field} desc, id",
                    limit=LARGEST,
                )
                for companies in self.env.companies.grouped("currency_id").values()
            )
        ).sorted(lambda one: (-one[field] * rates[one.company_id.id], one.id))[:LARGEST]
        [[amount]] = found._read_group(
            [("id", "in", found.ids)], [], [f"{field}:sum_currency"]
        )
        whole = sums[field]
        return found, whole > 0 and round(100 * (amount or 0.0) / whole)

    @api.model
    def _positive(self, domain, field):
        return domain & Domain(field, ">", 0)

    @api.model
    def _largest_entry(self, label, records, share):
        domain = Domain("id", "in", records.ids)
        return self._entry(label, share, records, domain, kind="percent")

    @api.model
    def _quadrant(self, domain):
        """How many customers stand where in relation and control; one query."""
        Dossier = self.env["customer.dossier"]
        counts = dict(Dossier._read_group(domain, ["quadrant"], ["__count"]))
        words = dict(Dossier._fields["quadrant"]._description_selection(self.env))
        return {
            code: self._entry(
                words[code],
                counts.get(code, 0),
                Dossier,
                domain & Domain("quadrant", "=", code),
            )
            for code, _label in QUADRANTS
        }

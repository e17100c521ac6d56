from functools import reduce
from heapq import nlargest

from odoo import api, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..formulas.attention import Trouble, attention, is_worst
from ..formulas.light import light
from ..words import worded
from .customer_dossier_light import CREDIT_FACTS, credit

_lt = LazyTranslate(__name__)

#: How many customers stand at either end.
SIZE = 5
#: What is looked at of every customer, whatever their number.
FACTS = (
    *("id", "company_id", *CREDIT_FACTS, "limit_group_id", "arrears"),
    *("grade_id", "turnover", "sales_share"),
)
CAUSES = {
    "stopped": _lt("supply is stopped"),
    "overdue_long": _lt("overdue for %(days)s days"),
    "overdue": _lt("overdue for %(days)s days"),
    "over_limit": _lt("over the credit limit"),
    "rated_low": _lt("rated C"),
    "severe": _lt("severe signals open: %(severe)s"),
}


class CustomerDossierOverview(models.AbstractModel):
    """All customers at a glance: one computed object for cockpit, brief and mail.

    Everything is asked under the reader's own rights and companies: what they may not
    read is not there and not counted.
    """

    _name = "customer.dossier.overview"
    _description = "Overview of all customers"

    @api.model
    def _ends(self, domain, size=SIZE):
        """Both ends of the customers, and how many lie calm between them.

        :param domain: of ``customer.dossier``; closed dossiers are left out anyway
        :param size: the most lines at either end
        :return: ``{"key": [line], "worst": [line], "counts": {"key": int, "worst":
            int}, "middle": int}``. Key customers are those graded so, by sales; the
            worst are those with most reason for worry, see ``formulas.attention``;
            the counts are of all of them. The middle counts the customers of
            ``_middle_domain``. A line is a dict: id, name, number, grade, rating,
            light, trend (net sales of twelve months), currency_id, reason, next_step.
            A constant number of queries, one of them for each company.
        :raises AccessError: the user reads no dossiers
        """
        Dossier = self.env["customer.dossier"]
        Dossier.check_access("read")
        domain = Domain(domain) & Domain("state", "!=", "closed")
        facts, severe = self._facts(domain), self._severe(domain)
        keys, general = self._graded(facts, "key", "general")
        worried = self._worried(facts, severe)
        key = nlargest(size, keys, key=lambda one: one["turnover"] or 0.0)
        worst = nlargest(size, worried, key=lambda one: one["attention"][:2])
        dossiers = Dossier.browse([one["id"] for one in key + worst])
        said = self._said(dossiers, severe)

        def lined(end):
            return [(said[one["id"]], one) for one in end]

        return {
            "key": [
                line | {"reason": self._praise(line, one)} for line, one in lined(key)
            ],
            "worst": [
                line | {"reason": self._worry(one, severe)}
                for line, one in lined(worst)
            ],
            "counts": {"key": len(keys), "worst": len(worried)},
            "middle": sum(not is_worst(one["attention"]) for one in general),
        }

    @api.model
    def _middle_domain(self, domain):
        """The customers that nobody need look at: general, and no reason for worry."""
        return (
            Domain(domain)
            & Domain("state", "!=", "closed")
            & Domain("grade_id.code", "=", "general")
            & Domain("worrying", "=", False)
        )

    @api.model
    def _facts(self, domain):
        """What counts of each customer, without a record of it; one query.

        :return: list of dicts of ``FACTS``; turnover and arrears in the currency of the
            user's company, so that they can be compared
        """
        Dossier = self.env["customer.dossier"]
        query = Dossier._search(domain, order="id")
        columns = [Dossier._field_to_sql(query.table, name, query) for name in FACTS]
        rows = self.env.execute_query(query.select(*columns))
        facts = [dict(zip(FACTS, row, strict=True)) for row in rows]
        rates = self._rates({one["company_id"] for one in facts})
        for one in facts if {*rates.values()} - {1.0} else ():
            for name in ("turnover", "arrears"):
                one[name] = (one[name] or 0.0) * rates[one["company_id"]]
        return facts

    @api.model
    def _rates(self, company_ids):
        """:return: ``{company id: what its money is worth in the user's company's}``"""
        # sudo: which currency a company keeps its books in, and the rate of the day.
        own = self.env.company.sudo()
        day, convert = own._dossier_today(), own.currency_id._get_conversion_rate
        return {
            company.id: convert(company.currency_id, own.currency_id, own, day)
            for company in own.browse(sorted(company_ids))
        }

    @api.model
    def _severe(self, domain):
        """:return: ``{dossier id: number of open signals of high severity}``"""
        Signal = self.env["customer.dossier.signal"]
        if not Signal.has_access("read"):
            return {}
        counts = Signal._read_group(
            Domain("state", "!=", "closed")
            & Domain("severity", "=", "high")
            & Domain("dossier_id", "any", domain),
            ["dossier_id"],
            ["__count"],
        )
        return {dossier.id: count for dossier, count in counts}

    @api.model
    def _graded(self, facts, *codes):
        """:return: a list of facts for each of these grades"""
        Grade = self.env["customer.dossier.grade"].with_context(active_test=False)
        grades = Grade.search_fetch([], ["code", "name"])  # the lines tell their names
        known = {grade.id: grade.code for grade in grades}
        return [
            [one for one in facts if known.get(one["grade_id"]) == code]
            for code in codes
        ]

    @api.model
    def _worried(self, facts, severe):
        """Note for each how much attention it asks for; give back the worst of them."""
        grouped = [one["id"] for one in facts if one["limit_group_id"]]
        left = self.env["customer.dossier"].browse(grouped)._group_headrooms()
        for one in facts:
            one["attention"] = attention(
                Trouble(
                    light(credit(one, left.get(one["id"]))),
                    one["rating"],
                    severe.get(one["id"], 0),
                    one["arrears"] or 0.0,
                )
            )
        return [one for one in facts if is_worst(one["attention"])]

    @api.model
    def _praise(self, line, one):
        """Why a key customer is one, in a sentence."""
        parts = [self.env._("graded %(grade)s", grade=line["grade"])]
        if one["sales_share"] is not None:
            share = round(one["sales_share"], 1)
            parts.append(self.env._("%(share)s %% of our sales", share=share))
        if line["rating"] not in ("", "N"):
            parts.append(self.env._("rated %(rating)s", rating=line["rating"]))
        return self._sentence(parts)

    @api.model
    def _worry(self, one, severe):
        """Why a customer is one of the worst, in a sentence; the heaviest cause first."""
        known = {"days": one["oldest_overdue_days"], "severe": severe.get(one["id"])}
        words = (worded(self.env, CAUSES[cause]) for cause in one["attention"].causes)
        return self._sentence(word % known for word in words)

    @api.model
    def _sentence(self, parts):
        words = reduce(
            lambda first, then: self.env._(
                "%(first)s, %(then)s", first=first, then=then
            ),
            parts,
        )
        return self.env._("%(words)s.", words=words[:1].upper() + words[1:])

    @api.model
    def _said(self, dossiers, severe):
        """The lines of these dossiers, but for the reason.

        :return: ``{dossier id: line}``
        """
        lights, months = dossiers._light(), dossiers._trade_months()
        steps = self._next_steps(dossiers, lights)
        words = dict(dossiers._fields["light"]._description_selection(self.env))
        return {
            dossier.id: {
                "id": dossier.id,
                "name": dossier.partner_id.name,
                "number": dossier.name,
                "grade": dossier.grade_id.name or "",
                "rating": dossier.rating or "",
                "light": lights[dossier.id].colour,
                "light_word": words[lights[dossier.id].colour],
                "trend": [now.sales for _month, now, _then in months[dossier.id]],
                "currency_id": dossier.currency_id.id,
                "next_step": steps[dossier.id],
            }
            for dossier in dossiers
        }

from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: Growth classes by where they lead, in the order of the cockpit.
WAYS = {
    "growing": ("fast_growing", "growing", "reactivated", "new"),
    "shrinking": ("declining", "fast_declining"),
    "lost": ("lost",),
}
#: So many moves of grades, and causes, are named: the most frequent.
NAMED = 6


class CustomerDossierOverview(models.AbstractModel):
    """What moved: grades since a day, sales within the year, and why."""

    _inherit = "customer.dossier.overview"

    @api.model
    def _migration(self, domain, since):
        """The grades that changed since a day, the most frequent move first.

        :return: entries, each of the customers that went from one grade to another;
            three queries
        """
        Dossier = self.env["customer.dossier"]
        before = self._grades_on(domain, since)
        moved = defaultdict(list)
        for grade, dossiers in Dossier._read_group(
            domain & Domain("id", "in", [*before]), ["grade_id"], ["id:array_agg"]
        ):
            for dossier in dossiers:
                if before[dossier] != grade.id:
                    moved[before[dossier], grade.id].append(dossier)
        Grade = self.env["customer.dossier.grade"].with_context(active_test=False)
        names = {one.id: one.name for one in Grade.search([])}
        most = sorted(moved.items(), key=lambda one: len(one[1]), reverse=True)[:NAMED]
        return [
            self._entry(
                self.env._(
                    "%(before)s → %(after)s",
                    before=names.get(first, ""),
                    after=names.get(then, ""),
                ),
                len(dossiers),
                Dossier,
                Domain("id", "in", sorted(dossiers)),
            )
            for (first, then), dossiers in most
        ]

    @api.model
    def _grades_on(self, domain, day):
        """:return: ``{dossier id: grade id}`` as judged on or before a day; one query"""
        Assessment = self.env["customer.dossier.assessment"]
        if not Assessment.has_access("read"):
            return {}
        judged = Assessment._search(
            Domain("dossier_id", "any", domain)
            & Domain("date", "<=", day)
            & Domain("grade_id", "!=", False)
        )
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT DISTINCT ON (dossier_id) dossier_id, grade_id
                      FROM customer_dossier_assessment
                     WHERE id IN %s ORDER BY dossier_id, date DESC, id DESC
                    """,
                    judged.subselect(),
                )
            )
        )

    @api.model
    def _growth(self, domain):
        """How many customers grow, shrink or are lost; one query."""
        Dossier = self.env["customer.dossier"]
        counts = dict(Dossier._read_group(domain, ["growth_class"], ["__count"]))
        labels = {
            "growing": self.env._("growing"),
            "shrinking": self.env._("shrinking"),
            "lost": self.env._("lost"),
        }
        return [
            self._entry(
                labels[way],
                sum(counts.get(code, 0) for code in classes),
                Dossier,
                domain & Domain("growth_class", "in", classes),
            )
            for way, classes in WAYS.items()
        ]

    @api.model
    def _causes(self, domain, since):
        """Why sales grew or fell, and what was lost, since a day; two queries.

        :return: entries: for each cause of the inquests what sales changed by, the
            greatest change first; then the losses on record
        """
        Inquest, Loss = (
            self.env["customer.dossier.inquest"],
            self.env["customer.dossier.loss"],
        )
        about, day = self._about(domain), fields.Date.to_string(since)
        entries = []
        if Inquest.has_access("read"):
            stated = (
                about & Domain("as_of", ">=", day) & Domain("cause_id", "!=", False)
            )
            groups = Inquest._read_group(
                stated, ["cause_id"], ["year_delta:sum_currency"]
            )
            groups = sorted(groups, key=lambda one: -abs(one[1] or 0.0))[:NAMED]
            entries += [
                self._amount(
                    cause.name,
                    change,
                    Inquest,
                    stated & Domain("cause_id", "=", cause.id),
                    "year_delta",
                )
                for cause, change in groups
            ]
        if Loss.has_access("read"):
            lost = about & Domain("date", ">=", day)
            [[amount]] = Loss._read_group(lost, [], ["amount:sum_currency"])
            label = self.env._("Losses on record")
            entries.append(self._amount(label, amount, Loss, lost, "amount"))
        return entries

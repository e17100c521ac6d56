from collections import Counter

from odoo import models
from odoo.tools import SQL

from ..formulas.quality import Quality
from .customer_dossier_fact import OWN
from .customer_dossier_planning import DEFAULT_REVISION_DAYS

# What a fact that stands in Odoo itself is called among the items of its section.
GIVEN_PREFIX = "odoo."
# A value of an item of our own that says nothing.
EMPTY_JSON = ("null", "false", '""', "[]")


class CustomerDossier(models.Model):
    """What is there, what is missing, what is old: section by section."""

    _inherit = "customer.dossier"

    def _quality(self):
        """How far each section of these dossiers is filled in and verified.

        :return: ``{dossier id: {sheet id: formulas.quality.Quality}}``, sections in use
            only, in their order. Called as superuser; callers decide what leaves.
        Queries: 2, beside flushing, and reading dossiers, customers, their contacts and
        bank accounts once for each company.
        """
        self.env.flush_all()
        sheets, things = self._sheet_rows(), self._thing_rows()
        given = self._given_facts_there()
        today = {one.id: one._dossier_today() for one in self.company_id}
        result = {dossier.id: {} for dossier in self}
        for sheet in sheets:
            dossier = self.browse(sheet["dossier_id"])
            quality = dossier._sheet_quality(
                sheet,
                things.get(sheet["id"], {}),
                given[dossier.id].get(sheet["code"], {}),
                today[dossier.company_id.id],
            )
            result[dossier.id][sheet["id"]] = quality
        return result

    def _sheet_quality(self, sheet, things, given, today):
        """The quality of one section.

        :param things: ``{list, or None for facts: {day verified or None: count}}``
        :param given: ``{name: (by hand, is there)}`` of the facts in Odoo itself
        """
        if sheet["not_applicable"]:
            return Quality(sheet["weight"], 0)
        lists = self.env["customer.dossier.sheet"]._counted_lists(sheet["code"])
        there = {
            **dict.fromkeys(sheet["filled"], True),
            **dict.fromkeys(sheet["empty"], False),
            **{name: bool(things.get(name)) for name in lists},
            **{
                f"{GIVEN_PREFIX}{n}": is_there for n, (_hand, is_there) in given.items()
            },
        }
        hollow = [name for name, is_there in there.items() if not is_there]
        return Quality(
            weight=sheet["weight"],
            filled=sum(there.values()),
            missing=tuple(n for n in hollow if n not in (sheet["skipped"] or ())),
            ages=_ages(sheet["verified_on"], things, given, today),
            cycle=self.grade_id.revision_days or DEFAULT_REVISION_DAYS,
            wanted=sheet["wanted"],
        )

    def _given_facts_there(self):
        """:return: ``{dossier id: {section code: {name: (by hand, is there)}}}``"""
        facts, result = self._given_facts(), {}
        for company, dossiers in self.grouped("company_id").items():
            for dossier in dossiers.with_company(company):
                result[dossier.id] = {
                    code: {
                        name: (fact.by_hand, bool(fact.there(dossier)))
                        for name, fact in named.items()
                    }
                    for code, named in facts.items()
                }
        return result

    def _sheet_rows(self):
        """The sections in use with the names of their filled and their empty items."""
        Sheet = self.env["customer.dossier.sheet"]
        return self.env.execute_query_dict(
            SQL(
                """
                SELECT s.id, s.dossier_id, c.code, c.weight, s.not_applicable,
                       s.skipped, s.verified_on,
                       CASE WHEN c.onboarding THEN c.onboarding_percent ELSE 0 END
                       AS wanted,
                       array_remove(%(filled)s || own.filled, NULL) AS filled,
                       array_remove(%(empty)s || own.empty, NULL) AS empty
                  FROM customer_dossier_sheet s
                  JOIN customer_dossier_section c ON c.id = s.section_id
                  JOIN LATERAL (
                       SELECT array_agg(name) FILTER (WHERE NOT hollow) AS filled,
                              array_agg(name) FILTER (WHERE hollow) AS empty
                         FROM (SELECT %(own)s || (d ->> 'name') AS name,
                                      COALESCE(s.own_items ->> (d ->> 'name'), 'null')
                                      IN %(hollow)s AS hollow
                                 FROM jsonb_array_elements(c.item_definition) d
                                WHERE d ->> 'type' <> 'separator') item) own ON TRUE
                 WHERE s.dossier_id = ANY(%(ids)s) AND c.active
                 ORDER BY c.sequence, c.id
                """,
                filled=Sheet._names_sql(empty=False),
                empty=Sheet._names_sql(empty=True),
                own=OWN,
                hollow=("", *EMPTY_JSON),
                ids=self.ids,
            )
        )

    def _thing_rows(self):
        """How many live facts and lines were verified when.

        :return: ``{sheet id: {list, or None for facts: {day or None: count}}}``
        """
        parts = [
            SQL(
                """
                SELECT sheet_id, %s AS list, verified_on, count(*)
                  FROM %s WHERE dossier_id = ANY(%s) AND %s
                 GROUP BY sheet_id, verified_on
                """,
                name,
                SQL.identifier(table),
                self.ids,
                SQL("state = 'live'") if name is None else SQL("TRUE"),
            )
            for name, table in self.env["customer.dossier.sheet"]._thing_tables()
        ]
        result = {}
        for sheet, name, day, count in self.env.execute_query(
            SQL(" UNION ALL ").join(parts)
        ):
            result.setdefault(sheet, {}).setdefault(name, {})[day] = count
        return result


def _ages(signed_on, things, given, today):
    """How many things of a section were verified how many days ago.

    What people fill in on the contact or the dossier is verified with the section.
    """
    days = Counter()
    for counts in things.values():
        days.update(counts)
    days[signed_on] += sum(by_hand and is_there for by_hand, is_there in given.values())
    return {day and (today - day).days: count for day, count in days.items() if count}

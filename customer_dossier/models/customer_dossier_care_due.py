from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..formulas.lunar import yearly
from .customer_dossier_care_plan import PRIVATE
from .system_job import system_job

#: An occasion that passed while no job ran is made up for within so many days.
CATCH_UP_DAYS = 3
#: Rising sales are congratulated on once in so many months.
RISING_MONTHS = 6
RISING = ("fast_growing", "growing")
#: What of a care tells the private matter that it stems from.
TOLD = ("personal_id", "plan_id", "occasion_on", "approved_on")
TOLD += ("text", "remark", "effect", "proof", "proof_name")


class CustomerDossierCarePlan(models.Model):
    """Which customers have an occasion, on which day: each once."""

    _inherit = "customer.dossier.care.plan"

    @system_job
    def _cron_care(self, batch=500):
        """Plan care for the occasions of the days ahead; the cron runner calls again."""
        planned, remaining = self._turn(batch)
        self.env["ir.cron"]._commit_progress(planned, remaining=remaining)

    @api.model
    def _turn(self, batch=500):
        """What the job does, as the system.

        :return: how many were planned, and whether there may be more
        """
        rows = []
        for company in self.env["customer.dossier"]._kept_companies():
            domain = [("company_id", "in", [company.id, False])]
            for plan in self.search(domain):
                if len(rows) < batch:
                    rows += plan._new_rows(company, batch - len(rows))
        self.env["customer.dossier.care"].create(rows)
        return len(rows), int(len(rows) == batch)

    def _new_rows(self, company, limit):
        """Values of what this plan wants in one company and is not planned yet."""
        today = company._dossier_today()
        first = today - timedelta(days=CATCH_UP_DAYS)
        last = today + timedelta(days=self.days_before)
        found = self._occasions(company, first, last)
        known = self._known(found, first)
        fresh = [one for one in found if self._key(*one) not in known]
        return [self._row(*one) for one in fresh[:limit]]

    def _occasions(self, company, first, last):
        """:return: list of ``(dossier, day, personal matter or none)``"""
        none = self.env["customer.dossier.personal"]
        if self.occasion in PRIVATE:
            return self._private_occasions(company, first, last)
        shared = self._days(first, last)
        if self.occasion in ("yearly", "once") and not shared:
            return []
        dossiers = self._dossiers(company)
        if self.occasion == "rising":
            rising = dossiers.filtered(lambda one: one.growth_class in RISING)
            return [(one, company._dossier_today(), none) for one in rising]
        if self.occasion == "anniversary":
            return [
                (one, day, none)
                for one in dossiers.filtered("first_order_date")
                for begun in [one.first_order_date]
                for day in yearly(begun.month, begun.day, first, last)
                if day.year > begun.year
            ]
        return [(one, day, none) for one in dossiers for day in shared]

    def _private_occasions(self, company, first, last):
        """Of key persons, from entries that are kept today."""
        entries = self.env["customer.dossier.personal"].search(
            Domain("kind", "=", self.occasion)
            & Domain("dossier_id", "in", self._dossiers(company).ids)
            & Domain("erased_on", "=", False)
            & Domain("expires_on", ">=", company._dossier_today())
            & Domain("month", ">", 0)
            & Domain("day", ">", 0)
        )
        return [
            (entry.dossier_id, day, entry)
            for entry in entries
            for day in _days_of(entry, first, last)
        ]

    def _dossiers(self, company):
        grades = self.grade_ids
        return self.env["customer.dossier"].search(
            Domain("company_id", "=", company.id)
            & Domain("state", "=", "active")
            & (Domain("grade_id", "in", grades.ids) if grades else Domain.TRUE)
        )

    def _key(self, dossier, day, personal):
        """What is planned once: of rising sales, whatever the day."""
        return dossier, self.occasion != "rising" and day, personal

    def _known(self, found, first):
        """What of these is planned, done or dropped already; one query."""
        if self.occasion == "rising":
            first -= relativedelta(months=RISING_MONTHS)
        ids = [dossier.id for dossier, _day, _personal in found]
        known = self.env["customer.dossier.care"].search_fetch(
            [
                ("plan_id", "=", self.id),
                ("occasion_on", ">=", first),
                ("dossier_id", "in", ids),
            ],
            ["dossier_id", "occasion_on", "personal_id"],
        )
        return {
            self._key(one.dossier_id, one.occasion_on, one.personal_id) for one in known
        }

    def _row(self, dossier, day, personal):
        person = self._person(dossier)
        title = self.with_context(lang=person.lang or self.env.lang).name
        # What is said to the customer, in their own language.
        lang = dossier.partner_id.lang or person.lang or self.env.lang
        return {
            "dossier_id": dossier.id,
            "plan_id": self.id,
            "personal_id": personal.id,
            "private": bool(personal),
            "title": title,
            "day": day,
            "occasion_on": day,
            "way": self.way,
            "amount": self.budget,
            "responsible_id": person.id,
            "text": self.with_context(lang=lang).text,
        }

    def _person(self, dossier):
        """Who sees to it there: whom the plan names, the archivist where there is none."""
        return dossier[f"{self.responsible}_id"] or dossier.archivist_id


class CustomerDossierPersonal(models.Model):
    _inherit = "customer.dossier.personal"

    def write(self, vals):
        """Write values; what was planned for an entry goes with it when it is erased."""
        if vals.get("erased_on"):
            # sudo: whoever may have an entry erased takes along what followed from it.
            cares = self.env["customer.dossier.care"].sudo()
            found = cares.search([("personal_id", "in", self.ids)])
            done = found.filtered("done_on")
            (found - done).unlink()
            for care in done:
                # That something was given stays, and in which year; the occasion and
                # the days around it do not.
                year = fields.Date.end_of(care.done_on, "year")
                care.write(
                    dict.fromkeys(TOLD, False)
                    | {"day": year, "done_on": year, "title": self.env._("Erased")}
                )
        return super().write(vals)


def _days_of(entry, first, last):
    """Days of a personal matter; one that no calendar has is nobody's error here."""
    try:
        return yearly(entry.month, entry.day, first, last, lunar=entry.lunar)
    except ValueError:
        return []

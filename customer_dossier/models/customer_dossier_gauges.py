from odoo import api, fields, models
from odoo.tools import format_list
from odoo.tools.translate import LazyTranslate

from ..formulas import gauges
from ..formulas.policy import compliance
from ..words import worded
from .customer_dossier_compliance import SCORE_DAYS
from .optional_float import OptionalFloat

_lt = LazyTranslate(__name__)

QUADRANTS = [
    ("balanced", "Good relation, in control"),
    ("pampered", "Good relation, out of control"),
    ("strained", "In control, poor relation"),
    ("adrift", "Neither"),
    ("unknown", "Too little known"),
]
PARTS = {
    "cooperation": _lt("cooperation"),
    "rhythm": _lt("order rhythm"),
    "growth": _lt("growth"),
    "contact": _lt("last contact"),
    "compliance": _lt("market policies kept"),
    "payment": _lt("payment"),
    "work": _lt("control work among all work"),
    "goods": _lt("promotion goods passed on"),
    "reading": _lt("last reading"),
}


class CustomerDossierFigures(models.Model):
    """How the relation is, and how far we hold the customer: stored with the figures."""

    _inherit = "customer.dossier.figures"

    relation = OptionalFloat(
        string="Relation",
        aggregator="avg",
        digits=(16, 0),
        help="0 to 100: cooperation, order rhythm, growth, last contact.",
    )
    control = OptionalFloat(
        string="Control",
        aggregator="avg",
        digits=(16, 0),
        help="0 to 100: market policies kept, payment, our control work, promotion "
        "goods passed on, last reading.",
    )
    quadrant = fields.Selection(
        QUADRANTS, help="Both gauges together; high is from 60 on."
    )
    gauge_parts = fields.Json(
        string="Gauges in parts",
        help="The known parts of both gauges with their weights.",
    )


class CustomerDossier(models.Model):
    """The two gauges, from the figures as stored and from what people entered."""

    _inherit = "customer.dossier"

    gauge_words = fields.Text(
        string="What the gauges are made of", compute="_compute_gauge_words"
    )

    @api.depends("gauge_parts")
    @api.depends_context("lang")
    def _compute_gauge_words(self):
        for dossier in self:
            parts = dossier.gauge_parts or {}
            dossier.gauge_words = "\n".join(
                self.env._(
                    "%(gauge)s: %(parts)s",
                    gauge=self._fields[name]._description_string(self.env),
                    parts=format_list(
                        self.env,
                        [
                            self.env._(
                                "%(part)s %(mark)s (weight %(weight)s)",
                                part=worded(self.env, PARTS[part]),
                                mark=round(mark),
                                weight=weight,
                            )
                            for part, (mark, weight) in parts[name].items()
                        ],
                    ),
                )
                for name in ("relation", "control")
                if parts.get(name)
            )

    def _refresh_gauges(self):
        """Compute and store the gauges of these dossiers.

        Queries: 3 to gather and 1 to write for each company, 1 for the contacts of all,
        beside reading the dossiers.
        """
        checks, work = self._policy_checks(SCORE_DAYS), self._work_shares()
        goods, contacts = self._goods_shares(), self._last_contacts()
        for company, dossiers in self.grouped("company_id").items():
            today = company._dossier_today()
            rows = []
            for one in dossiers:
                seen = contacts.get(one.id, (None, None))
                contact, reading = (day and (today - day).days for day in seen)
                marks = one._figure_marks() | {
                    "contact": gauges.freshness_mark(contact),
                    "reading": gauges.freshness_mark(reading),
                    "work": _less(work.get(one.id)),
                    "goods": goods[one.id].share if one.id in goods else None,
                    "compliance": _kept(checks.get(one.id)),
                }
                rows.append(
                    {
                        "id": one.figures_id.id,
                        "last_contact_on": seen[0],
                        "contact_days": contact,
                        **_gauge_row(marks),
                    }
                )
            self._write_figures(rows, 0)

    def _figure_marks(self):
        """The parts that the dossier and its figures tell."""
        figures = self.figures_id
        index = figures.payment_index
        return {
            "cooperation": self.cooperation and int(self.cooperation) * 10.0 or None,
            "rhythm": gauges.RHYTHM_MARKS.get(figures.rhythm),
            "growth": gauges.GROWTH_MARKS.get(figures.growth_class),
            "payment": gauges.payment_mark(None if index is False else index),
        }


def _kept(checks):
    return checks and compliance(checks.kept, checks.breached)


def _less(work):
    return work and 100.0 - work.percent


def _gauge_row(marks):
    """Both gauges as the row of figures keeps them."""
    relation = gauges.gauge(marks, gauges.RELATION)
    control = gauges.gauge(marks, gauges.CONTROL)
    return {
        "relation": relation.value,
        "control": control.value,
        "quadrant": gauges.quadrant(relation.value, control.value),
        "gauge_parts": {"relation": relation.parts, "control": control.parts},
    }

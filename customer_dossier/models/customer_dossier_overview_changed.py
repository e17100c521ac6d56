from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from odoo import api, fields, models
from odoo.tools.translate import LazyTranslate

from ..formulas.promises import TOLERANCE_DAYS
from ..words import worded
from .customer_dossier_signal_file import LADDER

_lt = LazyTranslate(__name__)


class Since(NamedTuple):
    """From when on something is new.

    :param moment: a datetime, in UTC.
    :param day: its day in the company.
    :param today: the company's day.
    """

    moment: Any
    day: Any
    today: Any


class Change(NamedTuple):
    """A kind of news.

    :param label: lazy words.
    :param model: what the news are about.
    :param domain: ``(model, Since) -> list``: which of its records are new.
    """

    label: Any
    model: str
    domain: Callable


def _field(name, **others):
    """Of records whose moment or day lies there, and whose other fields are so."""

    def domain(Model, since):
        day = Model._fields[name].type == "date"
        start = since.day if day else since.moment
        more = [(other, "=", value) for other, value in others.items()]
        return [(name, ">=", str(start)), *more]

    return domain


def _lapsed(_Model, since):
    return [
        ("state", "=", "active"),
        ("next_revision_date", ">=", str(since.day)),
        ("next_revision_date", "<", str(since.today)),
    ]


def _broken(Model, since):
    """Promises are judged by the ledger as it stands, and not stored."""
    grace = timedelta(days=TOLERANCE_DAYS)
    due = Model.search(
        [
            ("called_off", "=", False),
            ("due_on", ">=", since.day - grace),
            ("due_on", "<", since.today - grace),
        ]
    )
    broken = due.filtered(lambda one: one.state in ("broken", "partially_kept"))
    return [("id", "in", broken.ids)]


def _moved(downward):
    def domain(Model, since):
        moves = Model._rating_moves(since.day)
        return [("id", "in", [one for one, steps in moves if (steps > 0) == downward])]

    return domain


CHANGES = {
    "signal_high": Change(
        _lt("Severe risk signals"),
        "customer.dossier.signal",
        _field("raised_on", severity="high"),
    ),
    "signal": Change(
        _lt("Other risk signals"),
        "customer.dossier.signal",
        lambda _Model, since: [
            ("raised_on", ">=", str(since.day)),
            ("severity", "!=", "high"),
        ],
    ),
    "hold": Change(_lt("Orders held"), "customer.dossier.hold", _field("held_on")),
    "broken": Change(_lt("Promises broken"), "customer.dossier.promise", _broken),
    "rating_down": Change(_lt("Ratings fallen"), "customer.dossier", _moved(True)),
    "rating_up": Change(_lt("Ratings risen"), "customer.dossier", _moved(False)),
    "lapsed": Change(_lt("Revisions lapsed"), "customer.dossier", _lapsed),
    "revised": Change(
        _lt("Revisions approved"),
        "customer.dossier.revision",
        _field("approved_on"),
    ),
    "measure": Change(
        _lt("Measures in force"),
        "customer.dossier.measure",
        _field("effective_on", state="in_force"),
    ),
    "decision": Change(
        _lt("Credit decisions"),
        "customer.dossier.decision",
        _field("decided_on"),
    ),
    "new": Change(_lt("New customers"), "customer.dossier", _field("first_order_date")),
}


class CustomerDossierOverview(models.AbstractModel):
    _inherit = "customer.dossier.overview"

    @api.model
    def _changed(self, domain, since):
        """What is new since a moment, what needs attention first.

        What is dated by day counts from the company's day of that moment on: said twice
        on the day of the boundary rather than never.

        :param domain: which dossiers; of ``customer.dossier``
        :param since: datetime in UTC
        :return: ``[{"kind": code, "label": words, "count": int, "model": name,
            "domain": list}]``, kinds without news left out; by the user's own rights
            and companies, a constant number of queries
        """
        company = self.env.company.with_context(tz=self.env.company._dossier_tz())
        day = fields.Datetime.context_timestamp(company, since).date()
        start = Since(since, day, company._dossier_today())
        found = []
        for code, kind in CHANGES.items():
            Model = self.env[kind.model]
            if Model.has_access("read"):
                new = kind.domain(Model, start) + _of_dossiers(Model, domain)
                found.append(
                    {
                        "kind": code,
                        "label": worded(self.env, kind.label),
                        "count": Model.search_count(new),
                        "model": kind.model,
                        "domain": new,
                    }
                )
        return [row for row in found if row["count"]]


def _of_dossiers(Model, domain):
    """The condition that a record is about one of these dossiers."""
    path = Model._dossier_path
    wanted = list(domain)
    if not wanted:
        return []
    return [(path, "any", wanted)] if path else wanted


class CustomerDossier(models.Model):
    _inherit = "customer.dossier"

    @api.model
    def _rating_moves(self, day):
        """Who is rated otherwise than before a day; not rated is no step.

        :return: ``[(dossier id, steps downwards)]``; four queries, by the user's rights
        """
        Assessment = self.env["customer.dossier.assessment"]
        after = self._last_assessments([("date", ">=", day)])
        before = self._last_assessments(
            [("date", "<", day), ("dossier_id", "in", [one.id for one in after])]
        )
        Assessment.union(*after.values(), *before.values()).fetch(["rating"])
        steps = {
            dossier.id: LADDER.index(after[dossier].rating) - LADDER.index(one.rating)
            for dossier, one in before.items()
            if {one.rating, after[dossier].rating} <= {*LADDER}
        }
        return [(dossier, step) for dossier, step in steps.items() if step]

    @api.model
    def _last_assessments(self, domain):
        """:return: ``{dossier: its last assessment}`` of those in the domain"""
        Assessment = self.env["customer.dossier.assessment"]
        groups = Assessment._read_group(domain, ["dossier_id"], ["id:max"])
        return {dossier: Assessment.browse(last) for dossier, last in groups}

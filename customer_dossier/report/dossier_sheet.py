"""What the print of a dossier shows: the fields of its form, in words.

The template walks a :class:`Sheet` and computes nothing.
"""

from functools import cached_property
from typing import NamedTuple

from odoo.tools import format_date, format_datetime, formatLang
from odoo.tools.translate import LazyTranslate

from ..words import worded

_lt = LazyTranslate(__name__)

UNKNOWN = "–"
STANDING = (
    "grade_id",
    "rating",
    "risk_level",
    "exposure",
    "utilisation",
    "overdue",
    "oldest_overdue_days",
)
KEEPERS = ("archivist_id", "deputy_id", "account_manager_id", "territory_id")
CREDIT = (
    "credit_mode",
    "credit_limit",
    "credit_renewal_date",
    "deposit_held",
    "guarantees_usable",
    "special_liabilities",
)
SALES = (
    "turnover",
    "turnover_prior",
    "growth",
    "growth_class",
    "abc_class",
    "sales_share",
    "territory_share",
    "order_count",
    "first_order_date",
    "last_order_date",
    "last_order_amount",
    "rhythm",
)
PAYMENT = (
    "payment_index",
    "days_beyond_terms",
    "late_days_recent",
    "late_days_before",
    "receivable_share",
    "overdue_disputed",
    "dso",
    "best_possible_dso",
)
#: What is owed, by age, as a sum: sign, field, and the label where the sign says more
#: than the field's own.
AGEING = (
    ("+", "not_due", None),
    ("+", "overdue_1_30", None),
    ("+", "overdue_31_60", None),
    ("+", "overdue_61_90", None),
    ("+", "overdue_91_180", None),
    ("+", "overdue_181_365", None),
    ("+", "overdue_over_365", None),
    ("−", "unallocated_credit", None),
    ("=", "receivable", None),
)
EXPOSURE = (
    ("+", "exposure_receivable", None),
    ("+", "exposure_delivered", None),
    ("+", "exposure_ordered", None),
    ("+", "exposure_draft", None),
    ("+", "exposure_special", _lt("Special liabilities")),
    ("−", "exposure_credit", _lt("Unallocated credit")),
    ("−", "exposure_secured", _lt("Deposits and guarantees")),
    ("=", "exposure", None),
)
SIGNAL = ("explanation", "severity", "raised_on", "state")


class Cell(NamedTuple):
    """A value in the reader's words, below or beside its label."""

    name: str
    label: str
    text: str


class Row(NamedTuple):
    """A line of a sum."""

    sign: str
    cell: Cell


class Sheet:
    """One dossier as the current user reads it, in the language of ``dossier.env``."""

    def __init__(self, dossier):
        self.dossier = dossier
        self.env = dossier.env

    @property
    def standing(self):
        """The line on top: the short answer."""
        return self._cells(STANDING)

    @property
    def blocks(self):
        """Lists of labelled values by the name of their block."""
        names = {
            "keepers": KEEPERS,
            "credit": CREDIT,
            "sales": SALES,
            "payment": PAYMENT,
        }
        return {block: self._cells(of_block) for block, of_block in names.items()}

    @property
    def sums(self):
        """Lists of :class:`Row` by the name of what they add up to."""
        parts = {"ageing": AGEING, "exposure": EXPOSURE}
        return {
            name: [
                Row(sign, self.cell(field, label and worded(self.env, label)))
                for sign, field, label in of_sum
            ]
            for name, of_sum in parts.items()
        }

    @property
    def reasons(self):
        """Why this rating and grade: a sentence or item each."""
        return (self.dossier.reason_summary or "").splitlines()

    @property
    def signals(self):
        """Values of ``SIGNAL`` for each signal that is not settled."""
        signals = self.dossier.signal_ids.filtered(lambda one: one.state != "closed")
        return [[Sheet(signal).cell(name) for name in SIGNAL] for signal in signals]

    def cell(self, name, label=None):
        """One field, under its own label where none is given."""
        return Cell(name, label or self._described[name]["string"], self._text(name))

    def _cells(self, names):
        left_out = self._left_out()
        return [self.cell(name) for name in names if name not in left_out]

    def _left_out(self):
        """What the form hides as well: it does not apply to this dossier."""
        dossier = self.dossier
        limited = dossier.credit_mode == "limit"
        applies = {
            "utilisation": limited and dossier.credit_limit,
            "credit_limit": limited,
            "oldest_overdue_days": dossier.oldest_overdue_days,
            "overdue_disputed": dossier.overdue_disputed,
        }
        return {name for name, holds in applies.items() if not holds}

    @cached_property
    def _described(self):
        return self.dossier.fields_get(attributes=["string", "selection", "digits"])

    def _text(self, name):
        """A field's value in words; a dash where it is not known."""
        field, value = self.dossier._fields[name], self.dossier[name]
        if field.type == "monetary":
            return self.dossier.currency_id.format(value)
        if field.type == "integer":
            return formatLang(self.env, value, digits=0)
        if value is False or not (value or field.type == "float"):
            return UNKNOWN
        if field.type == "float":
            digits = self._described[name]["digits"]
            return formatLang(self.env, value, digits=digits[1])
        if field.type == "many2one":
            return value.display_name
        if field.type == "selection":
            return dict(self._described[name]["selection"])[value]
        dates = {"date": format_date, "datetime": format_datetime}
        return dates[field.type](self.env, value) if field.type in dates else value

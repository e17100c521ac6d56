"""What the print of a revision shows: its pages as they were kept, in words.

Only the pages that the reader may read are asked for; the template computes nothing.
"""

from functools import cached_property
from typing import NamedTuple

from odoo.tools import format_date

from ..models.customer_dossier_snapshot import COURSE, DOSSIER
from ..models.customer_dossier_snapshot_sales import MONTHS
from ..words import worded
from .chart import chart
from .dossier_sheet import AGEING, EXPOSURE, PAYMENT, SALES, UNKNOWN, Cell, Row

STANDING = ("exposure", "utilisation", "overdue", "oldest_overdue_days")
CREDIT = ("credit_mode", "credit_limit", "deposit_held", "guarantees_usable")
BUCKETS = (
    "not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_91_180",
    "overdue_181_365", "overdue_over_365",
)  # fmt: skip
BESIDE = {"verified_on", "verified_by_id", "not_applicable", "own_items"}
SOURCE = {
    "channel_id", "level", "informant", "collector_id", "observed_on", "reliability",
    "credibility", "verified_on", "verified_by_id",
}  # fmt: skip
# Of private matters a page keeps fingerprints, which say nothing to a reader.
UNLISTED = {
    "customer.dossier.sheet", "customer.dossier.fact", "customer.dossier.personal",
}  # fmt: skip
MOST = 6  # contributions that a print names


class Part(NamedTuple):
    """One section on the print."""

    name: str
    applies: bool
    cells: list[Cell]
    tables: list[tuple[str, list[list[Cell]]]]
    changes: list[str]


class RevisionSheet:
    """One approved revision as the current user reads it, in the user's language."""

    def __init__(self, revision):
        self.revision = revision
        self.env = revision.env
        self.pages = revision._kept()

    @cached_property
    def _dossier_entries(self):
        page = self.pages.get(DOSSIER)
        return page._entries() if page else {}

    @cached_property
    def _course(self):
        return self.pages[COURSE]._entries()

    @property
    def version(self):
        versions = self.env["customer.dossier.version"]
        return versions.search([("revision_id", "=", self.revision.id)])

    @property
    def customer(self):
        return self._value("customer.dossier", "partner_id")

    @property
    def standing(self):
        """The line on top: what the revision came to."""
        assessment = "customer.dossier.assessment"
        judged = ("grade_id", "rating", "risk_level")
        return [self._cell(assessment, name) for name in judged] + self._figures(
            STANDING
        )

    @property
    def blocks(self):
        return {
            "sales": self._figures(SALES),
            "payment": self._figures(PAYMENT),
            "credit": [self._cell("customer.dossier", name) for name in CREDIT],
        }

    @property
    def sums(self):
        parts = {"ageing": AGEING, "exposure": EXPOSURE}
        return {
            name: [
                Row(sign, self._figure(field, label and worded(self.env, label)))
                for sign, field, label in of_sum
            ]
            for name, of_sum in parts.items()
        }

    @property
    def sales_chart(self):
        """The sales of two years, the last twelve months dark."""
        months = sorted(self._dossier_entries.get(MONTHS, {}).items())
        dark = [number >= len(months) - 12 for number in range(len(months))]
        labels = [month[2:7].replace("-", "/") for month, _amount in months]
        return chart([float(amount) for _month, amount in months], labels, dark)

    @property
    def ageing_chart(self):
        cells = self._figures(BUCKETS)
        entry = self._entry("customer.dossier.figures") or {}
        values = [float(entry.get(name) or 0) for name in BUCKETS]
        overdue = [name != "not_due" for name in BUCKETS]
        return chart(values, [cell.label for cell in cells], overdue)

    @property
    def parts(self):
        """A :class:`Part` for each section that the reader reads."""
        pages = [page for page in self.pages.values() if page.section_id]
        return [
            self._part(page) for page in sorted(pages, key=lambda one: one.sequence)
        ]

    @property
    def dossier_changes(self):
        """What changed in the dossier itself and its figures."""
        page = self.pages.get(DOSSIER)
        return (page.changes or "").splitlines() if page else []

    @property
    def signatures(self):
        """Cells: who signed as what, with the day in the text."""
        revision = "customer.dossier.revision"
        entry = self._entry(revision, self._course)
        rows = []
        for signed in ("prepared", "verified", "approved"):
            label = self.revision._label(revision, f"{signed}_by_id")
            name = self.revision._words(
                revision, f"{signed}_by_id", entry[f"{signed}_by_id"]
            )
            day = format_date(self.env, entry[f"{signed}_on"])
            rows.append((label, name, day))
        return rows

    @property
    def inquest(self):
        """Cells of the inquest, and its greatest contributions; None without."""
        model = "customer.dossier.inquest"
        entry = self._entry(model, self._course)
        if not entry:
            return None
        names = ("growth_class", "year_delta", "season_delta", "cause_id")
        words = ("statement", "stated_by_id", "conclusion", "concluded_by_id")
        return {
            "cells": [self._cell_of(model, entry, name) for name in names],
            "words": [self._cell_of(model, entry, name) for name in words],
            "lines": self._contributions(),
        }

    def _contributions(self):
        model = "customer.dossier.inquest.line"
        entries = [
            entry
            for key, entry in self._course.items()
            if key.startswith(f"{model},") and entry["span"] == "year"
        ]
        entries.sort(key=lambda entry: -abs(float(entry["delta"])))
        names = ("product_id", "value_then", "value_now", "delta", "volume", "price")
        return [
            [self._cell_of(model, entry, name) for name in names]
            for entry in entries[:MOST]
        ]

    def _part(self, page):
        entries = page._entries()
        sheet = self._entry("customer.dossier.sheet", entries) or {}
        model = "customer.dossier.sheet"
        cells = [
            self._cell_of(model, sheet, name)
            for name in sheet
            if name not in BESIDE and sheet[name] is not None
        ]
        cells += self._own_cells(page.section_id, sheet.get("own_items") or {})
        return Part(
            page.section_id.name,
            not sheet.get("not_applicable"),
            cells,
            self._tables(entries),
            (page.changes or "").splitlines(),
        )

    def _own_cells(self, section, kept):
        """Items of our own that are filled in, by the names they have today."""
        known = {item["name"]: item for item in section.item_definition or ()}
        cells = []
        for name, value in kept.items():
            item = known.get(name, {})
            words = dict(item.get("selection") or ())
            if value:
                text = str(words.get(value, value) if words else value)
                cells.append(Cell(name, item.get("string") or name, text))
        return cells

    def _tables(self, entries):
        """The lists of a section: name of the list, and its rows of cells."""
        lists = {}
        for key, entry in entries.items():
            model = key.split(",")[0]
            if model not in UNLISTED and model in self.env:
                lists.setdefault(model, []).append(entry)
        return [
            (self.env[model]._description, self._rows(model, rows))
            for model, rows in lists.items()
        ]

    def _rows(self, model, entries):
        """Only the columns in which something is said."""
        told = sorted(
            {
                name
                for entry in entries
                for name, value in entry.items()
                if value not in (None, False) and name not in SOURCE
            },
            key=lambda name: (name != "name", name),
        )
        return [
            [self._cell_of(model, entry, name) for name in told] for entry in entries
        ]

    def _figures(self, names):
        return [self._figure(name) for name in names]

    def _figure(self, name, label=None):
        cell = self._cell("customer.dossier.figures", name)
        return cell._replace(label=label) if label else cell

    def _cell(self, model, name):
        return self._cell_of(model, self._entry(model) or {}, name)

    def _cell_of(self, model, entry, name):
        label = self.revision._label(model, name)
        text = self.revision._words(model, name, entry.get(name))
        return Cell(name, label, text or UNKNOWN)

    def _value(self, model, name):
        return self._cell(model, name).text

    def _entry(self, model, entries=None):
        entries = self._dossier_entries if entries is None else entries
        return next(
            (entry for key, entry in entries.items() if key.split(",")[0] == model),
            None,
        )

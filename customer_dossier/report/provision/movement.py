"""Sheet: what to charge or to release, segment by segment."""

from xlsxwriter.utility import xl_range

from odoo.tools.translate import LazyTranslate

from ...xlsx import reference
from .matrix import BOLD, TOTAL
from .sheet import Sheet
from .specific import ALLOWANCE

_lt = LazyTranslate(__name__)

NAME = _lt("Movement")
HEADINGS = (
    _lt("Segment"),
    _lt("Allowance before"),
    _lt("Allowance now"),
    _lt("Charge (+) or release (−)"),
)
BEFORE, NOW, CHANGE = 1, 2, 3


class MovementSheet(Sheet):
    """Points at the matrix and at the specific customers for what is needed now."""

    def fill(self, provision, matrix, specific):
        """Write the whole sheet."""
        self.title(f"{provision.number} · {provision.as_of} · {provision.currency}")
        self.headings(HEADINGS, {BEFORE, NOW, CHANGE})
        first = self.row
        for row in provision.movements:
            now = matrix.segment_sum(row.key)
            if row.key == "specific":
                now = specific.total(ALLOWANCE)
            self.text(0, row.segment)
            self.amount(BEFORE, row.previous)
            self.formula(NOW, now, row.required)
            self._write_change(row.required - row.previous)
            self.row += 1
        last = max(self.row - 1, first)
        self.row = last + 1
        self.text(0, self.book.translate(TOTAL), **BOLD)
        before = sum(row.previous for row in provision.movements)
        now = sum(row.required for row in provision.movements)
        for column, value in ((BEFORE, before), (NOW, now)):
            cells = xl_range(first, column, last, column)
            self.formula(column, f"SUM({cells})", value, **BOLD)
        self._write_change(now - before, **BOLD)
        self.total_row = self.row
        self.finish()

    def _write_change(self, value, **more):
        self.formula(CHANGE, f"{self.cell(NOW)}-{self.cell(BEFORE)}", value, **more)

    def total(self, column):
        """A reference to a total, for other sheets."""
        return reference(self.sheet, self.cell(column, self.total_row))

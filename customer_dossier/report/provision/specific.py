"""Sheet: customers taken out of the matrix, each with its own allowance."""

from xlsxwriter.utility import xl_range

from odoo.tools.translate import LazyTranslate

from ...xlsx import reference
from .matrix import BOLD, TOTAL
from .sheet import Sheet

_lt = LazyTranslate(__name__)

NAME = _lt("Specific customers")
HEADINGS = (
    _lt("Number"),
    _lt("Customer"),
    _lt("Gross"),
    _lt("Allowance"),
    _lt("Reason"),
)
GROSS, ALLOWANCE = 2, 3


class SpecificSheet(Sheet):
    """Knows where its totals stand."""

    def fill(self, provision):
        """Write the whole sheet; without customers, totals of 0."""
        self.title(f"{provision.number} · {provision.as_of} · {provision.currency}")
        self.headings(HEADINGS, {GROSS, ALLOWANCE})
        first = self.row
        for row in provision.specific:
            self.text(0, row.number)
            self.text(1, row.name)
            self.amount(GROSS, row.gross)
            self.amount(ALLOWANCE, row.allowance)
            self.text(4, row.reason, indent=1)
            self.row += 1
        last = max(self.row - 1, first)
        self.row = last + 1
        self.text(0, self.book.translate(TOTAL), **BOLD)
        self.sheet.write_blank(self.row, 1, None, self.book.format(**BOLD))
        for column, values in (
            (GROSS, (row.gross for row in provision.specific)),
            (ALLOWANCE, (row.allowance for row in provision.specific)),
        ):
            cells = xl_range(first, column, last, column)
            self.formula(column, f"SUM({cells})", sum(values), **BOLD)
        self.total_row = self.row
        self.finish()

    def total(self, column):
        """A reference to a total, for other sheets."""
        return reference(self.sheet, self.cell(column, self.total_row))

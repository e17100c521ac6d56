"""Sheet: the matrix with live formulas, and its totals by bucket."""

from xlsxwriter.utility import xl_range, xl_range_abs

from odoo.tools.translate import LazyTranslate

from ...xlsx import reference
from .sheet import PERCENT, Sheet

_lt = LazyTranslate(__name__)

NAME = _lt("Matrix")
FACTOR = _lt("Forward-looking factor")
BY_BUCKET = _lt("By bucket")
TOTAL = _lt("Total")
HEADINGS = (
    _lt("Segment"),
    _lt("No."),
    _lt("Bucket"),
    _lt("Customers"),
    _lt("Gross"),
    _lt("Loss rate"),
    _lt("Allowance"),
    _lt("Source"),
    _lt("Reason"),
)
SEGMENT, NUMBER, BUCKET, CUSTOMERS, GROSS, RATE, ALLOWANCE, SOURCE, REASON = range(9)
BOLD = {"bold": True, "top": 1}


class Matrix(Sheet):
    """Knows where its totals stand, for the other sheets to point at."""

    def fill(self, provision):
        """Write the whole sheet."""
        book = self.book
        self.title(f"{provision.number} · {provision.as_of} · {provision.currency}")
        self.text(0, book.translate(FACTOR))
        self.factor = self.cell(1, row_abs=True, col_abs=True)
        self.number(1, provision.factor, "factor", num_format="0.0000")
        self.row += 2
        self.headings(HEADINGS, {NUMBER, CUSTOMERS, GROSS, RATE, ALLOWANCE})
        self.first = self.row
        self.rows = {}
        for cell in provision.cells:
            self._write_cell(cell)
        self.last = max(self.row - 1, self.first)
        self.row = self.last + 1
        self._write_total(provision)
        self._write_buckets(provision)
        self.sheet.freeze_panes(self.first, 1)
        self.finish()

    def _write_cell(self, cell):
        self.rows.setdefault(cell.key, []).append(self.row)
        self.text(SEGMENT, cell.segment)
        self.number(NUMBER, cell.position + 1)
        self.text(BUCKET, cell.bucket, indent=1)
        self.number(CUSTOMERS, cell.customers)
        self.amount(GROSS, cell.gross)
        self.number(RATE, cell.rate, **PERCENT)
        self.formula(
            ALLOWANCE,
            f"ROUND(MAX(0,{self.cell(GROSS)})"
            f"*MIN(1,{self.cell(RATE)}*{self.factor}),{self.digits})",
            cell.allowance,
        )
        self.text(SOURCE, cell.source, indent=1)
        self.text(REASON, cell.reason)
        self.row += 1

    def _write_total(self, provision):
        self.text(SEGMENT, self.book.translate(TOTAL), **BOLD)
        for column in (NUMBER, BUCKET, CUSTOMERS, RATE):
            self.sheet.write_blank(self.row, column, None, self.book.format(**BOLD))
        for column, values in (
            (GROSS, (cell.gross for cell in provision.cells)),
            (ALLOWANCE, (cell.allowance for cell in provision.cells)),
        ):
            cells = xl_range(self.first, column, self.last, column)
            self.formula(column, f"SUM({cells})", sum(values), **BOLD)
        self.total_row = self.row
        self.row += 2

    def _write_buckets(self, provision):
        self.text(0, self.book.translate(BY_BUCKET), bold=True)
        self.row += 1
        buckets = {cell.position: cell.bucket for cell in provision.cells}
        for position, bucket in sorted(buckets.items()):
            mine = [cell for cell in provision.cells if cell.position == position]
            self.number(NUMBER, position + 1)
            self.text(BUCKET, bucket, indent=1)
            for column, values in (
                (GROSS, (cell.gross for cell in mine)),
                (ALLOWANCE, (cell.allowance for cell in mine)),
            ):
                numbers, amounts = (
                    xl_range_abs(self.first, c, self.last, c) for c in (NUMBER, column)
                )
                formula = f"SUMIF({numbers},{self.cell(NUMBER)},{amounts})"
                self.formula(column, formula, sum(values))
            self.row += 1

    def total(self, column):
        """A reference to a total, for other sheets."""
        return reference(self.sheet, self.cell(column, self.total_row))

    def segment_sum(self, key):
        """The formula of a segment's allowance, for other sheets; ``0`` if unknown."""
        rows = self.rows.get(key)
        if not rows:
            return "0"
        cells = xl_range_abs(rows[0], ALLOWANCE, rows[-1], ALLOWANCE)
        return f"SUM({reference(self.sheet, cells)})"

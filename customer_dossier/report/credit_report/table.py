"""A sheet that is one long table: headings, rows in blocks, totals per currency."""

from dataclasses import dataclass, field

from xlsxwriter.utility import xl_range, xl_range_abs

from odoo.tools import groupby
from odoo.tools.translate import LazyTranslate

from ...xlsx.book import ALERT, HEADER, reference, write_cell
from ...xlsx.columns import AMOUNT, DATE, TEXT, WIDEST, heading_width, text_width

_lt = LazyTranslate(__name__)

TOTAL = _lt("Total")
HEADING_ROW = 3
HEADING_HEIGHT = 44
NARROWEST = {TEXT: 6, AMOUNT: 14, DATE: 11}


@dataclass(slots=True)
class Block:
    """The rows of one company: first and last row, and the sums of its columns."""

    section: object
    first: int
    last: int
    sums: dict = field(default_factory=dict)


def _indent(index, column):
    """A text keeps away from the number before it, which stands at its cell's end."""
    return {"align": "left", "indent": min(index, 1)} if column.kind == TEXT else {}


class Table:
    """Writes rows as they come; rows of one section must come together.

    :param columns: :class:`Column` list; the first ``fixed`` stay in sight
    """

    def __init__(self, book, name, title, columns, fixed, note=""):
        self.book = book
        self.columns = columns
        self.sheet = book.add_sheet(name)
        self.blocks = []
        self._formats = {}
        self._fixed = fixed
        self._position = {column.key: i for i, column in enumerate(columns)}
        self._widths = [NARROWEST.get(column.kind, 9) for column in columns]
        self._row = HEADING_ROW
        self.sheet.write_string(0, 0, title, book.format(bold=True, font_size=14))
        if note:
            self.sheet.write_string(1, 0, note, book.format(italic=True))
        self._write_headings()

    def _write_headings(self):
        for index, column in enumerate(self.columns):
            label = self.book.translate(column.label)
            align = _indent(index, column) or {"align": "right"}
            heading = self.book.format(**HEADER, **align)
            self.sheet.write_string(HEADING_ROW, index, label, heading)
            self._widen(index, heading_width(label))
        self.sheet.set_row(HEADING_ROW, HEADING_HEIGHT)

    def append(self, record):
        """Append one row; a new section opens a new block."""
        self._row += 1
        if not self.blocks or self.blocks[-1].section is not record.section:
            self.blocks.append(Block(record.section, self._row, self._row))
        block = self.blocks[-1]
        block.last = self._row
        for index, column in enumerate(self.columns):
            digits = column.digits(record) if column.digits else record.section.digits
            value = column.value(record)
            if column.kind == AMOUNT and value is not None:
                value = round(value, digits)
            self._write_value(index, column, value, self._format(index, digits))
            if column.total and value is not None:
                block.sums[column.key] = block.sums.get(column.key, 0.0) + value

    def _format(self, index, digits):
        """The format of a column's cells, put together once and not for each cell."""
        key = index, digits
        if key not in self._formats:
            column = self.columns[index]
            indent = _indent(index, column)
            self._formats[key] = self.book.format(column.kind, digits, **indent)
        return self._formats[key]

    def _write_value(self, index, column, value, cell_format):
        if column.adds and value is not None:
            first, last = (self._position[key] for key in column.adds)
            formula = f"=SUM({xl_range(self._row, first, self._row, last)})"
            self.sheet.write_formula(self._row, index, formula, cell_format, value)
        else:
            write_cell(self.sheet, self._row, index, value, cell_format)
        if column.kind == TEXT and value:
            self._widen(index, text_width(value))

    def _widen(self, index, width):
        self._widths[index] = max(self._widths[index], min(width + 3, WIDEST))

    def finish(self):
        """Write the totals, one row per currency, and set the sheet up."""
        last = max(self._row, HEADING_ROW + 1)
        self._row = last
        for _currency, blocks in groupby(
            self.blocks, key=lambda block: block.section.currency
        ):
            self._write_total(list(blocks))
        self.sheet.autofilter(HEADING_ROW, 0, last, len(self.columns) - 1)
        self.sheet.freeze_panes(HEADING_ROW + 1, self._fixed)
        self.sheet.repeat_rows(HEADING_ROW)
        for index, column in enumerate(self.columns):
            self.sheet.set_column(index, index, self._widths[index])
            if column.alert is not None:
                cells = xl_range(HEADING_ROW + 1, index, last, index)
                self.sheet.conditional_format(cells, self._alert(column.alert))

    def _alert(self, limit):
        return {
            "type": "cell",
            "criteria": ">",
            "value": limit,
            "format": self.book.format(**ALERT),
        }

    def sum_of(self, section, key):
        """Return formula (without =) and value of a column's sum over one company.

        Rows that the reader filters away still count. ``("0", 0.0)`` without rows.
        """
        index = self._position[key]
        for block in self.blocks:
            if block.section is section and key in block.sums:
                cells = xl_range_abs(block.first, index, block.last, index)
                value = round(block.sums[key], section.digits)
                return f"SUM({reference(self.sheet, cells)})", value
        return "0", 0.0

    def _write_total(self, blocks):
        self._row += 1
        section = blocks[0].section
        bold = {"bold": True, "top": 1}
        label = self.book.translate(TOTAL) + f" {section.currency}"
        for index, column in enumerate(self.columns):
            known = [b.sums[column.key] for b in blocks if column.key in b.sums]
            cell_format = self.book.format(column.kind, section.digits, **bold)
            if index == 0:
                self.sheet.write_string(self._row, 0, label, cell_format)
            elif known:
                cells = xl_range(blocks[0].first, index, blocks[-1].last, index)
                value = round(sum(known), section.digits)
                self.sheet.write_formula(
                    self._row, index, f"=SUBTOTAL(109,{cells})", cell_format, value
                )
            else:
                self.sheet.write_blank(self._row, index, None, cell_format)

"""What the sheets of a provision share: formats, headings, widths."""

from xlsxwriter.utility import xl_rowcol_to_cell

from ...xlsx import HEADER, write_cell
from ...xlsx.columns import AMOUNT, WIDEST, heading_width, text_width

PERCENT = {"kind": "rate", "num_format": "0.0000%"}


class Sheet:
    """A sheet that is written from top to bottom; ``row`` is the next free one."""

    def __init__(self, book, name, digits):
        self.book, self.digits = book, digits
        self.sheet = book.add_sheet(name)
        self.row = 0
        self._widths = {}

    def title(self, text):
        """Write the title and leave a row free."""
        self.sheet.write_string(
            self.row, 0, text, self.book.format(bold=True, font_size=14)
        )
        self.row += 2

    def headings(self, labels, numbers):
        """Write headings; ``numbers`` are the columns that stand on the right."""
        for index, label in enumerate(labels):
            text = self.book.translate(label)
            align = "right" if index in numbers else "left"
            heading = self.book.format(**HEADER, align=align)
            self.sheet.write_string(self.row, index, text, heading)
            self.widen(index, heading_width(text) + 4)
        self.row += 1

    def text(self, column, value, **more):
        """Write a text, always as a text."""
        self.widen(column, text_width(value))
        write_cell(self.sheet, self.row, column, value, self.book.format(**more))

    def number(self, column, value, kind="days", **more):
        """Write a number; ``kind`` as the book's formats know it."""
        self.widen(column, 14)
        cell_format = self.book.format(kind, self.digits, **more)
        self.sheet.write_number(self.row, column, value, cell_format)

    def amount(self, column, value, **more):
        """Write an amount with the currency's decimals."""
        self.number(column, round(value, self.digits), AMOUNT, **more)

    def formula(self, column, formula, value, kind=AMOUNT, **more):
        """Write a formula together with its value, for readers that do not compute."""
        self.widen(column, 14)
        cell_format = self.book.format(kind, self.digits, **more)
        value = round(value, self.digits if kind == AMOUNT else 6)
        self.sheet.write_formula(self.row, column, f"={formula}", cell_format, value)

    def cell(self, column, row=None, **absolute):
        """The address of a cell, of the current row where none is given."""
        row = self.row if row is None else row
        return xl_rowcol_to_cell(row, column, **absolute)

    def widen(self, column, width):
        """Make room; called by everything that writes."""
        self._widths[column] = min(max(self._widths.get(column, 9), width + 2), WIDEST)

    def finish(self):
        """Set the widths of the columns."""
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)

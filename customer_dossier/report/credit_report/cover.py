"""Sheet: what this file is, who took it, and whether it agrees with the ledger."""

from odoo.tools.translate import LazyTranslate

from ...xlsx import HEADER, UNCONTROLLED, write_cell
from ...xlsx.columns import DATE
from . import exposure, summary
from .control import write_control
from .rates import write_rates

_lt = LazyTranslate(__name__)

NAME = _lt("Cover")
TITLE = _lt("Credit report")
VALUE_NOTE = _lt(
    "Open items stand at their booked value, orders at the rate of the order. "
    "Amounts of different currencies are never added."
)
FACTS = (
    (_lt("Companies"), lambda report: _distinct(s.company for s in report.sections)),
    (_lt("As of"), lambda report: report.as_of),
    (_lt("Currency"), lambda report: _distinct(s.currency for s in report.sections)),
    (_lt("Scope"), lambda report: report.scope),
    (_lt("Purpose"), lambda report: report.purpose),
    (_lt("Printed by"), lambda report: report.printed_by),
    (_lt("Printed at"), lambda report: f"{report.printed_at:%Y-%m-%d %H:%M}"),
    (_lt("Copy number"), lambda report: report.copy_number),
)


def _distinct(texts):
    return ", ".join(dict.fromkeys(texts))


def _left_out(report):
    """What does not count; of a past day no exposure is known anyway."""
    if report.past:
        return []
    return [f"{one.company}: {one.left_out}" for one in report.sections if one.left_out]


class Cover:
    """The first sheet; written last, because it adds up the others.

    ``row`` is the next free row: parts write there and move it on, never back, since
    a row that was left is on the disk already.
    """

    def __init__(self, book):
        self.book = book
        self.sheet = book.add_sheet(NAME)
        self.row = 0

    def fill(self, report, tables):
        """Fill the sheet from the report and from the sums of the finished tables."""
        book = self.book
        self.line(
            book.translate(TITLE), cell_format=book.format(bold=True, font_size=18)
        )
        stamp = f"{book.translate(UNCONTROLLED)} {report.copy_number}"
        self.line(stamp, cell_format=book.format(bold=True, font_color="#9C0006"))
        self.row += 1
        for label, value in FACTS:
            self.line(book.translate(label), value(report))
        self.row += 1
        write_control(self, report, tables)
        write_rates(self, report)
        past = (exposure.PAST_NOTE, summary.PAST_NOTE) if report.past else ()
        for note in (*map(book.translate, (VALUE_NOTE, *past)), *_left_out(report)):
            self.line(note, cell_format=book.format(italic=True))
        self.sheet.set_column(0, 0, 46)
        self.sheet.set_column(1, max(4, len(report.sections)), 24)

    def line(self, label, *values, cell_format=None):
        """Write a label and what stands beside it, and go to the next row."""
        book = self.book
        self.sheet.write_string(self.row, 0, label, cell_format or book.format())
        for index, value in enumerate(values, start=1):
            kind = DATE if hasattr(value, "year") else "text"
            value_format = book.format(kind, align="left")
            write_cell(self.sheet, self.row, index, value, value_format)
        self.row += 1

    def headings(self, *labels):
        """Write a heading row of translated or plain texts."""
        for index, label in enumerate(labels):
            heading = self.book.format(**HEADER, align="right" if index else "left")
            text = label if isinstance(label, str) else self.book.translate(label)
            self.sheet.write_string(self.row, index, text, heading)
        self.row += 1

"""Writes the workbook: the empty template, and the archive in the same form."""

from datetime import date

from xlsxwriter.utility import xl_range_abs

from odoo.tools.translate import LazyTranslate

from ..xlsx import HEADER, new_workbook, write_cell
from ..xlsx.columns import text_width
from .column import REMARK

_lt = LazyTranslate(__name__)

TITLE = _lt("Customer archive")
LISTS = _lt("Lists")
HOW_TITLE = _lt("How to fill this workbook")
HOW = (
    _lt(
        "There is one sheet for the dossier, one for each section and one for each "
        "list. Leave out what you do not need."
    ),
    _lt(
        "Each row is about one customer. Say which one by dossier number, reference, "
        "tax ID, or name and city. All that you fill must fit."
    ),
    _lt(
        "The sheets of the dossier and of a section take one row for each customer. "
        "The sheets of a list take one row for each entry."
    ),
    _lt("An empty cell leaves what is in the archive. (empty) removes it."),
    _lt("Write dates as 2026-01-31, numbers as 12.5, shares as 12.5 for 12.5 %."),
    _lt("Where a cell offers a list, choose from it."),
    _lt(
        "The last columns say where it comes from. What you leave empty there is "
        "filled by the import."
    ),
    _lt(
        "A row, a heading or a sheet whose first cell begins with # is a remark and "
        "is not imported. So is the grey example row."
    ),
    _lt("Importing the same file again changes nothing."),
)
EXAMPLE = _lt("Example")
EXAMPLE_CUSTOMER = _lt("Sample Wine Trade")
EXAMPLE_TEXT = _lt("text")
#: What stands in the example row, by kind; choices show their first one.
EXAMPLES = {
    "number": 12.5,
    "whole": 12,
    "percent": 12.5,
    "money": 100000,
    "date": date(2026, 1, 31),
}
FORMATS = {"date": "yyyy-mm-dd", "money": "#,##0.00", "whole": "0", "text": "@"}
FORMATS |= dict.fromkeys(("long", "link", "choice", "flag"), "@")
TECHNICAL, HEADING, FIRST = 0, 1, 2
LAST = 20_000  # down to which row cells offer their list
LONGEST_MESSAGE = 255
NARROWEST, WIDEST = 10, 40


class Workbook:
    """The workbook of an archive, written row after row.

    :param target: path of the file
    :param tables: what ``layout`` returned
    :param translate: resolves a lazy text in the reader's language
    :param remarks: lines above the instructions: whose copy this is
    """

    def __init__(self, target, tables, translate, remarks=()):
        self._translate = translate
        self._book = new_workbook(target)
        self._formats = {}
        self._write_instructions(remarks)
        self._lists = {}
        self._sheets = {table.code: self._add(table) for table in tables}
        self._rows = dict.fromkeys(self._sheets, FIRST)
        self._write_lists()

    def _format(self, kind="", **more):
        if kind in FORMATS:
            more["num_format"] = FORMATS[kind]
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(more)
        return self._formats[key]

    def _write_instructions(self, remarks):
        sheet = self._book.add_worksheet(self._translate(TITLE))
        sheet.set_column(0, 0, 100, self._format(text_wrap=True))
        title = f"{REMARK} {self._translate(HOW_TITLE)}"
        sheet.write_string(0, 0, title, self._format(bold=True, font_size=14))
        lines = [*remarks, *map(self._translate, HOW)]
        for row, line in enumerate(lines, 2):
            sheet.write_string(row, 0, line, self._format(text_wrap=True))

    def _add(self, table):
        sheet = self._book.add_worksheet(table.title)
        sheet.set_row(TECHNICAL, None, None, {"hidden": True})
        sheet.freeze_panes(FIRST, 0)
        for index, column in enumerate(table.columns):
            width = min(max(text_width(column.label) + 3, NARROWEST), WIDEST)
            sheet.set_column(index, index, width, self._format(column.kind))
            self._offer(sheet, index, column)
        for index, column in enumerate(table.columns):
            sheet.write_string(TECHNICAL, index, table.technical(column))
        for index, column in enumerate(table.columns):
            source = {"font_color": "#7F7F7F"} if column.part == "source" else {}
            heading = self._format(**HEADER, **source)
            sheet.write_string(HEADING, index, column.label, heading)
        return sheet

    def _offer(self, sheet, index, column):
        """Let cells offer their choices, and explain themselves."""
        message = column.help[:LONGEST_MESSAGE]
        if not column.choices and not message:
            return
        rule = {"validate": "any"}
        if column.choices:
            labels = tuple(column.choices.values())
            place = self._lists.setdefault(labels, len(self._lists) + 1)
            cells = xl_range_abs(0, place, len(labels) - 1, place)
            name = self._translate(LISTS).replace("'", "''")
            rule = {"validate": "list", "source": f"='{name}'!{cells}"}
        if message:
            rule["input_message"] = message
        sheet.data_validation(FIRST, index, LAST, index, rule)

    def _write_lists(self):
        sheet = self._book.add_worksheet(self._translate(LISTS))
        sheet.hide()
        longest = max(map(len, self._lists), default=0)
        for row in range(longest):
            if not row:
                sheet.write_string(0, 0, REMARK)
            for labels, column in self._lists.items():
                if row < len(labels):
                    sheet.write_string(row, column, labels[row])

    def write_examples(self, tables):
        """Write a grey row into each sheet; it is a remark."""
        for table in tables:
            values = {
                column.name: self._example(column)
                for column in table.columns
                if column.part != "line"
            }
            values["customer_number"] = f"{REMARK} {self._translate(EXAMPLE)}"
            values["customer_name"] = self._translate(EXAMPLE_CUSTOMER)
            self.append(table, values, italic=True, font_color="#7F7F7F")

    def _example(self, column):
        if column.choices:
            return next(iter(column.choices.values()))
        return EXAMPLES.get(column.kind, self._translate(EXAMPLE_TEXT))

    def append(self, table, values, **style):
        """Append one row to a sheet.

        :param values: ``{column name: text, number, date or None}``
        """
        sheet, row = self._sheets[table.code], self._rows[table.code]
        for index, column in enumerate(table.columns):
            value = values.get(column.name)
            if value is not None and value != "":
                cell_format = self._format(column.kind, **style)
                write_cell(sheet, row, index, value, cell_format)
        self._rows[table.code] += 1

    def close(self):
        self._book.close()

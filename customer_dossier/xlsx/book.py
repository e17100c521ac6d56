"""The workbook: formats, print set-up and safe cells, shared by all sheets."""

from xlsxwriter.utility import quote_sheetname

from odoo.tools.translate import LazyTranslate

from .columns import AMOUNT, DATE, DAYS, DECIMAL, RATIO
from .workbook import new_workbook

_lt = LazyTranslate(__name__)

#: Stands on whatever leaves the archive on paper or in a file.
UNCONTROLLED = _lt("Uncontrolled copy")
ALERT = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}
HEADER = {
    "bold": True,
    "bg_color": "#E7E6E6",
    "bottom": 1,
    "text_wrap": True,
    "valign": "vcenter",
}
NUMBER_FORMATS = {
    RATIO: "0.0%",
    DAYS: "#,##0",
    DECIMAL: "0.0",
    DATE: "yyyy-mm-dd",
}
PAPER_A4 = 9
LONGEST_CELL = 32767
LONGEST_FOOTER = 120


class Book:
    """A workbook written row by row, so that memory does not grow with its length.

    :param target: path of the file
    :param translate: resolves a lazy text in the reader's language
    :param footer: printed at the foot of every page, before the page number
    :param properties: of the file, as ``xlsxwriter`` takes them
    """

    def __init__(self, target, translate, footer, properties):
        self.translate = translate
        self._footer = footer[:LONGEST_FOOTER].replace("&", "&&")
        self._formats = {}
        self._book = new_workbook(target)
        self._book.set_properties(properties)

    def format(self, kind="text", digits=2, **more):
        """Return the cell format for a kind of column, made once."""
        key = (kind, digits if kind == AMOUNT else None, tuple(sorted(more.items())))
        if key not in self._formats:
            if kind == AMOUNT:
                more["num_format"] = "#,##0" + ("." + "0" * digits if digits else "")
            elif kind in NUMBER_FORMATS:
                more["num_format"] = NUMBER_FORMATS[kind]
            self._formats[key] = self._book.add_format(more)
        return self._formats[key]

    def add_sheet(self, name):
        """Return a new worksheet, ready to print: landscape, one page wide."""
        sheet = self._book.add_worksheet(self.translate(name))
        sheet.set_landscape()
        sheet.set_paper(PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self._footer}&R&P / &N")
        return sheet

    def close(self):
        self._book.close()


def write_cell(sheet, row, column, value, cell_format):
    """Write one value: text always as text, whatever it starts with.

    :param value: text, number, date or None (an empty cell)
    """
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, str):
        sheet.write_string(row, column, value[:LONGEST_CELL], cell_format)
    elif hasattr(value, "year"):
        sheet.write_datetime(row, column, value, cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)


def reference(sheet, cells):
    """Return a reference to cells of another sheet, its name quoted."""
    return f"{quote_sheetname(sheet.get_name())}!{cells}"

"""Reading a workbook that may be anything: hostile, broken, or just very long."""

import io
import warnings
import zipfile
from collections import defaultdict
from contextlib import closing

import openpyxl
from lxml import etree
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from .cells import Broken, NoValue, Percent
from .flaws import Flaw
from .raw import RawSheet

#: How files begin that are Office's, but have a password or are of before 2007.
OLE = b"\xd0\xcf\x11\xe0"
MEGABYTE = 1 << 20
MOST_COLUMNS = 256
MOST_SHEETS = 100
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ROW, CELL, FORMULA, VALUE = (MAIN + tag for tag in ("row", "c", "f", "v"))
COLUMN, MERGED = MAIN + "col", MAIN + "mergeCell"
#: What openpyxl and the parsers below it raise over a file that is no sound workbook.
UNSOUND = (
    AttributeError,
    IndexError,
    InvalidFileException,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
)

# Its warnings name cells and values; nothing of a file goes into the server's log.
warnings.filterwarnings("ignore", module=r"openpyxl\.")


def read_xlsx(content, limits):
    """The sheets of a workbook, each read when its rows are walked through.

    Formulas count with the value that their program saved. Memory holds the packed
    file, its texts and one row at a time.

    :return: an iterator of ``RawSheet``; each has to be finished before the next
    :raises Flaw: it cannot be read, or is too big; also while its rows are walked
    """
    if content.startswith(OLE):
        raise Flaw("locked")
    _check_size(content, limits)
    with closing(_open(content)) as book:
        rows = limits.rows
        for sheet in book.worksheets[:MOST_SHEETS]:
            marks = _soundly(_Marks, book, sheet, rows)
            rows -= marks.count
            yield RawSheet(
                sheet.title,
                _rows(sheet, marks),
                marks.merged,
                marks.hidden_rows,
                marks.hidden_columns,
            )


def _check_size(content, limits):
    """Refuse by what the archive says of itself: more than that is never unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except UNSOUND as error:
        raise Flaw("not_a_workbook") from error
    if size > limits.megabytes * MEGABYTE:
        raise Flaw("too_big", size=size // MEGABYTE, most=limits.megabytes)


def _open(content):
    return _soundly(
        openpyxl.load_workbook, io.BytesIO(content), read_only=True, data_only=True
    )


def _soundly(step, *args, **kwargs):
    """Take a step of which nobody knows in how many ways it may fail."""
    try:
        return step(*args, **kwargs)
    except UNSOUND as error:
        raise Flaw("not_a_workbook") from error


class _Marks:
    """What openpyxl does not tell of a sheet that it streams: one quick pass.

    Stops at the limit of rows, so that it bounds all that comes after it.
    """

    def __init__(self, book, sheet, most):
        self.count = 0
        self.last = 0
        self.width = 0
        self.merged = {}
        self.hidden_rows = set()
        self.hidden_columns = set()
        self.no_value = defaultdict(dict)
        self._most = most
        # The part of the archive that holds the sheet; only openpyxl knows its name.
        with book._archive.open(sheet._worksheet_path) as part:
            for _event, element in etree.iterparse(
                part, tag=tuple(self._TAKES), resolve_entities=False, no_network=True
            ):
                self._TAKES[element.tag](self, element)
                self._forget(element)

    @staticmethod
    def _forget(element):
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]

    def _take_row(self, row):
        number = int(row.get("r") or self.last + 1)
        self.last = number
        if not len(row):
            return
        self.count += 1
        if self.count > self._most or number > 1 << 20:
            raise Flaw("too_many_rows", most=self._most)
        width = coordinate_to_tuple(row[-1].get("r") or f"A{len(row)}")[1]
        self.width = min(max(self.width, width, len(row)), MOST_COLUMNS)
        if row.get("hidden") in ("1", "true"):
            self.hidden_rows.add(number)
        for cell in row.iterchildren(CELL):
            if cell.find(FORMULA) is not None and _is_unknown(cell):
                address = cell.get("r") or ""
                column = coordinate_to_tuple(address)[1]
                self.no_value[number][column] = NoValue(address)

    def _take_column(self, column):
        if column.get("hidden") in ("1", "true"):
            first, last = int(column.get("min")), int(column.get("max"))
            self.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))

    def _take_merged(self, merged):
        cells = merged.get("ref")
        _left, top, _right, bottom = range_boundaries(cells)
        for number in range(top, min(bottom, self.last) + 1):
            self.merged.setdefault(number, cells)

    _TAKES = {ROW: _take_row, COLUMN: _take_column, MERGED: _take_merged}


def _is_unknown(formula):
    """Whether nobody has computed this cell; a computed text may be empty."""
    value = formula.findtext(VALUE)
    return value is None or (not value and formula.get("t") != "str")


def _rows(sheet, marks):
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    rows = sheet.iter_rows(max_row=marks.last, max_col=marks.width)
    try:
        for number, row in enumerate(rows if marks.last else (), 1):
            cells = dict(marks.no_value.get(number, ()))
            for index, cell in enumerate(row, 1):
                value = cell.value
                if value is not None and value != "":
                    cells[index] = _value(cell, value)
            if cells:
                yield number, cells
    except UNSOUND as error:
        raise Flaw("not_a_workbook") from error


def _value(cell, value):
    if cell.data_type == "e":
        return Broken(value)
    if isinstance(value, (float, int)) and not isinstance(value, bool):
        if cell._style_id and "%" in (cell.number_format or ""):
            return Percent(value)
    return value

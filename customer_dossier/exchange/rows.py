"""The rows of a file with typed values, and all that is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, islice

from . import cells
from .column import CUSTOMER, LINE, Table
from .finding import Finding, shown
from .flaws import Flaw
from .header import HEADING_ROWS, Headers, is_remark

#: What a cell says to empty a value; an empty cell leaves it as it is.
EMPTY = {"(empty)", "（清空）", "(清空)"}


@dataclass(slots=True)
class Row:
    """One row about one customer.

    :param customer: texts in the order of ``column.CUSTOMER``
    :param values: ``{field: value}``, False where it is to be emptied
    :param source: the same for where it comes from
    :param line: number of the entry of a list, 0 for none
    """

    table: Table
    title: str
    number: int
    customer: tuple
    values: Mapping
    source: Mapping
    line: int = 0
    flawed: bool = False

    def find(self, code, column=None, value="", **more):
        """Something is wrong with this row.

        :return: ``Finding``; a row with one is not imported
        """
        self.flawed = True
        return Finding(
            Flaw(code, **more),
            self.title,
            self.number,
            self.name,
            column.label if column else "",
            shown(value),
        )

    @property
    def name(self):
        """What the row calls its customer."""
        number, ref, vat, name, _city = self.customer
        return shown(name or number or ref or vat)


class Rows:
    """Reads sheets one after the other.

    :param tables: what ``layout`` returned
    :param today: dates after it lie in the future
    :param code: the table that a csv file stands for
    """

    def __init__(self, tables, today, code=""):
        self.rows = []
        self.findings = []
        #: Part of the file could not be read: nobody knows whom it is about.
        self.is_broken = False
        self._headers = Headers(tables)
        self._today = today
        self._code = code
        self._seen = set()

    def gather(self, opened):
        """Read all sheets of a file into ``rows`` and ``findings``.

        :param opened: returns the sheets; a ``Flaw`` of it is a finding as well
        """
        try:
            for sheet in opened():
                self._read_sheet(sheet)
        except Flaw as flaw:
            self._break([Finding(flaw)])
        if not self.rows and not self.is_broken:
            self._break([Finding(Flaw("nothing"))])

    def _break(self, findings):
        self.findings += findings
        self.is_broken = self.is_broken or bool(findings)

    def _read_sheet(self, sheet):
        rows = iter(sheet.rows)
        first = list(islice(rows, HEADING_ROWS))
        if not first or is_remark(first[0][1]):
            return
        header, last, findings = self._headers.find(sheet.title, first, self._code)
        self._break(findings)
        if not header:
            return
        if header.table.code in self._seen:
            self._break([Finding(Flaw("sheet_twice"), sheet.title)])
        self._seen.add(header.table.code)
        self._note_columns(sheet, header)
        for number, found in chain(first, rows):
            if number > last and not is_remark(found):
                self._read_row(sheet, header, number, found)

    def _note_columns(self, sheet, header):
        for number in sorted(sheet.hidden_columns & header.columns.keys()):
            finding = Finding(
                Flaw("hidden_column"),
                sheet.title,
                column=header.columns[number].label,
            )
            self.findings.append(finding)

    def _read_row(self, sheet, header, number, found):
        customer = tuple(
            self._customer_text(found[place]) if place in found else ""
            for place in header.customer
        )
        row = Row(header.table, sheet.title, number, customer, {}, {})
        if sheet.merged and number in sheet.merged:
            self.findings.append(row.find("merged", cells=sheet.merged[number]))
        if sheet.hidden_rows and number in sheet.hidden_rows:
            self.findings.append(
                Finding(Flaw("hidden_row"), row.title, number, row.name)
            )
        for place, value in found.items():
            column = header.columns.get(place)
            if column is None:
                if place not in header.remarks:
                    self.findings.append(row.find("beside", value=value))
            elif column.name not in CUSTOMER:
                self._read_cell(row, column, value)
        if not any(customer[:4]):
            self.findings.append(row.find("no_customer"))
        self.rows.append(row)

    def _customer_text(self, value):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return cells.clean(str(value))

    def _read_cell(self, row, column, value):
        try:
            if isinstance(value, str) and value.strip().lower() in EMPTY:
                result = _emptied(column)
            else:
                result = cells.parse(column, value, self._today)
        except Flaw as flaw:
            finding = row.find(flaw.code, column, value, **flaw.values)
            self.findings.append(finding)
            return
        if column.part == LINE:
            row.line = result
        elif column.part == "source":
            row.source[column.name] = result
        else:
            row.values[column.name] = result


def _emptied(column):
    if not column.clears:
        raise Flaw("must_stay")
    return False

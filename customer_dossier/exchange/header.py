"""Which of our tables a sheet is, and which of its columns stands where."""

from dataclasses import dataclass, field

from .column import CUSTOMER, REMARK, Column, Table
from .finding import Finding, shown
from .flaws import Flaw

#: The hidden technical row and the headings.
HEADING_ROWS = 2


@dataclass(slots=True)
class Header:
    """A sheet that is known: its table, and its columns by their number."""

    table: Table
    columns: dict[int, Column]
    remarks: set[int] = field(default_factory=set)
    customer: tuple[int, ...] = ()


def is_remark(cells):
    """Whether a row begins as a remark does, such as the example row."""
    first = cells.get(1) if cells else None
    return isinstance(first, str) and first.lstrip().startswith(REMARK)


class Headers:
    """Recognises sheets by their technical row, or by name and headings."""

    def __init__(self, tables):
        self._tables = {table.code: table for table in tables}
        self._titles = {}
        for table in tables:
            for word in {_word(name) for name in (*table.names, table.code)}:
                # Two tables of one name are told apart by the number before it.
                double = word in self._titles
                self._titles[word] = None if double else table

    def find(self, title, first_rows, code=""):
        """Recognise a sheet.

        :param first_rows: ``(row number, cells)`` of its first rows that are filled
        :param code: the table that it is, where the reader has said so
        :return: ``(Header or None, last row of the heading, [Finding])``
        """
        number, cells = first_rows[0]
        if table := self._by_name(cells):
            names = {table.technical(one).lower(): one for one in table.columns}
            if first_rows[1:] and _are_headings(table, first_rows[1][1]):
                number = first_rows[1][0]
            return self._read(table, title, cells, names, number)
        table = self._tables.get(code) or self._titles.get(_word(title))
        if not table:
            flaw = "unknown_sheet" if title else "which_sheet"
            return None, 0, [Finding(Flaw(flaw), sheet=title)]
        return self._read(table, title, cells, _names(table), number)

    def _by_name(self, cells):
        """The table that the technical names of a row speak of."""
        codes = [
            value.strip().lower().partition("/")[0]
            for value in cells.values()
            if isinstance(value, str) and "/" in value
        ]
        known = [code for code in codes if code in self._tables]
        return self._tables[known[0]] if len(known) * 2 > len(cells) else None

    def _read(self, table, title, cells, names, last):
        header, findings = Header(table, {}), []
        for number, value in cells.items():
            word = _word(value)
            column = names.get(word)
            if word.startswith(REMARK):
                header.remarks.add(number)
                continue
            if column and column not in header.columns.values():
                header.columns[number] = column
                continue
            header.remarks.add(number)
            flaw = Flaw("column_twice" if column else "unknown_column")
            findings.append(Finding(flaw, title, last, column=shown(value)))
        places = {column.name: number for number, column in header.columns.items()}
        header.customer = tuple(places.get(name, 0) for name in CUSTOMER)
        if not any(header.customer):
            findings.append(Finding(Flaw("no_customer_column"), title, last))
        return header, last, findings


def _names(table):
    """``{heading: column}`` in all languages; the reader's own goes first."""
    names = {}
    for column in table.columns:
        for word in (column.label, column.name, *column.headings):
            names.setdefault(_word(word), column)
    return names | {_word(column.label): column for column in table.columns}


def _are_headings(table, cells):
    """Whether a row below the technical one says the same for people."""
    return bool(_names(table).keys() & {_word(value) for value in cells.values()})


def _word(value):
    return " ".join(str(value).lower().split())

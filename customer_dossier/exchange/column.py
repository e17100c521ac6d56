"""Columns and tables of the workbook, as data."""

from dataclasses import dataclass, field

#: What a row says about its customer: technical name, in the order of the columns.
CUSTOMER = (
    "customer_number",
    "customer_ref",
    "customer_vat",
    "customer_name",
    "customer_city",
)
#: The number of an entry of a list, as the export writes it.
LINE = "line"
#: A row, column or sheet that begins so is a remark of the reader's own.
REMARK = "#"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column.

    :param name: name of the field, or of what ``part`` says
    :param kind: one of ``cells.PARSERS``
    :param part: ``customer``, ``line``, ``value`` or ``source``
    :param choices: ``{code: label in the reader's language}``
    :param words: ``{word in lower case: code}`` of all words that are understood
    :param headings: what it is called in the languages of the database
    :param model: of the records that a link points to
    :param required: a new record needs it
    :param signed: a number below zero is sound
    :param ahead: a date in the future is sound
    :param clears: it may be emptied
    """

    name: str
    label: str
    kind: str
    part: str = "value"
    choices: dict = field(default_factory=dict)
    words: dict = field(default_factory=dict)
    headings: tuple = ()
    model: str = ""
    required: bool = False
    signed: bool = False
    ahead: bool = False
    clears: bool = True
    help: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One sheet of the workbook: the terms, the items of a section, or a list.

    :param code: technical name
    :param title: name of the sheet in the reader's language
    :param names: what it is called in the languages of the database
    :param model: whose fields the values are
    :param section: code of the section that it belongs to
    :param key: a list's fields that tell its entries apart; () holds one row a customer
    """

    code: str
    title: str
    model: str
    columns: tuple
    names: tuple = ()
    section: str = ""
    key: tuple = ()

    def technical(self, column):
        """The column's name in the hidden first row."""
        return f"{self.code}/{column.name}"

"""Writes the report about a file as xlsx: what became of whom, and why."""

from itertools import chain

from odoo.tools.translate import LazyTranslate

from ..xlsx import HEADER, new_workbook, write_cell
from .change import NEW, REFUSED, UNCHANGED, UPDATED

_lt = LazyTranslate(__name__)

CUSTOMERS = _lt("Customers")
FINDINGS = _lt("Findings")
OUTCOMES = {
    NEW: _lt("New dossier"),
    UPDATED: _lt("Updated"),
    UNCHANGED: _lt("Unchanged"),
    REFUSED: _lt("Refused"),
}
CUSTOMER_HEADINGS = ((_lt("Customer"), 40), (_lt("Outcome"), 14))
FINDING_HEADINGS = (
    (_lt("Worksheet"), 24),
    (_lt("Row"), 8),
    (_lt("Customer"), 30),
    (_lt("Column"), 22),
    (_lt("Cell content"), 30),
    (_lt("What is wrong"), 55),
    (_lt("Next step"), 55),
)


def write_outcome(target, result, translate):
    """Write the report; rows go to the disk as they come.

    :param result: ``importer.Result``
    """
    book = new_workbook(target)
    findings = (
        (
            one.sheet,
            one.row or "",
            one.customer,
            one.column,
            one.value,
            *one.words(translate),
        )
        for one in result.findings
    )
    customers = (
        (name, translate(OUTCOMES[outcome])) for name, outcome in result.outcomes
    )
    _write(book, translate, FINDINGS, FINDING_HEADINGS, findings)
    _write(book, translate, CUSTOMERS, CUSTOMER_HEADINGS, customers)
    book.close()


def _write(book, translate, name, headings, rows):
    sheet = book.add_worksheet(translate(name))
    sheet.freeze_panes(1, 0)
    heading = book.add_format(HEADER)
    for index, (_label, width) in enumerate(headings):
        sheet.set_column(index, index, width)
    labels = [translate(label) for label, _width in headings]
    for number, row in enumerate(chain([labels], rows)):
        for index, value in enumerate(row):
            write_cell(sheet, number, index, value, None if number else heading)

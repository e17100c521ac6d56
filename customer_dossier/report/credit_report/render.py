"""The credit report as an xlsx file: walks the computed object, computes nothing."""

from odoo.tools.translate import LazyTranslate

from ...xlsx import UNCONTROLLED, Book
from . import ageing, exposure, open_items, summary
from .cover import TITLE, Cover
from .identity import identity
from .table import Table

_lt = LazyTranslate(__name__)

SHEET_TITLE = _lt("%(report)s: %(sheet)s, %(date)s")


def render(report, target, translate):
    """Write the report; rows go to the disk as they come, so memory stays flat.

    :param report: :class:`~.content.CreditReport`; its lists are read once
    :param target: path of the file to write
    :param translate: resolves a lazy text in the reader's language (``env._``)
    """
    taken = f"{report.printed_by} · {report.printed_at:%Y-%m-%d %H:%M}"
    footer = f"{taken} · {report.copy_number} · {translate(UNCONTROLLED)}"
    properties = {
        "title": f"{translate(TITLE)} {report.as_of}",
        "author": report.printed_by,
        "comments": f"{footer} · {report.purpose}",
        "keywords": report.copy_number,
        "created": report.printed_at,
    }
    book = Book(target, translate, footer, properties)
    cover = Cover(book)
    tables = _write_customers(book, report)
    if report.open_items is not None:
        tables["open_items"] = _write_open_items(book, report)
    cover.fill(report, tables)
    book.close()


def _write_customers(book, report):
    """Write the three sheets with one row per customer in one pass."""
    tables = {
        "summary": _table(
            book, report, summary.NAME, summary.COLUMNS, summary.PAST_NOTE
        ),
        "ageing": _table(book, report, ageing.NAME, ageing.COLUMNS),
        "exposure": _table(
            book, report, exposure.NAME, exposure.COLUMNS, exposure.PAST_NOTE
        ),
    }
    for customer in report.customers:
        for table in tables.values():
            table.append(customer)
    for table in tables.values():
        table.finish()
    return tables


def _write_open_items(book, report):
    columns = open_items.columns(book.translate)
    table = _table(book, report, open_items.NAME, columns)
    for item in report.open_items:
        table.append(item)
    table.finish()
    return table


def _table(book, report, name, columns, past_note=""):
    """A sheet with a title; ``past_note`` stands below it where the day is a past one."""
    first = identity(report)
    title = book.translate(SHEET_TITLE) % {
        "report": book.translate(TITLE),
        "sheet": book.translate(name),
        "date": report.as_of,
    }
    note = book.translate(past_note) if past_note and report.past else ""
    return Table(book, name, title, first + columns, len(first), note)

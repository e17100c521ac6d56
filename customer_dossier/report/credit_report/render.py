"""The credit report as an xlsx file: walks the computed object, computes nothing."""

from . import ageing, exposure, open_items, summary
from .book import Book
from .cover import TITLE, UNCONTROLLED, Cover
from .identity import identity
from .table import Table


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
    note = book.translate(exposure.PAST_NOTE) if report.past else ""
    tables = {
        "summary": _table(book, report, summary.NAME, summary.COLUMNS),
        "ageing": _table(book, report, ageing.NAME, ageing.COLUMNS),
        "exposure": _table(book, report, exposure.NAME, exposure.COLUMNS, note),
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


def _table(book, report, name, columns, note=""):
    first = identity(report)
    title = f"{book.translate(TITLE)}: {book.translate(name)}, {report.as_of}"
    return Table(book, name, title, first + columns, len(first), note)

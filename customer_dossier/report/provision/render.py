"""A provision run as an xlsx file: walks the computed object, computes nothing."""

from odoo.tools.translate import LazyTranslate

from ...xlsx import UNCONTROLLED, Book
from . import cover, matrix, movement, specific
from .sheet import Sheet

_lt = LazyTranslate(__name__)

METHOD = _lt("Method")
METHOD_TITLE = _lt("Note of method")
METHOD_WIDTH = 110


def render(provision, target, translate):
    """Write the workbook.

    :param provision: :class:`~.content.Provision`
    :param target: path of the file to write
    :param translate: resolves a lazy text in the reader's language (``env._``)
    """
    book = Book(target, translate, *_imprint(provision, translate))
    digits = provision.digits
    front = cover.Cover(book, cover.NAME, digits)
    cells = matrix.Matrix(book, matrix.NAME, digits)
    own = specific.SpecificSheet(book, specific.NAME, digits)
    moved = movement.MovementSheet(book, movement.NAME, digits)
    cells.fill(provision)
    own.fill(provision)
    moved.fill(provision, cells, own)
    front.fill(provision, (cells, own, moved))
    _write_method(book, provision)
    book.close()


def _imprint(provision, translate):
    """The footer of every page, and the properties of the file."""
    taken = f"{provision.printed_by} · {provision.printed_at:%Y-%m-%d %H:%M}"
    footer = f"{taken} · {provision.copy_number} · {translate(UNCONTROLLED)}"
    return footer, {
        "title": f"{translate(cover.TITLE)} {provision.number}",
        "author": provision.printed_by,
        "comments": f"{footer} · {provision.purpose}",
        "keywords": provision.copy_number,
        "created": provision.printed_at,
    }


def _write_method(book, provision):
    sheet = Sheet(book, METHOD, provision.digits)
    sheet.title(book.translate(METHOD_TITLE))
    for line in provision.method:
        sheet.text(0, line, text_wrap=True, valign="top")
        sheet.row += 1
    sheet.sheet.set_column(0, 0, METHOD_WIDTH)

"""Reading a csv file: one sheet, in the encodings that spreadsheet programs write."""

import csv
import io

from .flaws import Flaw
from .raw import RawSheet

#: The first that fits; a mark at the beginning of the file decides before that.
ENCODINGS = ("utf-8-sig", "gb18030")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = ",;\t"
LONGEST_FIELD = 1 << 20


def read_csv(content, limits):
    """:return: ``[RawSheet]`` with one sheet

    :raises Flaw: it cannot be read, or is too long
    """
    text = _decode(content)
    if "\x00" in text:
        raise Flaw("not_a_csv")
    if text.count("\n") > limits.rows * 2:
        raise Flaw("too_many_rows", most=limits.rows)
    return [RawSheet("", _rows(text, limits))]


def _decode(content):
    encodings = ("utf-16",) if content.startswith(UTF16) else ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Flaw("not_a_csv")


def _rows(text, limits):
    csv.field_size_limit(LONGEST_FIELD)
    first = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for count, row in enumerate(reader, 1):
            if count > limits.rows:
                raise Flaw("too_many_rows", most=limits.rows)
            cells = {i: value for i, value in enumerate(row, 1) if value.strip()}
            if cells:
                yield count, cells
    except csv.Error as error:
        raise Flaw("not_a_csv") from error

"""Columns of a sheet as data: what to show, how to format it, when to warn."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# How a cell is written; the number formats stand in book.py.
TEXT, AMOUNT, RATIO, DAYS, DECIMAL, DATE = (
    "text",
    "amount",
    "ratio",
    "days",
    "decimal",
    "date",
)

WIDEST = 44


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column.

    :param label: heading, a lazy translation.
    :param value: what to show of a row; None leaves the cell empty.
    :param total: added up below the rows and on the cover.
    :param adds: keys of the first and last column that this one adds up, live.
    :param alert: a number above it is coloured, because somebody must act.
    :param digits: the row's own decimals, where they are not the company's.
    """

    key: str
    label: Any
    kind: str
    value: Callable[[Any], Any]
    total: bool = False
    adds: tuple[str, str] | None = None
    alert: float | None = None
    digits: Callable[[Any], int] | None = None


def heading_width(label):
    """Return the width a heading needs on two lines: a word is not broken.

    >>> heading_width("Days beyond terms"), heading_width("超期天数")
    (8, 8)
    """
    words = [text_width(word) for word in label.split()]
    return max(max(words, default=0), text_width(label) // 2)


def text_width(text):
    """Return the width of a text in Latin letters; a Chinese character takes two.

    >>> text_width("AB"), text_width("酒业 A")
    (2, 6)
    """
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)

"""What a reader finds in a file, before anybody asks what it means."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class RawSheet:
    """One sheet.

    :param title: its name in the file; "" for a csv file
    :param rows: ``(row number, {column number: value})`` from the top, empty rows and
        cells left out; numbers count from 1. To be walked through once.
    :param merged: ``{row number: address of the merged cells}``
    :param hidden_rows: numbers of the hidden rows
    :param hidden_columns: numbers of the hidden columns
    """

    title: str
    rows: Iterator
    merged: dict = field(default_factory=dict)
    hidden_rows: set = field(default_factory=set)
    hidden_columns: set = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read.

    :param rows: of all sheets together
    :param megabytes: of the file when it is unpacked
    """

    rows: int = 120_000
    megabytes: int = 200

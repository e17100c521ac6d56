"""The value of one cell, taken strictly: what can be read in two ways is refused."""

import re
from datetime import date, datetime

from .flaws import Flaw

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
#: Texts that look like a number and are none, and which flaw that is.
NEARLY = (
    (re.compile(r"[-+]?[\d.]*\d,[\d,.]*\d"), "comma"),
    (re.compile(r"[-+]?\d+(\.\d+)?[eE][-+]?\d+"), "exponent"),
)
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LONGEST = {"text": 250, "long": 10_000}
MOST = 1e15
EARLIEST = date(1800, 1, 1)


class Percent(float):
    """A number that its cell shows as a percentage: 0.12 is shown as 12 %."""


class Broken(str):
    """The error that a cell shows instead of a value."""

    __slots__ = ()


class NoValue(str):
    """The address of a cell whose formula has never been computed."""

    __slots__ = ()


def parse(column, value, today):
    """The value of a cell in a column.

    :param value: as the file's reader found it, not empty
    :param today: dates after it lie in the future
    :return: str, float, int, bool, ``date``, or the code of a choice
    :raises Flaw: it is not what the column wants
    """
    if isinstance(value, NoValue):
        raise Flaw("no_value", cell=str(value))
    if isinstance(value, Broken):
        raise Flaw("broken_cell")
    return PARSERS[column.kind](column, value, today)


def text(column, value, _today=None):
    """A text; whole numbers count as one, because spreadsheets make them of codes.

    >>> from .column import Column
    >>> text(Column("ref", "Reference", "text"), 1001.0)
    '1001'
    >>> text(Column("note", "Note", "long"), " one\\r\\ntwo ")
    'one\\ntwo'
    """
    if isinstance(value, (bool, Percent, date)):
        raise Flaw("not_a_text")
    if isinstance(value, float):
        value = int(value) if value.is_integer() else value
    result = clean(str(value))
    most = LONGEST["long" if column.kind == "long" else "text"]
    if len(result) > most:
        raise Flaw("too_long", length=len(result), most=most)
    if CONTROL.search(result):
        raise Flaw("strange_characters")
    return result


def clean(value):
    """A text without what is invisible at its ends and line ends of other systems."""
    return value.replace("\r\n", "\n").replace("\r", "\n").strip()


def number(column, value, _today=None):
    """A number: of a number cell, or of a text that can mean nothing else.

    >>> from .column import Column
    >>> number(Column("area", "Area", "number"), "12.5")
    12.5
    >>> number(Column("area", "Area", "number"), "12,5")
    Traceback (most recent call last):
    flaws.Flaw: comma
    """
    if isinstance(value, Percent):
        raise Flaw("percent")
    result = _figure(value)
    if result < 0 and not column.signed:
        raise Flaw("negative")
    if abs(result) >= MOST:
        raise Flaw("beyond_measure")
    return result


def _figure(value):
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise Flaw("not_a_number")
    if isinstance(value, str):
        value = value.strip()
        if not NUMBER.fullmatch(value):
            nearly = (code for sign, code in NEARLY if sign.fullmatch(value))
            raise Flaw(next(nearly, "not_a_number"))
    try:
        return float(value)
    except OverflowError as error:
        raise Flaw("beyond_measure") from error


def whole(column, value, today=None):
    """A number without decimals.

    >>> from .column import Column
    >>> whole(Column("staff", "Staff", "whole"), 12.0)
    12
    """
    result = number(column, value, today)
    if not result.is_integer():
        raise Flaw("not_whole")
    return int(result)


def percent(column, value, today=None):
    """A share in percent: 12.5, "12.5%" and a cell that shows 12.5 % are the same.

    >>> from .column import Column
    >>> share = Column("share", "Share %", "percent")
    >>> percent(share, 12.5), percent(share, "12.5%"), percent(share, Percent(0.07))
    (12.5, 12.5, 7.0)
    """
    if isinstance(value, Percent):
        value = round(float(value) * 100, 9)
    elif isinstance(value, str):
        value = value.strip().removesuffix("%").rstrip()
    result = number(column, value, today)
    if result > 100:
        raise Flaw("beyond_hundred")
    return result


def day(column, value, today):
    """A day: of a date cell, or of a text that begins with the year.

    >>> from .column import Column
    >>> day(Column("on", "As of", "date"), "2026年1月31日", date(2026, 6, 1))
    datetime.date(2026, 1, 31)
    """
    result = _day(value)
    if result > today and not column.ahead:
        raise Flaw("future")
    if result < EARLIEST:
        raise Flaw("long_ago")
    return result


def _day(value):
    if isinstance(value, datetime):
        if value.time() != datetime.min.time():
            raise Flaw("with_time")
        return value.date()
    if isinstance(value, date):
        return value
    match = isinstance(value, str) and DATE.fullmatch(value.strip())
    if not match:
        raise Flaw("not_a_date")
    try:
        return date(*map(int, match.groups()))
    except ValueError as error:
        raise Flaw("not_a_date") from error


def choice(column, value, _today=None):
    """The code of a choice, by its code or label, whatever the case of the letters."""
    word = str(value).strip()
    if isinstance(value, float) and value.is_integer():
        word = str(int(value))
    code = column.words.get(word.lower())
    if code is None:
        flaw = "not_a_flag" if column.kind == "flag" else "not_a_choice"
        raise Flaw(flaw, choices=", ".join(column.choices.values()))
    return code


def flag(column, value, _today=None):
    """Yes or no.

    >>> from .column import Column
    >>> flag(Column("watch", "Watch", "flag", words={"yes": True}), "Yes")
    True
    """
    return value if isinstance(value, bool) else choice(column, value)


PARSERS = {
    "text": text,
    "long": text,
    "link": text,
    "number": number,
    "money": number,
    "whole": whole,
    "percent": percent,
    "date": day,
    "choice": choice,
    "flag": flag,
}

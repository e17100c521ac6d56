"""Marks: values that stand nowhere else, and finding them in any answer."""

import base64
import binascii
import re
from datetime import date, datetime
from typing import NamedTuple

from odoo.models import BaseModel

FIRST_YEAR = 1900
DAYS_USED = 27  # of a month: the first stays free, ranges of months begin there
NUMBER = 791900000
APART = 3  # between two numbers: one that was counted up is not the next one
STRIDE = 8  # codes of one field: three records in two worlds, and room between
WORDS = re.compile(r"zqm(\d{5})")
NUMBERS = re.compile(r"(?<!\d)791[^\w]?9(\d\d)[^\w]?(\d{3})(?!\d)")
DAYS = re.compile(r"(?<!\d)(19[0-6]\d)-(\d\d)-(\d\d)(?!\d)")
WRITTEN_DAYS = re.compile(r"(?<!\d)(\d\d)/(\d\d)/(19[0-6]\d)(?!\d)")
BASE64 = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/]{12,}={0,2}")


class Mark(NamedTuple):
    """What was planted: the value's model, field, record (0..2) and world (0, 1)."""

    model: str
    field: str
    record: int
    world: int

    def __str__(self):
        return f"{self.model}.{self.field}"


class MarkBook:
    """Gives every planted value a code and reads codes out of answers."""

    def __init__(self):
        self.places = {}
        self.fields = []

    def code(self, model, field, record, world):
        """One number for each value.

        Between the worlds the order of the records turns round, and within a
        record all values move alike: whoever sorts or compares sees another order,
        and a check of two columns of one row holds in both worlds.
        """
        place = (model, field)
        if place not in self.places:
            self.places[place] = len(self.fields) * STRIDE
            self.fields.append(place)
        return self.places[place] + (6 - record if world else record)

    def all_codes(self, world):
        """Every code given in ``world``: what an oracle could be asked for."""
        for place in range(len(self.fields)):
            for record in (0, 1, 2):
                yield place * STRIDE + (6 - record if world else record)

    def find(self, text):
        """The marks in a text, whatever they look like there."""
        codes = {int(found) for found in WORDS.findall(text)}
        codes |= {_number_code("".join(found)) for found in NUMBERS.findall(text)}
        codes |= {_day_code(*found) for found in DAYS.findall(text)}
        codes |= {
            _day_code(year, month, day)
            for month, day, year in WRITTEN_DAYS.findall(text)
        }
        return {mark for mark in map(self._mark, codes) if mark}

    def _mark(self, code):
        if code is None or not 0 <= code // STRIDE < len(self.fields):
            return None
        model, field = self.fields[code // STRIDE]
        rest = code % STRIDE
        record, world = (rest, 0) if rest < 3 else (6 - rest, 1)
        return Mark(model, field, record, world) if record in (0, 1, 2) else None


def word(code):
    return f"zqm{code:05}"


def number(code):
    return NUMBER + code * APART


def day(code):
    month, rest = divmod(code, DAYS_USED)
    return date(FIRST_YEAR + month // 12, month % 12 + 1, rest + 2)


def _number_code(digits):
    code, rest = divmod(int(digits), APART)
    return None if rest else code


def _day_code(year, month, day_):
    month, rest = (int(year) - FIRST_YEAR) * 12 + int(month) - 1, int(day_) - 2
    return month * DAYS_USED + rest if 0 <= rest < DAYS_USED else None


def render(answer):
    """An answer as one text; what is encoded in it stands there decoded too."""
    parts = []
    _render(answer, parts)
    text = "\n".join(parts)
    return text + "".join(f"\n{hidden}" for hidden in _decoded(text))


def _render(answer, parts):
    if isinstance(answer, dict):
        for key, value in answer.items():
            _render(key, parts)
            _render(value, parts)
    elif isinstance(answer, BaseModel):
        parts.append(f"{answer._name}{answer._ids}")
    elif isinstance(answer, (list, tuple, set, frozenset)):
        parts.append("(")
        for value in answer:
            _render(value, parts)
        parts.append(")")
    elif isinstance(answer, (bytes, bytearray, memoryview)):
        parts.append(bytes(answer).decode("utf-8", "replace"))
    elif isinstance(answer, (date, datetime)):
        parts.append(answer.isoformat())
    elif isinstance(answer, BaseException):
        parts.append(f"{type(answer).__name__}: {answer}")
    else:
        parts.append(str(answer))


def _decoded(text):
    for found in BASE64.findall(text):
        try:
            plain = base64.b64decode(found, validate=True)
        except (binascii.Error, ValueError):
            continue
        if b"zqm" in plain:
            yield plain.decode("utf-8", "replace")

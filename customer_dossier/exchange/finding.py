"""A flaw and its place in the file."""

from dataclasses import dataclass

from .flaws import Flaw

SHOWN = 80  # characters of a value in a report


@dataclass(slots=True)
class Finding:
    """One row of the report."""

    flaw: Flaw
    sheet: str = ""
    row: int = 0
    customer: str = ""
    column: str = ""
    value: str = ""

    def words(self, translate):
        """:return: ``(problem, next step)``"""
        return self.flaw.words(translate)


def shown(value):
    """A cell's value as a report shows it.

    >>> shown(None), shown("  a "), shown(5.0), len(shown("x" * 500))
    ('', 'a', '5', 80)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value).strip()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"

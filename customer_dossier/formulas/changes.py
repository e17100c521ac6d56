"""What differs between two snapshots of the same thing."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

#: A snapshot: ``{record: {field: value}}``.
Entries = Mapping[str, Mapping[str, object]]


class Change(NamedTuple):
    """One difference: a record came, a record went, or a field says something else.

    :param kind: ``added``, ``removed`` or ``changed``.
    :param field: of a changed record; empty for a whole one.
    """

    kind: str
    record: str
    field: str = ""
    before: object = None
    after: object = None


def changes(
    before: Entries, after: Entries, silent: Collection[str] = ()
) -> list[Change]:
    """Return every difference, by record and field.

    :param silent: fields that differ without anything having changed.

    >>> old = {"p,1": {"name": "Li", "seen": 1}, "p,2": {"name": "Wu"}}
    >>> new = {"p,1": {"name": "Li Wei", "seen": 2}, "p,3": {"name": "He"}}
    >>> for change in changes(old, new, silent={"seen"}):
    ...     print(*change)
    changed p,1 name Li Li Wei
    removed p,2  None None
    added p,3  None None
    """
    found = []
    for record in sorted({*before, *after}):
        if record not in after:
            found.append(Change("removed", record))
        elif record not in before:
            found.append(Change("added", record))
        else:
            found += _of_record(record, before[record], after[record], silent)
    return found


def _of_record(record, before, after, silent):
    return [
        Change("changed", record, field, before.get(field), after.get(field))
        for field in sorted({*before, *after} - {*silent})
        if before.get(field) != after.get(field)
    ]

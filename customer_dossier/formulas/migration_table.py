"""Migration table: how customers went from one state to another, with its small rows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .migration_matrix import FEW_CUSTOMERS, migration_counts, shrunk_row
from .rounding import clean


class Row(NamedTuple):
    """Where the customers of one state went.

    :param state: the state before.
    :param counts: customers by state after.
    :param shares: probability by state after, 0..1; of a few customers shrunk towards
        all rows together; empty for no customers.
    :param few: whether the row has too few customers to stand for itself.
    """

    state: str
    counts: Sequence[int]
    shares: Sequence[float]
    few: bool


def migration_table(
    moves: Iterable[tuple[str | None, str | None]],
    before: Sequence[str],
    after: Sequence[str],
) -> list[Row]:
    """Return one row for each state before, in their order.

    :param moves: state before and after of each customer; whoever had none before, or
        one that is no row, is left out.
    :param before: states of the rows.
    :param after: states of the columns; must have those of the rows.

    >>> rows = migration_table([("A", "A")] * 9 + [("B", "left")], "AB", ["A", "B", "left"])
    >>> rows[1].counts, [round(share, 3) for share in rows[1].shares], rows[1].few
    ([0, 0, 1], [0.675, 0.0, 0.325], True)
    """
    known = [(one, other) for one, other in moves if one in set(before)]
    counts = dict(zip(after, migration_counts(known, after), strict=True))
    table = [counts[state] for state in before]
    total = sum(map(sum, table))
    pooled = (
        [sum(column) / total for column in zip(*table, strict=True)] if total else []
    )
    return [_row(state, row, pooled) for state, row in zip(before, table, strict=True)]


def _row(state: str, counts: Sequence[int], pooled: Sequence[float]) -> Row:
    number = sum(counts)
    few = number < FEW_CUSTOMERS
    if not number:
        return Row(state, counts, (), few)
    shares = shrunk_row(counts, pooled) if few else [n / number for n in counts]
    return Row(state, counts, [clean(share) for share in shares], few)

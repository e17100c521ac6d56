"""Migration matrix: how ratings or grades moved between two dates."""

from collections import Counter
from collections.abc import Iterable, Sequence

from .rounding import finite

#: A row with fewer customers is shown as counts and shrunk towards all rows together.
FEW_CUSTOMERS = 10
#: How many customers' weight the pooled row has in a small one.
KAPPA = 3.0


def migration_counts(
    moves: Iterable[tuple[str | None, str | None]], states: Sequence[str]
) -> list[list[int]]:
    """Return how many customers went from each state to each, rows = before.

    :param moves: state before and after of each customer. Who had none before is left
        out; give who left a state of his own, so that he has his own column.
    :param states: states in the order of rows and columns.
    :raise KeyError: for a state that is not listed.

    >>> migration_counts([("A", "B"), ("A", "A"), (None, "A")], ["A", "B"])
    [[1, 1], [0, 0]]
    """
    known = set(states)
    counts = Counter((before, after) for before, after in moves if before is not None)
    for state in {state for move in counts for state in move} - known:
        raise KeyError(state)
    return [[counts[before, after] for after in states] for before in states]


def shrunk_row(
    row: Sequence[int], pooled: Sequence[float], kappa: float = KAPPA
) -> list[float]:
    """Return the probabilities of a row: (n_ij + kappa * pooled_j) / (n_i + kappa).

    :param row: counts of one state before.
    :param pooled: shares of all rows together, sum 1.
    :param kappa: weight of the pooled row in customers, greater than 0.
    :raise ValueError: when it is not.

    >>> [round(p, 4) for p in shrunk_row([12, 5, 1], [0.7, 0.2, 0.1])]
    [0.6714, 0.2667, 0.0619]
    """
    finite(kappa, *pooled, *row)
    if kappa <= 0:
        raise ValueError("The pooled row needs a weight greater than 0.")
    total = sum(row) + kappa
    return [
        (count + kappa * share) / total
        for count, share in zip(row, pooled, strict=True)
    ]

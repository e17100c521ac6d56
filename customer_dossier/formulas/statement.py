"""What cannot be right in a yearly statement; unknown amounts doubt nothing."""

from typing import NamedTuple

from .rounding import finite

#: Amounts are written to the cent; sums may differ by the rounding of their parts.
TOLERANCE = 0.005


class Statement(NamedTuple):
    """A balance sheet in one currency; None is not known."""

    total_assets: float | None = None
    current_assets: float | None = None
    inventory: float | None = None
    total_liabilities: float | None = None
    current_liabilities: float | None = None
    equity: float | None = None


#: (the part, the whole): no part is larger than its whole.
PARTS = (
    ("current_assets", "total_assets"),
    ("inventory", "current_assets"),
    ("current_liabilities", "total_liabilities"),
)


def equity_gap(statement: Statement) -> float | None:
    """Return by how much assets less liabilities exceed the equity; None unknown.

    >>> equity_gap(Statement(total_assets=9.2, total_liabilities=4.2, equity=5.0))
    0.0
    >>> equity_gap(Statement(total_assets=9.2, total_liabilities=4.2, equity=4.0))
    1.0
    >>> equity_gap(Statement(total_assets=9.2)) is None
    True
    """
    amounts = (statement.total_assets, statement.total_liabilities, statement.equity)
    finite(*statement)
    if None in amounts:
        return None
    assets, liabilities, equity = amounts
    gap = round(assets - liabilities - equity, 2)
    return gap if abs(gap) > TOLERANCE else 0.0


def larger_parts(statement: Statement) -> list[tuple[str, str]]:
    """Return the pairs whose part is larger than its whole.

    >>> larger_parts(Statement(total_assets=5, current_assets=6, inventory=6))
    [('current_assets', 'total_assets')]
    """
    finite(*statement)
    found = []
    for part, whole in PARTS:
        amounts = getattr(statement, part), getattr(statement, whole)
        if None not in amounts and amounts[0] > amounts[1] + TOLERANCE:
            found.append((part, whole))
    return found

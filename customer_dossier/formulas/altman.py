"""Altman's Z, Z' and Z'': distress seen in a balance sheet; an optional panel.

Dealers are private traders: use Z''. Z' is for private makers, Z for listed ones.
One statement a year, often window-dressed, so it may cap a rating but never be
required. Chinese pages use 1.81/2.675 for Z and 1.20 or 1.23/2.9 for Z'; creditguru
prints 6.5 for Z'' (a typing error for 6.56).
"""

from dataclasses import astuple, dataclass

from .bands import Band, find
from .rounding import finite


def _zones(distress: float, safe: float) -> tuple[Band, ...]:
    """Return the zones: distress below its bound, safe above its own, grey between."""
    return (
        Band("distress", upper=distress, inclusive=False),
        Band("grey", upper=safe),
        Band("safe"),
    )


ZONES = {"z": _zones(1.81, 2.99), "z1": _zones(1.23, 2.90), "z2": _zones(1.10, 2.60)}
#: Coefficients of X1 to X5.
WEIGHTS = {
    "z": (1.2, 1.4, 3.3, 0.6, 0.999),
    "z1": (0.717, 0.847, 3.107, 0.420, 0.998),
    "z2": (6.56, 3.26, 6.72, 1.05, 0.0),
}
#: Constant that turns Z'' into the emerging-market score; shown without zones.
EMERGING_MARKET = 3.25


@dataclass(frozen=True, slots=True)
class Statement:
    """What the scores need, all in one currency and unit.

    :param working_capital: current assets less current liabilities.
    :param retained_earnings: 盈余公积 + 未分配利润.
    :param ebit: 利润总额 + 利息支出.
    :param equity: book equity; for Z the market value of it.
    :param total_assets: must be positive.
    :param total_liabilities: must be positive.
    :param sales: not needed for Z''.
    :raise ValueError: for an amount that is no finite number.
    """

    working_capital: float
    retained_earnings: float
    ebit: float
    equity: float
    total_assets: float
    total_liabilities: float
    sales: float | None = None

    def __post_init__(self):
        finite(*astuple(self))


def balances(statement: Statement, tolerance: float = 0.005) -> bool:
    """Return whether total assets = total liabilities + book equity, to ``tolerance``.

    >>> balances(Statement(3.0, 1.2, 0.9, 5.0, 9.2, 4.2))
    True
    """
    claims = statement.total_liabilities + statement.equity
    return abs(statement.total_assets - claims) <= tolerance


def z_score(
    kind: str, statement: Statement, sales_weight: float | None = None
) -> float | None:
    """Return the score.

    :param kind: ``z`` (listed makers), ``z1`` (Z', private makers) or ``z2`` (Z'').
    :param statement: figures of one year.
    :param sales_weight: other coefficient of X5; 1.0 is printed for Z too.
    :return: None without assets or liabilities, or without sales where they count.

    >>> round(z_score("z2", Statement(3.0, 1.2, 0.9, 5.0, 9.2, 4.2)), 4)
    4.4717
    """
    finite(sales_weight)
    weights = WEIGHTS[kind]
    if sales_weight is not None:
        weights = (*weights[:4], sales_weight)
    assets, liabilities = statement.total_assets, statement.total_liabilities
    if assets <= 0 or liabilities <= 0 or (weights[4] and statement.sales is None):
        return None
    ratios = (
        statement.working_capital / assets,
        statement.retained_earnings / assets,
        statement.ebit / assets,
        statement.equity / liabilities,
        (statement.sales or 0.0) / assets,
    )
    return sum(weight * x for weight, x in zip(weights, ratios, strict=True))


def zone(kind: str, score: float | None) -> str | None:
    """Return ``distress``, ``grey`` or ``safe``; the bounds themselves are grey.

    >>> zone("z2", 1.1), zone("z2", 2.601), zone("z1", 1.229), zone("z1", None)
    ('grey', 'safe', 'distress', None)
    """
    return find(score, ZONES[kind])


def emerging_market_score(statement: Statement) -> float | None:
    """Return 3.25 + Z''.

    >>> round(emerging_market_score(Statement(3.0, 1.2, 0.9, 5.0, 9.2, 4.2)), 4)
    7.7217
    """
    score = z_score("z2", statement)
    return None if score is None else EMERGING_MARKET + score

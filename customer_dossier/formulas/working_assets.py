"""Working-asset model (营运资产分析模型): what a balance sheet says a firm may owe.

In use since 1981. Table: newton.com.tw wiki 營運資產分析模型. The limit is what all
trade creditors together should give: a cap, never a target.
"""

from typing import NamedTuple

from .bands import Band, find
from .rounding import finite

#: Percent of working assets by evaluation: closed upper bounds on the raw value: the
#: printed rows leave gaps between two decimals. A second source gives 25 at exactly
#: 1.0 and nothing at all from 0.9 to 1.0.
PERCENTS = (
    Band(0.0, upper=-4.6),
    Band(2.5, upper=-3.9),
    Band(5.0, upper=-3.2),
    Band(7.5, upper=-2.5),
    Band(10.0, upper=-1.8),
    Band(12.5, upper=-1.1),
    Band(15.0, upper=-0.4),
    Band(17.5, upper=0.3),
    Band(20.0, upper=1.0),
    Band(25.0),
)


class WorkingAssets(NamedTuple):
    """Result of the model, amounts in the unit of the statement.

    :param evaluation: X1 + X2 - X3 - X4; None when the ratios mean nothing.
    :param percent: share of the working assets that may be owed, 0..25; None when the
        model cannot tell.
    :param limit: working assets * percent, never negative; None likewise.
    """

    working_capital: float
    working_assets: float
    x1: float | None
    x2: float | None
    x3: float | None
    x4: float | None
    evaluation: float | None
    percent: float | None
    limit: float | None


#: X1 to X4 and the evaluation, where they mean nothing.
_NO_RATIOS = (None,) * 5


def percent_of_working_assets(evaluation: float | None) -> float | None:
    """Return the percent for an evaluation, None for unknown.

    >>> [percent_of_working_assets(value) for value in (-4.6, -4.595, 0.95, 1.01)]
    [0.0, 2.5, 20.0, 25.0]
    """
    return find(evaluation, PERCENTS)


def working_assets(
    current_assets: float,
    inventory: float,
    current_liabilities: float,
    total_liabilities: float,
    equity: float,
) -> WorkingAssets:
    """Return the evaluation and the limit of a balance sheet not older than 18 months.

    :param equity: owners' equity; at 0 or below X3 and X4 would turn risk into credit,
        so nothing may be owed. Without current liabilities there is no result.
    :return: amounts in the unit of the arguments (yuan or 10,000 yuan: do not mix).

    >>> working_assets(6e6, 2.5e6, 3e6, 4.2e6, 5e6).limit
    1000000.0
    >>> working_assets(1e6, 3e5, 1.5e6, 2.5e6, -2e5).evaluation is None
    True
    """
    finite(current_assets, inventory, current_liabilities, total_liabilities, equity)
    capital = current_assets - current_liabilities
    assets = (capital + equity) / 2
    if equity <= 0:
        return WorkingAssets(capital, assets, *_NO_RATIOS, 0.0, 0.0)
    if current_liabilities <= 0:
        return WorkingAssets(capital, assets, *_NO_RATIOS, None, None)
    x1 = current_assets / current_liabilities
    x2 = (current_assets - inventory) / current_liabilities
    x3 = current_liabilities / equity
    x4 = total_liabilities / equity
    evaluation = x1 + x2 - x3 - x4
    percent = percent_of_working_assets(evaluation)
    limit = max(0.0, assets * percent / 100)
    return WorkingAssets(capital, assets, x1, x2, x3, x4, evaluation, percent, limit)

"""Feature analysis (特征分析模型): 18 features of a customer, marked 0 to 10.

Three groups of six: the customer himself, his priority for us, credit and finance. The
model lets the firm set the weights; no published table of weights could be found, so
these are ours, balanced between sales and finance, and only a default.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from .rounding import clean

MAX_MARK = 10
#: Default weight of each feature, in the order of the form; they sum to 100.
WEIGHTS = MappingProxyType(
    {
        "表面印象": 2,
        "组织管理": 4,
        "产品与市场": 5,
        "市场竞争性": 5,
        "经营状况": 7,
        "发展前景": 5,
        "交易利润率": 6,
        "对产品的要求": 3,
        "对市场吸引力的影响": 4,
        "对市场竞争力的影响": 4,
        "担保条件": 8,
        "可替代性": 3,
        "付款记录": 12,
        "银行信用": 6,
        "获利能力": 6,
        "资产负债表评估": 6,
        "偿债能力": 8,
        "资本总额": 6,
    }
)


class FeatureScore(NamedTuple):
    """Result in percent.

    :param missing_zero: the textbook figure: unknown counts as 0, so a low one means
        "unknown or bad".
    :param known_only: the same over the known features; None when nothing is known.
    :param coverage: share of the weight that is known.
    """

    missing_zero: float
    known_only: float | None
    coverage: float


def feature_score(
    marks: Mapping[str, float | None], weights: Mapping[str, float] = WEIGHTS
) -> FeatureScore:
    """Return sum(weight * mark) / sum(weight * 10) * 100.

    :param marks: 0..10 by feature; None or absent is unknown.
    :param weights: weight by feature, together greater than 0.
    :raise ValueError: when a mark lies outside 0..10, a weight is negative, or all of
        them weigh nothing.

    >>> feature_score({"a": 6, "b": None}, {"a": 3, "b": 1})
    FeatureScore(missing_zero=45.0, known_only=60.0, coverage=75.0)
    """
    known = {key: marks[key] for key in weights if marks.get(key) is not None}
    if any(not 0 <= mark <= MAX_MARK for mark in known.values()):
        raise ValueError("A mark of the feature analysis lies between 0 and 10.")
    total = sum(weights.values())
    if not total > 0 or min(weights.values()) < 0:
        raise ValueError("The weights of the feature analysis must weigh something.")
    known_weight = sum(weights[key] for key in known)
    earned = sum(weights[key] * mark for key, mark in known.items()) / MAX_MARK * 100
    return FeatureScore(
        clean(earned / total),
        clean(earned / known_weight) if known_weight else None,
        clean(known_weight / total * 100),
    )
